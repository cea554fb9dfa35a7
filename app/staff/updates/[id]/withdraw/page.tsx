import { StaffPage, staffTitle } from "@/app/staff/_shared/page-shell";
import { FieldForm } from "@/components/staff/field-form";
import { PageHeading } from "@/components/ui/layout";
import { requireStaff } from "@/lib/identity/guard";
import { withdraw } from "../../actions";
import { readUpdate } from "../../load";
import { withdrawalFields } from "../../text-fields";

export default async function WithdrawPage(props: PageProps<"/staff/updates/[id]/withdraw">) {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const update = await readUpdate(staff, props.params, "published");
	return (
		<StaffPage staff={staff} path="/staff/updates">
			<PageHeading
				meta={update.incidentTitle}
				lead="The page stays and says it was withdrawn, when and why. You cannot undo this: write a new update instead."
			>
				Withdraw “{update.titleEn}”?
			</PageHeading>
			<FieldForm
				title={staffTitle(`Withdraw: ${update.titleEn}`, "/staff/updates")}
				action={withdraw.bind(null, update.id)}
				revision={update.revision}
				fields={withdrawalFields()}
				submit="See what readers will see"
				publish="Withdraw it"
				cancel={`/staff/updates/${update.id}`}
				loud
			/>
		</StaffPage>
	);
}
