import type { Metadata } from "next";
import { StaffPage } from "@/app/staff/_shared/page-shell";
import { FieldForm } from "@/components/staff/field-form";
import { PageHeading } from "@/components/ui/layout";
import { requireStaff } from "@/lib/identity/guard";
import { withdraw } from "../../actions";
import { readUpdate } from "../../load";
import { noteFields } from "../../text-fields";

export const metadata: Metadata = { title: "Withdraw an update" };

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
				action={withdraw.bind(null, update.id, update.revision)}
				fields={noteFields("Why are you withdrawing it?")}
				submit="Withdraw it"
				cancel={`/staff/updates/${update.id}`}
				loud
			/>
		</StaffPage>
	);
}
