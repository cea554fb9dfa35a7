import { StaffPage, staffTitle } from "@/app/staff/_shared/page-shell";
import { FieldForm } from "@/components/staff/field-form";
import { PageHeading } from "@/components/ui/layout";
import { requireStaff } from "@/lib/identity/guard";
import { save } from "../../actions";
import { readUpdate } from "../../load";
import { textFields } from "../../text-fields";

export default async function EditUpdatePage(props: PageProps<"/staff/updates/[id]/edit">) {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const update = await readUpdate(staff, props.params, "draft");
	return (
		<StaffPage staff={staff} path="/staff/updates">
			<PageHeading meta={update.incidentTitle}>Edit a draft</PageHeading>
			<FieldForm
				title={staffTitle(`Edit: ${update.titleEn}`, "/staff/updates")}
				action={save.bind(null, update.id)}
				revision={update.revision}
				fields={textFields(update)}
				submit="Save and preview"
				cancel={`/staff/updates/${update.id}`}
			/>
		</StaffPage>
	);
}
