import { redirect } from "next/navigation";
import { StaffPage } from "@/app/staff/_shared/page-shell";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/layout";
import { team } from "@/lib/identity";
import { requireStaff } from "@/lib/identity/guard";
import { remove } from "../../actions";

/** Asks for confirmation before somebody is removed from the team. */
export default async function RemovePage(props: PageProps<"/staff/team/[id]/remove">) {
	const staff = await requireStaff("team:manage", "/staff/team");
	const { id } = await props.params;
	const person = (await team(staff)).find((person) => person.id === id);
	if (!person || person.you) redirect(`/staff/team?problem=${person ? "yourself" : "gone"}`);
	return (
		<StaffPage staff={staff} path="/staff/team" title={`Remove: ${person.displayName}`}>
			<PageHeading lead="They are signed out everywhere straight away. What they did stays in the audit log.">
				Remove {person.displayName} from the team?
			</PageHeading>
			<ActionForm action={remove.bind(null, person.id)} className="mt-6 flex flex-wrap items-baseline gap-6">
				<Button>Remove {person.displayName}</Button>
				<a href="/staff/team">Cancel</a>
			</ActionForm>
		</StaffPage>
	);
}
