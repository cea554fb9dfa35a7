import type { Metadata } from "next";
import { StaffPage } from "@/app/staff/_shared/page-shell";
import { FieldForm } from "@/components/staff/field-form";
import { PageHeading } from "@/components/ui/layout";
import { requireStaff } from "@/lib/identity/guard";
import { discard } from "../../actions";
import { readUpdate } from "../../load";

export const metadata: Metadata = { title: "Discard a draft" };

export default async function DiscardPage(props: PageProps<"/staff/updates/[id]/discard">) {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const update = await readUpdate(staff, props.params, "draft");
	return (
		<StaffPage staff={staff} path="/staff/updates">
			<PageHeading meta={update.incidentTitle} lead="This deletes the text for good. Only staff have seen it.">
				Discard “{update.titleEn}”?
			</PageHeading>
			<FieldForm
				action={discard.bind(null, update.id, update.revision)}
				fields={[]}
				submit="Discard the draft"
				cancel={`/staff/updates/${update.id}`}
				loud
			/>
		</StaffPage>
	);
}
