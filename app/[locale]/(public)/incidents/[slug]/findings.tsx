import { Section } from "@/components/ui/layout";
import { DataTable, Tag } from "@/components/ui/list";
import { LocalisedSentence } from "@/components/ui/localised-text";
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
		<Section title={t("effects")} id="effects">
			{incident.findings.length === 0 ? (
				<p>{t("noEffects")}</p>
			) : (
				<DataTable
					caption={t("effectsLead")}
					head={[t("effect"), t("confidence"), t("note")]}
					rows={incident.findings.map((finding) => ({
						key: finding.effect,
						cells: [
							labels(`effect.${finding.effect}`),
							<Tag key="confidence" tone={tones[finding.confidence]}>
								{labels(`confidence.${finding.confidence}`)}
							</Tag>,
							finding.note.text ? <LocalisedSentence key="note" {...finding.note} locale={locale} /> : null,
						],
					}))}
				/>
			)}
		</Section>
	);
}
