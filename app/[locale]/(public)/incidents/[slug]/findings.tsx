import { Section } from "@/components/ui/layout";
import { DataTable, Tag } from "@/components/ui/list";
import { LocalisedText } from "@/components/ui/localised-text";
import { type Locale, translator } from "@/lib/i18n";
import type { Confidence, Incident } from "@/lib/incidents/schema";

const tones: Record<Confidence, "stop" | "wait" | "clear"> = {
	confirmed: "stop",
	likely: "stop",
	"under-investigation": "wait",
	"ruled-out": "clear",
};

/** Lists each possible effect on the data with the organisation's confidence. */
export function Findings({ incident, locale }: { incident: Incident; locale: Locale }) {
	const t = translator(locale, "incident");
	const labels = translator(locale, "labels");
	return (
		<Section title={t("effects")}>
			{incident.findings.length === 0 ? (
				<p>{t("noEffects")}</p>
			) : (
				<DataTable caption={t("effectsLead")} head={[t("effect"), t("confidence"), t("note")]}>
					{incident.findings.map((finding) => (
						<tr key={finding.effect}>
							<th scope="row">{labels(`effect.${finding.effect}`)}</th>
							<td>
								<Tag tone={tones[finding.confidence]}>{labels(`confidence.${finding.confidence}`)}</Tag>
							</td>
							<td>
								<LocalisedText {...finding.note} locale={locale} />
							</td>
						</tr>
					))}
				</DataTable>
			)}
		</Section>
	);
}
