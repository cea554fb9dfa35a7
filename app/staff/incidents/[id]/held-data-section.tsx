import { ActionLink } from "@/app/staff/_shared/action-link";
import { Section } from "@/components/ui/layout";
import { DataTable } from "@/components/ui/list";
import { translator } from "@/lib/i18n";
import type { incidentAdmin } from "@/lib/incidents";
import { missingWelsh, relationships } from "@/lib/incidents/schema";

/** Lists each relationship whose data is held with its number of affected data categories, and the relationships to add. */
export function HeldDataSection({ incident }: { incident: incidentAdmin.DeskIncident }) {
	const labels = translator("en", "labels");
	const base = `/staff/incidents/${incident.id}`;
	const addable = relationships.filter(
		(relationship) => !incident.held.some((held) => held.relationship === relationship),
	);
	return (
		<Section title="Whose data was affected">
			{incident.held.length > 0 ? (
				<DataTable
					caption="Groups of people"
					captionHidden
					head={["Group", "Kinds of data", "Welsh", "Actions"]}
					rows={incident.held.map((held) => {
						const name = labels(`relationship.${held.relationship}`);
						const standings = Object.values(held.categories);
						return {
							key: held.relationship,
							cells: [
								name,
								`${standings.filter((standing) => standing === "in-data").length} of ${standings.length} were in the data`,
								missingWelsh(held).length > 0 ? "Missing" : "Complete",
								<span key="actions" className="space-x-4">
									<ActionLink href={`${base}/held/${held.relationship}`} label="Change" about={name} />{" "}
									<ActionLink href={`${base}/remove/${held.relationship}`} label="Remove" about={name} />
								</span>,
							],
						};
					})}
				/>
			) : null}
			{addable.length > 0 ? (
				<p className="mt-4">
					Add:{" "}
					{addable.map((relationship, index) => (
						<span key={relationship}>
							{index > 0 ? " · " : ""}
							<ActionLink href={`${base}/held/${relationship}`} label={labels(`relationship.${relationship}`)} />
						</span>
					))}
				</p>
			) : null}
		</Section>
	);
}
