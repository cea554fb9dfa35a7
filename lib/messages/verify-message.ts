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

/** A text that was sent, with its sentences. */
type SentText = { message: PublicMessage; locale: Locale; sentences: ReturnType<typeof readSentences> };

/** The sentences of sent texts, which never change. */
const sentSentences = new Map<string, SentText["sentences"]>();
const mostKept = 1_000;

function sentencesOfSent(text: string): SentText["sentences"] {
	const kept = sentSentences.get(text);
	if (kept) return kept;
	if (sentSentences.size >= mostKept) sentSentences.clear();
	const read = readSentences(text);
	sentSentences.set(text, read);
	return read;
}

const sentTexts = (message: PublicMessage): SentText[] =>
	Object.entries(message.sent).flatMap(([locale, { subject, text, sms }]) =>
		[`${subject}\n\n${text}`, ...(sms ? [sms] : [])].map((ours) => ({
			message,
			locale: locale as Locale,
			sentences: sentencesOfSent(ours),
		})),
	);

/** How many of the sent texts that share most sentences with a pasted one are compared sentence by sentence, which takes longest. */
const aligned = 3;

/** Returns the texts that have sentences of the pasted one, those with most of them first. */
function nearest(texts: readonly SentText[], pasted: ReturnType<typeof readSentences>): SentText[] {
	const keys = new Set(pasted.map(({ key }) => key));
	return texts
		.map((text) => ({ text, shared: text.sentences.filter(({ key }) => keys.has(key)).length }))
		.filter(({ shared }) => shared > 0)
		.sort((one, other) => other.shared - one.shared)
		.slice(0, aligned)
		.map(({ text }) => text);
}

function compareWith(
	{ message, locale, sentences: ours }: SentText,
	pasted: ReturnType<typeof readSentences>,
): Comparison {
	const sentences = compareSentences(ours, pasted);
	const count = (state: ComparedSentence["state"]) => sentences.filter((sentence) => sentence.state === state).length;
	return { message, locale, sentences, same: count("same"), added: count("added") };
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
	const [best] = nearest(candidates.flatMap(sentTexts), sentences)
		.map((text) => compareWith(text, sentences))
		.sort((one, other) => other.same - one.same || one.added - other.added);
	if (!best || best.same === 0) return { verdict: "not-ours" };
	const { message, locale, same, added } = best;
	if (added === 0)
		return { verdict: "same", message, locale, partial: best.sentences.some(({ state }) => state === "missing") };
	return same / (same + added) >= altered
		? { verdict: "altered", message, locale, sentences: best.sentences }
		: { verdict: "not-ours" };
}
