import type { MessageVerdict } from "@/components/message/check-message";
import { href, type Locale, translator } from "@/lib/i18n";
import type { PastedVerdict } from "@/lib/messages";
import { formatDateTime } from "@/lib/time";

/** Returns the words for what a pasted message is. */
export function verdictProps(pasted: PastedVerdict, locale: Locale): MessageVerdict {
	const t = translator(locale, "message");
	const another = { label: t("another"), href: href(locale, "/verify/message") };
	if (pasted.verdict === "not-ours")
		return { tone: "stop", title: t("notOurs"), lead: t("notOursLead"), report: t("report"), marked: [], another };
	const { reference, sentAt } = pasted.message;
	const time = formatDateTime(sentAt, locale);
	const ours = { label: t("referenceIs", { reference }), href: href(locale, `/verify/messages/${reference}`) };
	if (pasted.verdict === "same")
		return {
			tone: "clear",
			title: t("same"),
			lead: t(pasted.partial ? "partialLead" : "sameLead", { time }),
			marked: [],
			ours,
			another,
		};
	const marked = pasted.sentences
		.filter(({ state }) => state !== "same")
		.map(({ state, text }) => ({ mark: t(state === "added" ? "addedMark" : "missingMark"), text }));
	return {
		tone: "stop",
		title: t("altered"),
		lead: t("alteredLead", { time }),
		report: t("report"),
		marked,
		ours,
		another,
	};
}
