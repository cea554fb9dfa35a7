import { Notice } from "@/components/ui/layout";
import { translator } from "@/lib/i18n";
import type { incidentAdmin } from "@/lib/incidents";
import { missingWelsh } from "@/lib/incidents/schema";

/** The form of each of an incident's own texts, and what staff call the text. */
const own: Record<string, { part: string; name: string }> = {
	title: { part: "headline", name: "title" },
	question: { part: "headline", name: "question" },
	summary: { part: "headline", name: "summary" },
	processor: { part: "circumstances", name: "supplier" },
	known: { part: "knowledge", name: "what we know" },
	unknown: { part: "knowledge", name: "what we do not know yet" },
	doing: { part: "knowledge", name: "what we are doing" },
};
const ofOthers: Record<string, string> = {
	note: "note",
	source: "where the data came from",
	lawfulBasis: "lawful basis",
	retention: "how long we keep it",
	role: "what it does here",
	status: "how things stand",
};

/** Every text of an incident that has no Welsh, each with the form where it is written. */
function withoutWelsh(incident: incidentAdmin.DeskIncident): { path: string; text: string }[] {
	const words = translator("en", "words");
	const missing = (whole: string, path: string, texts: object) =>
		missingWelsh(texts).map((name) => ({ path, text: `${whole}: ${ofOthers[name] ?? name}` }));
	return [
		...missingWelsh(incident).map((name) => ({ path: own[name]?.part ?? "", text: own[name]?.name ?? name })),
		...incident.findings.flatMap((each) => missing(words(`effect.${each.effect}`), "findings", each)),
		...incident.held.flatMap((each) =>
			missing(words(`relationship.${each.relationship}`), `held/${each.relationship}`, each),
		),
		...incident.reports.flatMap((each) => missing(each.authority, `authorities/${each.id}`, each)),
	];
}

/** Says, before everybody is shown an incident and after, which texts of it have no Welsh. */
export function IncidentWelshNotice({ incident }: { incident: incidentAdmin.DeskIncident }) {
	const missing = withoutWelsh(incident);
	if (missing.length === 0) return null;
	return (
		<Notice tone="wait">
			<p>
				{missing.length === 1 ? "One text has" : `${missing.length} texts have`} no Welsh yet. Welsh readers get the
				English and are told so.
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
