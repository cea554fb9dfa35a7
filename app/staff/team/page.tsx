import { spokenMask } from "@/app/[locale]/_shared/spoken-mask";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Notice, PageHeading, Section } from "@/components/ui/layout";
import { DataTable, Mask } from "@/components/ui/list";
import { roles } from "@/lib/authority";
import { team } from "@/lib/identity";
import { requireStaff } from "@/lib/identity/guard";
import { staffSignInByCode } from "@/lib/identity/sign-in-methods";
import { formatDate, formatDateTime } from "@/lib/time";
import { StaffPage } from "../_shared/page-shell";
import { add, change, vouch } from "./actions";
import { AddForm } from "./add-form";
import { roleLabels } from "./labels";

const done: Record<string, string> = {
	added: "They are on the team and can sign in now.",
	changed: "Roles changed. This applies from the next page they open.",
	vouched:
		"You have confirmed that you know them. They can now approve together with whoever made or changed their account.",
	removed: "We have removed them from the team and signed them out everywhere.",
};
const problems: Record<string, string> = {
	"no-role": "Everyone on the team needs at least one role. If they should have none, remove them from the team.",
	"last-admin": "That is the only administrator. Make someone else an administrator first.",
	"may-not-vouch":
		"You cannot confirm this account: it is yours, you made or changed it, or your own account is too new. Ask another administrator.",
	gone: "That person is no longer on the team.",
	yourself: "You cannot remove yourself. Another administrator can.",
};

/** Lists the team and their roles. */
export default async function TeamPage(props: PageProps<"/staff/team">) {
	const staff = await requireStaff("team:manage", "/staff/team");
	const people = await team(staff);
	const query = await props.searchParams;
	const notice = done[String(query.done)];
	const problem = problems[String(query.problem)];
	return (
		<StaffPage staff={staff} path="/staff/team" title="Team">
			{notice ? <Notice>{notice}</Notice> : null}
			{problem ? <Notice tone="stop">{problem}</Notice> : null}
			<PageHeading lead="Only people listed here can use the staff pages.">Team</PageHeading>
			<div className="mt-6">
				<DataTable
					caption="Staff by name"
					captionHidden
					head={["Name", "Address", "Roles"]}
					rows={people.map((person) => ({
						key: person.id,
						cells: [
							<>
								{person.displayName}
								{person.you ? " (you)" : ""}{" "}
								<span className="block text-[.95rem] font-normal text-soft">
									Since {formatDate(person.addedAt, "en")}
								</span>
							</>,
							<Mask key="address" spoken={spokenMask(person.maskedEmail, "en")}>
								{person.maskedEmail}
							</Mask>,
							<TeamMemberRoles key="roles" person={person} />,
						],
					}))}
				/>
			</div>
			<Section title="Add someone">
				<AddForm
					action={add}
					byCode={staffSignInByCode()}
					roles={roles.map((role) => ({ value: role, ...roleLabels[role] }))}
				/>
			</Section>
		</StaffPage>
	);
}

/** The form that changes one person's roles or removes them, and the one that vouches for them. */
function TeamMemberRoles({ person }: { person: Awaited<ReturnType<typeof team>>[number] }) {
	return (
		<>
			<ActionForm action={change.bind(null, person.id)}>
				<fieldset className="flex flex-wrap gap-x-6">
					<legend className="sr-only">Roles of {person.displayName}</legend>
					{roles.map((role) => (
						<label key={role} className="flex min-h-[max(2.4rem,44px)] items-center gap-2">
							<input
								type="checkbox"
								name="roles[]"
								value={role}
								defaultChecked={person.roles.includes(role)}
								className="size-[1.5rem] accent-accent"
							/>
							{roleLabels[role].label}
						</label>
					))}
				</fieldset>
				<div className="mt-2 flex flex-wrap gap-3">
					<Button shape="small" about={`of ${person.displayName}`}>
						Change roles
					</Button>
					{person.you ? null : (
						<Button shape="small" name="do" value="remove" about={person.displayName}>
							Remove
						</Button>
					)}
				</div>
			</ActionForm>
			{person.changed ? (
				<ActionForm action={vouch.bind(null, person.id)} className="mt-3">
					<p className="text-[.95rem] text-soft">
						{person.changed.by} made or changed this account. Until {formatDateTime(person.changed.until, "en")} the two
						of them cannot approve together. Nor can either with other accounts that one of them made. Another
						administrator can end this by confirming that they know this person.
					</p>
					{person.changed.mayVouch ? (
						<Button shape="small" about={`(${person.displayName})`}>
							I know this person
						</Button>
					) : null}
				</ActionForm>
			) : null}
		</>
	);
}
