import { pageTitle } from "@/app/[locale]/_shared/page-title";
import type { MessageVerdict } from "@/components/message/check-message";
import type { SenderVerdict } from "@/lib/fakes/schema";
import { contactsFor } from "@/lib/guidance";
import type { Sentence } from "@/lib/guidance/schema";
import { href, type Locale, translator } from "@/lib/i18n";
import type { PastedVerdict } from "@/lib/messages";
import { formatDateTime } from "@/lib/time";
import { addressTexts, senderProps } from "../sender-props";

/** Whether a text is a sender or the address of a page and nothing else, with the name that programs show before or after it. */
export const isAddressAlone = (typed: string): boolean =>
	/^(?:(?:from|oddi wrth)\s*:\s*)?(?:\S+|[^<>\n]{0,100}[<[(]\S+[>\])]|[^\s@]+@\S+ \([^()\n]{0,100}\))$/i.test(typed);

/** Returns the words for a sender that was entered in place of a message. */
export function senderVerdict(senders: readonly SenderVerdict[], locale: Locale): MessageVerdict {
	const { tone, title, documentTitle, caution, addresses } = senderProps(senders, locale);
	const another = { label: translator(locale, "message")("another"), href: href(locale, "/verify/message") };
	return {
		tone: tone === "fault" ? "stop" : tone,
		title,
		documentTitle,
		lead: caution,
		marked: [],
		addresses,
		another,
	};
}

/** Returns the words for what a pasted message is, and for the addresses in it that are not ours. */
export function messageVerdict(
	pasted: PastedVerdict,
	senders: readonly SenderVerdict[],
	locale: Locale,
): MessageVerdict {
	const foreign = senders.filter(({ verdict }) => verdict !== "ours");
	const words = verdictWords(pasted, locale);
	const verdict = { ...words, documentTitle: pageTitle(words.title, locale) };
	if (pasted.verdict === "same" || pasted.verdict === "several") return verdict;
	const reportFake = {
		label: translator(locale, "fakes")("reportLink"),
		href: href(locale, "/verify/fakes/report"),
	};
	return { ...verdict, reportFake, addresses: foreign.map((one) => addressTexts(one, locale)) };
}

/** Where a suspicious email and a suspicious text are forwarded. */
function reportText(locale: Locale): Sentence {
	const [email, text] = contactsFor(locale, ["suspicious-email", "suspicious-text"]);
	const words = translator(locale, "message")("report", { email: email?.text ?? "", number: text?.text ?? "" });
	// Each is once in the words.
	return [email, text].reduce<Sentence>(
		(spans, contact) =>
			contact
				? spans.flatMap((span) => {
						const [before = "", after] = typeof span === "string" ? span.split(contact.text) : [];
						return after === undefined ? [span] : [before, { text: contact.text, href: contact.href }, after];
					})
				: spans,
		[words],
	);
}

/** The words for a verdict, without the title of the tab, which has the same words. */
function verdictWords(pasted: PastedVerdict, locale: Locale): Omit<MessageVerdict, "documentTitle"> {
	const t = translator(locale, "message");
	const another = { label: t("another"), href: href(locale, "/verify/message") };
	const linkTo = (reference: string, label: "referenceIs" | "namedIs") => ({
		label: t(label, { reference }),
		href: href(locale, `/verify/messages/${reference}`),
	});
	if (pasted.verdict === "not-ours")
		return {
			tone: "stop",
			title: t("notOurs"),
			lead: t("notOursLead"),
			picture: t("picture"),
			report: reportText(locale),
			marked: [],
			ours: pasted.named ? [linkTo(pasted.named.reference, "namedIs")] : [],
			another,
		};
	const hidden = "hidden" in pasted ? pasted.hidden.map((text) => ({ mark: t("hiddenMark"), text })) : [];
	if (pasted.verdict === "several")
		return {
			tone: "wait",
			title: t("several"),
			lead: t("severalLead"),
			marked: hidden,
			ours: pasted.messages.map(({ reference }) => linkTo(reference, "referenceIs")),
			another,
		};
	const { reference, sentAt } = pasted.message;
	const time = formatDateTime(sentAt, locale);
	const ours = [linkTo(reference, "referenceIs")];
	if (pasted.verdict === "same")
		return {
			tone: hidden.length > 0 ? "wait" : "clear",
			title: t(hidden.length > 0 ? "hidden" : "same"),
			lead: t(hidden.length > 0 ? "hiddenLead" : pasted.partial ? "partialLead" : "sameLead", { time }),
			marked: hidden,
			ours,
			another,
		};
	if (pasted.verdict === "more")
		return {
			tone: "wait",
			title: t("more"),
			lead: t("moreLead", { time }),
			report: reportText(locale),
			marked: [...pasted.extra.map((text) => ({ mark: t("addedMark"), text })), ...hidden],
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
		picture: t("picture"),
		report: reportText(locale),
		marked,
		ours,
		another,
	};
}
