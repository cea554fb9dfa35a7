import { ActionForm } from "@/components/ui/action-form";
import { Actions, Button } from "@/components/ui/button";
import { Aside } from "@/components/ui/layout";
import type { Staff } from "@/lib/authority";
import type { ChangeKind, ChangeView, DatasetView } from "@/lib/datasets/schema";
import { formatDateTime } from "@/lib/time";
import { askForDatasetChange, cancelDatasetChange, confirmDatasetChange } from "./actions";
import { changeEffect } from "./labels";

/** What somebody asked for, as in "Dana asked to …". */
const asked: Record<ChangeKind, (name: string, number: number | undefined) => string> = {
	complete: (name) => `mark ${name} as complete`,
	reopen: (name) => `mark ${name} as still being recovered`,
	withdraw: (name, number) => `withdraw version ${number} of ${name}`,
	remove: (name) => `remove ${name}`,
};

/** Draws a change that waits for a second person: what it does, and the buttons that confirm and cancel it. */
export function WaitingChange(props: { staff: Staff; name: string; change: ChangeView; versionId?: string }) {
	const { staff, change } = props;
	const own = change.askedBy.id === staff.staffId;
	const mayDecide = staff.permissions.includes("datasets:activate");
	return (
		<Aside title="A second person is needed">
			<p>
				{own ? "You" : change.askedBy.name} asked on {formatDateTime(change.askedAt, "en")} to{" "}
				{asked[change.change](props.name, change.versionNumber)}. {changeEffect(change.change, change.people, "would")}
			</p>
			{mayDecide ? (
				<Actions>
					{own ? null : (
						<ActionForm action={confirmDatasetChange.bind(null, change.id, props.versionId ?? "")}>
							<Button>Confirm it</Button>
						</ActionForm>
					)}
					<ActionForm action={cancelDatasetChange.bind(null, change.id, props.versionId ?? "")}>
						<Button shape="plain">{own ? "Cancel your request" : "Refuse it"}</Button>
					</ActionForm>
				</Actions>
			) : null}
			{own || !mayDecide ? <p>Someone else who can activate datasets has to confirm it.</p> : null}
		</Aside>
	);
}

/** Draws the forms that change a dataset. */
export function DatasetChanges({ staff, set }: { staff: Staff; set: DatasetView }) {
	if (set.waitingChange) return <WaitingChange staff={staff} name={set.name} change={set.waitingChange} />;
	if (!staff.permissions.includes("datasets:activate")) return null;
	const empty = set.versions.every(({ state }) => ["failed", "cancelled", "withdrawn"].includes(state));
	const second = set.counts ? " (takes a second person)" : "";
	return (
		<Actions>
			<ActionForm action={askForDatasetChange.bind(null, set.id, set.complete ? "reopen" : "complete", "")}>
				<Button shape="link" about={`(${set.name})`}>
					{set.complete ? "Mark as still being recovered" : "Mark the table as complete"}
					{second}
				</Button>
			</ActionForm>
			{empty ? (
				<ActionForm action={askForDatasetChange.bind(null, set.id, "remove", "")}>
					<Button shape="link" about={`(${set.name})`}>
						Remove this dataset
						{second}
					</Button>
				</ActionForm>
			) : null}
		</Actions>
	);
}
