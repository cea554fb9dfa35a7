import { ActionLink } from "@/app/staff/_shared/action-link";
import { Section } from "@/components/ui/layout";
import { DataTable } from "@/components/ui/list";
import type { incidentAdmin } from "@/lib/incidents";
import { formatDay } from "@/lib/time";

/** Lists the authorities that were told of the incident. */
export function AuthoritiesSection({ incident }: { incident: incidentAdmin.DeskIncident }) {
	const base = `/staff/incidents/${incident.id}`;
	return (
		<Section
			title="Authorities we have told"
			tools={<ActionLink href={`${base}/authorities/new`} label="Add an authority" />}
		>
			{incident.reports.length === 0 ? (
				<p>None yet.</p>
			) : (
				<DataTable
					caption="Authorities"
					captionHidden
					head={["Authority", "Date told", "Status", "Actions"]}
					rows={incident.reports.map((report) => ({
						key: report.id,
						cells: [
							report.authority,
							formatDay(report.reportedOn, "en"),
							report.statusEn,
							<span key="actions" className="space-x-4">
								<ActionLink href={`${base}/authorities/${report.id}`} label="Change" about={report.authority} />{" "}
								<ActionLink href={`${base}/remove/${report.id}`} label="Remove" about={report.authority} />
							</span>,
						],
					}))}
				/>
			)}
			<p className="mt-6">
				<a href={`${base}/notifications/download`}>Download who was told (CSV, without addresses)</a>
			</p>
		</Section>
	);
}
