import { FoldedSection } from "@/components/ui/layout";
import { SummaryList } from "@/components/ui/list";
import { LocalisedText } from "@/components/ui/localised-text";
import { type Locale, translator } from "@/lib/i18n";
import type { Incident } from "@/lib/incidents/schema";
import { organisation } from "@/lib/organisation";
import { formatDateTime, formatDay } from "@/lib/time";

/** Lists an incident's dates, controller, place and kind of breach. */
export function Facts({ incident, locale }: { incident: Incident; locale: Locale }) {
	const t = translator(locale, "incident");
	const labels = translator(locale, "labels");
	const day = (value: string | null) => (value ? formatDay(value, locale) : t("unknownDate"));
	const rows = [
		{ key: t("occurred"), value: day(incident.occurredOn) },
		{ key: t("discovered"), value: day(incident.discoveredOn) },
		{
			key: t("told"),
			value: incident.toldMembersAt ? formatDateTime(incident.toldMembersAt, locale) : t("notToldYet"),
		},
		{ key: t("controller"), value: organisation().name[locale] },
		...(incident.processor.text
			? [{ key: t("processor"), value: <LocalisedText {...incident.processor} locale={locale} /> }]
			: []),
		...(incident.breachTypes.length > 0
			? [
					{
						key: t("breachTypes"),
						value: (
							<ul>
								{incident.breachTypes.map((type) => (
									<li key={type}>{labels(`breachType.${type}`)}</li>
								))}
							</ul>
						),
					},
				]
			: []),
	];
	return (
		<FoldedSection title={t("facts")} id="facts">
			<SummaryList rows={rows} />
		</FoldedSection>
	);
}
