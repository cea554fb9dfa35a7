import { changedBefore } from "@/app/staff/_shared/form-steps";
import { StaffPage, staffTitle } from "@/app/staff/_shared/page-shell";
import { BracketNotice } from "@/components/staff/bracket-notice";
import { FieldForm } from "@/components/staff/field-form";
import { Notice, PageHeading, Section } from "@/components/ui/layout";
import { requireStaff } from "@/lib/identity/guard";
import { incidentAdmin } from "@/lib/incidents";
import { toLocalInput } from "@/lib/time";
import { publish } from "../../actions";
import { readUpdate } from "../../load";
import { Preview } from "../preview";
import { WelshNotice } from "../welsh-notice";

export default async function PublishPage(props: PageProps<"/staff/updates/[id]/publish">) {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const update = await readUpdate(staff, props.params, "draft");
	const incident = await incidentAdmin.incidentFor(staff, update.incidentId);
	const due = incident?.nextUpdateDueAt;
	return (
		<StaffPage staff={staff} path="/staff/updates">
			{(await props.searchParams).changed ? <Notice tone="wait">{changedBefore}</Notice> : null}
			<PageHeading
				meta={update.incidentTitle}
				lead="Everyone can read it within ten seconds. You can correct or withdraw it later; readers will see that you did."
			>
				Publish “{update.titleEn}”?
			</PageHeading>
			<WelshNotice update={update} />
			<BracketNotice texts={[update.bodyEn, update.bodyCy]} />
			<Section title="Readers will see">
				<Preview update={update} />
			</Section>
			<FieldForm
				title={staffTitle(`Publish: ${update.titleEn}`, "/staff/updates")}
				action={publish.bind(null, update.id)}
				revision={update.revision}
				fields={[
					{
						kind: "line",
						type: "datetime-local",
						name: "nextUpdateDueAt",
						label: "When is the next update due?",
						hint: "Readers see this as a promise. Leave blank if you cannot give a date. UK time.",
						value: due && due > new Date() ? toLocalInput(due) : "",
						optional: true,
					},
				]}
				submit="Publish"
				cancel={`/staff/updates/${update.id}`}
			/>
		</StaffPage>
	);
}
