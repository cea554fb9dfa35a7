import { UpdateTimeline } from "@/components/update/update-timeline";
import { href, type Locale, translator } from "@/lib/i18n";
import type { UpdateSummary } from "@/lib/incidents/schema";
import { formatDateTime } from "@/lib/time";

/** The timeline of updates in a page's language. */
export function Updates(props: { updates: UpdateSummary[]; locale: Locale; withIncident?: boolean }) {
	const t = translator(props.locale, "updates");
	return (
		<UpdateTimeline
			updates={props.updates.map((update) => ({
				...update,
				href: href(props.locale, `/updates/${update.slug}`),
				time: formatDateTime(update.publishedAt, props.locale),
			}))}
			locale={props.locale}
			corrected={t("corrected")}
			withdrawn={t("withdrawn")}
			withIncident={props.withIncident}
		/>
	);
}
