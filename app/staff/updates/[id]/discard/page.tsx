import { changedBefore } from "@/app/staff/_shared/form-steps";
import { StaffPage, staffTitle } from "@/app/staff/_shared/page-shell";
import { FieldForm } from "@/components/staff/field-form";
import { Notice, PageHeading } from "@/components/ui/layout";
import { requireStaff } from "@/lib/identity/guard";
import { discard } from "../../actions";
import { readUpdate } from "../../load";

export default async function DiscardPage(props: PageProps<"/staff/updates/[id]/discard">) {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const update = await readUpdate(staff, props.params, "draft");
	return (
		<StaffPage staff={staff} path="/staff/updates">
			{(await props.searchParams).changed ? <Notice tone="wait">{changedBefore}</Notice> : null}
			<PageHeading meta={update.incidentTitle} lead="This deletes the text for good. Only staff have seen it.">
				Discard “{update.titleEn}”?
			</PageHeading>
			<FieldForm
				title={staffTitle(`Discard: ${update.titleEn}`, "/staff/updates")}
				action={discard.bind(null, update.id)}
				revision={update.revision}
				fields={[]}
				submit="Discard the draft"
				cancel={`/staff/updates/${update.id}`}
				loud
			/>
		</StaffPage>
	);
}
