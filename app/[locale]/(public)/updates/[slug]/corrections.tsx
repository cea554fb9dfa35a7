import { Details } from "@/components/ui/layout";
import { Timeline, TimelineItem } from "@/components/ui/list";
import { LocalisedText } from "@/components/ui/localised-text";
import { MarkdownText } from "@/components/ui/markdown";
import { type Locale, translator } from "@/lib/i18n";
import type { Correction } from "@/lib/incidents/schema";
import { formatDateTime } from "@/lib/time";

/** Lists corrections with their reason and the previous text, newest first. */
export function Corrections({ corrections, locale }: { corrections: Correction[]; locale: Locale }) {
	const t = translator(locale, "updates");
	return (
		<Timeline>
			{corrections.map((each) => (
				<TimelineItem key={each.id} at={formatDateTime(each.at, locale)} dateTime={each.at.toISOString()}>
					<p className="max-w-read">
						<LocalisedText {...each.note} locale={locale} />
					</p>
					<Details onPaper summary={t("before")}>
						<p className="font-bold">
							<LocalisedText {...each.previousTitle} locale={locale} />
						</p>
						<MarkdownText
							text={each.previousBody.text}
							lang={each.previousBody.lang === locale ? undefined : each.previousBody.lang}
						/>
					</Details>
				</TimelineItem>
			))}
		</Timeline>
	);
}
