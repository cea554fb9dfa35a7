import { ButtonLink } from "@/components/ui/button";
import { Meta, PageHeading } from "@/components/ui/layout";
import { DataTable, Tag } from "@/components/ui/list";
import { translator } from "@/lib/i18n";
import { requireStaff } from "@/lib/identity/guard";
import { incidentAdmin } from "@/lib/incidents";
import { formatDateTime } from "@/lib/time";
import { StaffPage } from "../_shared/page-shell";

/** Lists all incidents, the leading one first. */
export default async function StaffIncidentsPage() {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const incidents = await incidentAdmin.incidents(staff);
	const labels = translator("en", "labels");
	return (
		<StaffPage staff={staff} path="/staff/incidents" title="Incidents">
			<PageHeading>Incidents</PageHeading>
			<ButtonLink href="/staff/incidents/new">Enter an incident</ButtonLink>
			<div className="mt-9">
				{incidents.length === 0 ? (
					<p>No incident has been entered yet.</p>
				) : (
					<DataTable
						caption="All incidents, the leading one first"
						captionHidden
						head={["Incident", "Status", "Next update due", "Welsh"]}
						rows={incidents.map((incident, at) => ({
							key: incident.id,
							cells: [
								<>
									<a href={`/staff/incidents/${incident.id}`}>{incident.title}</a>
									<Meta>
										{at === 0 ? "First on the home page · changed " : "Changed "}
										{formatDateTime(incident.updatedAt, "en")}
									</Meta>
								</>,
								incident.publishedAt ? (
									labels(`status.${incident.status}`)
								) : (
									<Tag key="status" tone="wait">
										Not published yet
									</Tag>
								),
								incident.nextUpdateDueAt ? formatDateTime(incident.nextUpdateDueAt, "en") : "None promised",
								incident.missingWelsh > 0
									? `${incident.missingWelsh} ${incident.missingWelsh === 1 ? "text" : "texts"} missing`
									: "Complete",
							],
						}))}
					/>
				)}
			</div>
		</StaffPage>
	);
}
