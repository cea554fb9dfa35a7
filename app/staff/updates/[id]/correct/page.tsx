import { StaffPage, staffTitle } from "@/app/staff/_shared/page-shell";
import { FieldForm } from "@/components/staff/field-form";
import { PageHeading } from "@/components/ui/layout";
import { requireStaff } from "@/lib/identity/guard";
import { correct } from "../../actions";
import { readUpdate } from "../../load";
import { correctionFields } from "../../text-fields";

export default async function CorrectPage(props: PageProps<"/staff/updates/[id]/correct">) {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const update = await readUpdate(staff, props.params, "published");
	return (
		<StaffPage staff={staff} path="/staff/updates">
			<PageHeading meta={update.incidentTitle} lead="Readers see the new text, your note, and what it said before.">
				Correct an update
			</PageHeading>
			<FieldForm
				title={staffTitle(`Correct: ${update.titleEn}`, "/staff/updates")}
				action={correct.bind(null, update.id)}
				revision={update.revision}
				fields={correctionFields(update)}
				submit="See what readers will see"
				publish="Publish the correction"
				cancel={`/staff/updates/${update.id}`}
			/>
		</StaffPage>
	);
}
