import { Notice } from "@/components/ui/layout";
import { translator } from "@/lib/i18n";
import type { incidentAdmin } from "@/lib/incidents";
import { missingWelsh } from "@/lib/incidents/schema";

/** The form of each text of the incident, and the label of the text. */
const ownTexts: Record<string, { part: string; name: string }> = {
	title: { part: "headline", name: "title" },
	question: { part: "headline", name: "question" },
	summary: { part: "headline", name: "summary" },
	processor: { part: "circumstances", name: "supplier" },
	known: { part: "knowledge", name: "what we know" },
	unknown: { part: "knowledge", name: "what we do not know yet" },
	doing: { part: "knowledge", name: "what we are doing" },
};
/** The labels of the texts of findings, held data and authority reports. */
const partTexts: Record<string, string> = {
	note: "note",
	source: "where the data came from",
	lawfulBasis: "lawful basis",
	retention: "how long we keep it",
	role: "its role",
	status: "its status",
};

/** Returns the texts of an incident that have no Welsh, each with the path of its form. */
function withoutWelsh(incident: incidentAdmin.DeskIncident): { path: string; text: string }[] {
	const labels = translator("en", "labels");
	const missing = (part: string, path: string, texts: object) =>
		missingWelsh(texts).map((name) => ({ path, text: `${part}: ${partTexts[name] ?? name}` }));
	return [
		...missingWelsh(incident).map((name) => ({ path: ownTexts[name]?.part ?? "", text: ownTexts[name]?.name ?? name })),
		...incident.findings.flatMap((finding) => missing(labels(`effect.${finding.effect}`), "findings", finding)),
		...incident.held.flatMap((held) =>
			missing(labels(`relationship.${held.relationship}`), `held/${held.relationship}`, held),
		),
		...incident.reports.flatMap((report) => missing(report.authority, `authorities/${report.id}`, report)),
	];
}

/** Lists the texts without Welsh. Shown before the incident is published and after. */
export function IncidentWelshNotice({ incident }: { incident: incidentAdmin.DeskIncident }) {
	const missing = withoutWelsh(incident);
	if (missing.length === 0) return null;
	return (
		<Notice tone="wait">
			<p>
				{missing.length === 1 ? "One text has" : `${missing.length} texts have`} no Welsh yet. Welsh readers see the
				English, with a note to say so.
			</p>
			<ul className="mt-2 flex flex-wrap gap-x-5">
				{missing.map(({ path, text }) => (
					<li key={path + text}>
						<a href={`/staff/incidents/${incident.id}/${path}`} className="inline-block py-1">
							Write the Welsh for {text}
						</a>
					</li>
				))}
			</ul>
		</Notice>
	);
}
