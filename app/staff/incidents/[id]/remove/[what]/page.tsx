import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { StaffPage } from "@/app/staff/_shared/page-shell";
import { remove } from "@/app/staff/incidents/actions";
import { readIncident } from "@/app/staff/incidents/load";
import { FieldForm } from "@/components/staff/field-form";
import { PageHeading } from "@/components/ui/layout";
import { translator } from "@/lib/i18n";
import { requireStaff } from "@/lib/identity/guard";

export const metadata: Metadata = { title: "Remove from an incident" };

/** Asks for confirmation before a relationship or an authority report is removed from an incident. */
export default async function RemovePage(props: PageProps<"/staff/incidents/[id]/remove/[what]">) {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const incident = await readIncident(staff, props.params);
	const { what } = await props.params;
	const held = incident.held.find((held) => held.relationship === what);
	const report = incident.reports.find((report) => report.id === what);
	if (!held && !report) notFound();
	const name = held ? translator("en", "labels")(`relationship.${held.relationship}`) : report?.authority;
	return (
		<StaffPage staff={staff} path="/staff/incidents">
			<PageHeading
				meta={incident.titleEn}
				lead={
					held
						? "The public page and people's answers will no longer say why we hold this group's data, or which data."
						: "The public page will no longer list this authority."
				}
			>
				Remove “{name}”?
			</PageHeading>
			<FieldForm
				action={remove.bind(null, incident.id, incident.revision, what)}
				fields={[]}
				submit="Remove it"
				cancel={`/staff/incidents/${incident.id}`}
				loud
			/>
		</StaffPage>
	);
}
