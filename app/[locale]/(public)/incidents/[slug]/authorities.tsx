import { FoldedSection } from "@/components/ui/layout";
import { DataTable } from "@/components/ui/list";
import { LocalisedSentence } from "@/components/ui/localised-text";
import { type Locale, translator } from "@/lib/i18n";
import type { Incident } from "@/lib/incidents/schema";
import { formatDay } from "@/lib/time";

/** Lists the authorities that were told, when, their role and the state of their work. */
export function Authorities({ incident, locale }: { incident: Incident; locale: Locale }) {
	const t = translator(locale, "incident");
	return (
		<FoldedSection title={t("authorities")} id="authorities">
			{incident.reports.length === 0 ? (
				<p>{t("noAuthorities")}</p>
			) : (
				<DataTable
					caption={t("authorities")}
					captionHidden
					head={[t("authority"), t("role"), t("when"), t("standing")]}
					rows={incident.reports.map((report) => ({
						key: report.id,
						cells: [
							report.authority,
							<LocalisedSentence key="role" {...report.role} locale={locale} />,
							formatDay(report.reportedOn, locale),
							<LocalisedSentence key="status" {...report.status} locale={locale} />,
						],
					}))}
				/>
			)}
		</FoldedSection>
	);
}
