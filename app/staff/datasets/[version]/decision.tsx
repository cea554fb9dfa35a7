import { ActionForm } from "@/components/ui/action-form";
import { Actions, Button } from "@/components/ui/button";
import { Choices } from "@/components/ui/field";
import { Aside, Section } from "@/components/ui/layout";
import type { Staff } from "@/lib/authority";
import type { readVersion } from "@/lib/datasets";
import { activate, rollBackDataset, withdraw } from "../actions";
import { WaitingChange } from "../dataset-changes";
import { refusalMessages } from "../labels";

type Version = NonNullable<Awaited<ReturnType<typeof readVersion>>>;

/** Draws the actions on a finished version: activate it as a second person, roll back. */
export function Decision({ staff, version }: { staff: Staff; version: Version }) {
	const { state } = version;
	if (state !== "ready" && state !== "active" && state !== "superseded") return null;
	const mayActivate = staff.permissions.includes("datasets:activate");
	const waiting = version.dataset.waitingChange;
	const own = version.importedBy.id === staff.staffId;
	return (
		<>
			{state === "active" ? null : (
				<Section title="Your decision">
					{mayActivate && version.secondPerson ? (
						<>
							<p className="max-w-read">
								People get answers from this version straight away
								{version.dataset.activeNumber
									? `, instead of version ${version.dataset.activeNumber}. You can switch back.`
									: "."}
							</p>
							<ActionForm action={activate.bind(null, version.id)}>
								{version.report?.records === 0 ? (
									<Choices
										kind="checkbox"
										name="empty"
										label="This version holds no records"
										hint="Nobody will be found in it, and everyone will be told that they were not found."
										choices={[{ value: "yes", label: "Yes, activate it even though it is empty" }]}
									/>
								) : null}
								<Actions>
									<Button>Activate version {version.number}</Button>
								</Actions>
							</ActionForm>
						</>
					) : (
						<Aside title="A second person is needed">
							<p>
								{own
									? refusalMessages["second-person"]
									: mayActivate
										? refusalMessages["not-two-people"]
										: "Your role does not allow activating datasets. Ask a colleague whose role does."}
							</p>
						</Aside>
					)}
				</Section>
			)}
			{state === "active" && version.earlier && mayActivate ? (
				<Section title="Go back">
					<p className="max-w-read">
						If this version is wrong, you can go back to version {version.earlier} straight away. Someone who did not
						import that version has to do it.
					</p>
					<Actions>
						<ActionForm action={rollBackDataset.bind(null, version.id, version.dataset.id)}>
							<Button shape="plain">Go back to version {version.earlier}</Button>
						</ActionForm>
					</Actions>
				</Section>
			) : null}
			{waiting ? (
				<Section title="Waiting for a second person">
					<WaitingChange staff={staff} name={version.dataset.name} change={waiting} versionId={version.id} />
				</Section>
			) : null}
		</>
	);
}

/** Draws the form that withdraws a finished version. It comes last on the page, far from the button that activates. `unsure`: its box was not ticked. */
export function Withdrawal({ staff, version, unsure }: { staff: Staff; version: Version; unsure: boolean }) {
	const { state } = version;
	if (state !== "ready" && state !== "active" && state !== "superseded") return null;
	if (!staff.permissions.includes("datasets:activate")) return null;
	if (version.dataset.waitingChange && state === "active") return null;
	return (
		<Section title="Withdraw this version" id="withdraw">
			<p className="max-w-read">
				Withdrawing deletes all data in this version. You cannot undo it.
				{state === "active"
					? " Nobody gets answers from this dataset after that: people are told that we are still looking. A second person has to confirm it, and sees how many answers change."
					: ""}
			</p>
			<ActionForm action={withdraw.bind(null, version.id, state === "active" ? version.dataset.id : "")}>
				<Choices
					kind="checkbox"
					name="sure"
					label="Are you sure?"
					error={unsure ? "Tick the box to confirm that you are sure." : undefined}
					choices={[{ value: "yes", label: `Yes, delete version ${version.number} for good` }]}
				/>
				<Button shape="stop">Withdraw version {version.number}</Button>
			</ActionForm>
		</Section>
	);
}
