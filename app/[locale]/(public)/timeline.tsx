import { UpdateTimeline } from "@/components/update/update-timeline";
import { href, type Locale, translator } from "@/lib/i18n";
import type { UpdateSummary } from "@/lib/incidents/schema";
import { formatDateTime } from "@/lib/time";

/** Returns the name of a withdrawn update, which does not repeat what it said. */
export function withdrawnTitle({ publishedAt }: Pick<UpdateSummary, "publishedAt">, locale: Locale): string {
	return translator(locale, "updates")("withdrawnTitle", { time: formatDateTime(publishedAt, locale) });
}

/** The timeline of updates in a page's language. */
export function Updates(props: { updates: UpdateSummary[]; locale: Locale; withIncident?: boolean }) {
	const t = translator(props.locale, "updates");
	return (
		<UpdateTimeline
			updates={props.updates.map((update) => ({
				...update,
				href: href(props.locale, `/updates/${update.slug}`),
				time: formatDateTime(update.publishedAt, props.locale),
				withdrawnTitle: withdrawnTitle(update, props.locale),
			}))}
			locale={props.locale}
			corrected={t("corrected")}
			withIncident={props.withIncident}
		/>
	);
}
