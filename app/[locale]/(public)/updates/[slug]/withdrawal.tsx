import { Details } from "@/components/ui/layout";
import { LocalisedSentence, LocalisedText } from "@/components/ui/localised-text";
import { MarkdownText } from "@/components/ui/markdown";
import { type Locale, translator } from "@/lib/i18n";
import type { Correction, Update } from "@/lib/incidents/schema";
import { formatDateTime } from "@/lib/time";

type Withdrawn = Extract<Update, { body: null }>;

/** Says when and why an update was withdrawn. Stands before its heading. */
export function WithdrawalNotice({ withdrawal, locale }: { withdrawal: Withdrawn["withdrawal"]; locale: Locale }) {
	const t = translator(locale, "updates");
	return (
		<div className="mb-6 max-w-read border-l-8 border-wait bg-wait-tint px-5 py-4">
			<p className="font-bold">{t("withdrawnAt", { time: formatDateTime(withdrawal.at, locale) })}</p>
			<p>
				<LocalisedSentence {...withdrawal.reason} locale={locale} />
			</p>
			<p>{t("withdrawnLead")}</p>
		</div>
	);
}

/** Everything a withdrawn update has said, folded, newest first. Not printed, so that no paper repeats it. */
export function WithdrawnText({ corrections, locale }: { corrections: Correction[]; locale: Locale }) {
	const t = translator(locale, "updates");
	return (
		<div className="print:hidden">
			{corrections.map(({ id, previousTitle, previousSummary, previousBody }, at) => (
				<Details key={id} summary={t(at === 0 ? "withdrawnText" : "before")}>
					<p className="font-bold">
						<LocalisedText {...previousTitle} locale={locale} />
					</p>
					<p>
						<LocalisedSentence {...previousSummary} locale={locale} />
					</p>
					<MarkdownText text={previousBody.text} lang={previousBody.lang === locale ? undefined : previousBody.lang} />
				</Details>
			))}
		</div>
	);
}
