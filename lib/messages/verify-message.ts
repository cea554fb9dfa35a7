import type { Locale } from "../i18n";
import { type ComparedSentence, compareSentences, readSentences } from "./compare-text";
import { referencesIn } from "./message-reference";
import { messageByReference, publicMessages } from "./public-queries";
import type { PublicMessage } from "./schema";

/**
 * What a pasted text is, compared with everything we sent: one of our messages, one of them with other sentences in it, or none of
 * them. `partial` if it is only a part of ours.
 */
export type PastedVerdict =
	| { verdict: "same"; message: PublicMessage; locale: Locale; partial: boolean }
	| { verdict: "altered"; message: PublicMessage; locale: Locale; sentences: ComparedSentence[] }
	| { verdict: "not-ours" };

/** The share of a pasted text's sentences that must be ours for it to be called an altered message of ours. */
const altered = 0.3;

type Comparison = {
	message: PublicMessage;
	locale: Locale;
	sentences: ComparedSentence[];
	same: number;
	added: number;
};

function compareWith(message: PublicMessage, pasted: ReturnType<typeof readSentences>): Comparison[] {
	const texts = Object.entries(message.sent).flatMap(([locale, { subject, text, sms }]) => [
		{ locale, ours: `${subject}\n\n${text}` },
		...(sms ? [{ locale, ours: sms }] : []),
	]);
	return texts.map(({ locale, ours }) => {
		const sentences = compareSentences(readSentences(ours), pasted);
		const count = (state: ComparedSentence["state"]) => sentences.filter((sentence) => sentence.state === state).length;
		return { message, locale: locale as Locale, sentences, same: count("same"), added: count("added") };
	});
}

/** How many pages of messages are compared, newest first. */
const comparedPages = 5;

/** Compares a pasted text with the messages we sent: first those whose reference it has, then the newest hundred. */
export async function verifyPasted(pasted: string): Promise<PastedVerdict> {
	const named = await Promise.all(referencesIn(pasted).slice(0, 3).map(messageByReference));
	const candidates = named.filter((found) => typeof found === "object");
	for (let page = 1, pages = 1; page <= Math.min(pages, comparedPages); page++) {
		const found = await publicMessages(page);
		pages = found.pages;
		candidates.push(...found.messages);
	}
	const sentences = readSentences(pasted);
	const [best] = candidates
		.flatMap((message) => compareWith(message, sentences))
		.sort((one, other) => other.same - one.same || one.added - other.added);
	if (!best || best.same === 0) return { verdict: "not-ours" };
	const { message, locale, same, added } = best;
	if (added === 0)
		return { verdict: "same", message, locale, partial: best.sentences.some(({ state }) => state === "missing") };
	return same / (same + added) >= altered
		? { verdict: "altered", message, locale, sentences: best.sentences }
		: { verdict: "not-ours" };
}
