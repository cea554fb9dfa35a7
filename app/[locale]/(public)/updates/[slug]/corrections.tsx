import { Details } from "@/components/ui/layout";
import { Timeline, TimelineItem } from "@/components/ui/list";
import { LocalisedSentence, LocalisedText } from "@/components/ui/localised-text";
import { MarkdownText } from "@/components/ui/markdown";
import { type Locale, translator } from "@/lib/i18n";
import type { Correction } from "@/lib/incidents/schema";
import { formatDateTime } from "@/lib/time";

/** Lists corrections with their reason and the previous text, newest first. */
export function Corrections({ corrections, locale }: { corrections: Correction[]; locale: Locale }) {
	const t = translator(locale, "updates");
	return (
		<Timeline>
			{corrections.map((correction) => (
				<TimelineItem
					key={correction.id}
					at={formatDateTime(correction.at, locale)}
					dateTime={correction.at.toISOString()}
				>
					<p className="max-w-read">
						<LocalisedSentence {...correction.note} locale={locale} />
					</p>
					<Details onPaper summary={t("before")}>
						<p className="font-bold">
							<LocalisedText {...correction.previousTitle} locale={locale} />
						</p>
						<MarkdownText
							text={correction.previousBody.text}
							lang={correction.previousBody.lang === locale ? undefined : correction.previousBody.lang}
						/>
					</Details>
				</TimelineItem>
			))}
		</Timeline>
	);
}
