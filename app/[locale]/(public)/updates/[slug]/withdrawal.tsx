import { Details } from "@/components/ui/layout";
import { MarkdownText } from "@/components/ui/markdown";
import { type Locale, translator } from "@/lib/i18n";
import type { Update } from "@/lib/incidents/schema";
import { formatDateTime } from "@/lib/time";

/** Says that an update was withdrawn. Its old text is collapsed, so nobody takes it for current. */
export function Withdrawal({ update, at, locale }: { update: Update; at: Date; locale: Locale }) {
	const t = translator(locale, "updates");
	return (
		<>
			<div className="my-6 max-w-read border-l-8 border-wait bg-wait-tint px-5 py-4">
				<p className="font-bold">{t("withdrawnAt", { time: formatDateTime(at, locale) })}</p>
				<p>{t("withdrawnLead")}</p>
			</div>
			<Details onPaper summary={t("before")}>
				<MarkdownText text={update.body.text} lang={update.body.lang === locale ? undefined : update.body.lang} />
			</Details>
		</>
	);
}
