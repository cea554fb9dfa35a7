import type { Locale } from "../i18n";
import { unreadableLinks } from "../wrapped-links";
import { type ComparedSentence, compareSentences, divideAs, type KeyedSentence, readSentences } from "./compare-text";
import { referencesIn } from "./message-reference";
import type { PublicMessage } from "./schema";
import { asksForSomething } from "./wording-check";

/**
 * What a pasted text is, compared with what we sent: one of our messages; all of one with text above or below it that asks for nothing, as a
 * name; one with other sentences in it, or beside it that ask for something; sentences of several of them, or none of them. `partial` if it
 * is only a part of ours. `hidden` are links that a program which protects mail has put in place of others, so that nobody can see where they
 * lead. `named` is the message whose reference it has all the same.
 */
export type PastedVerdict =
	| { verdict: "same"; message: PublicMessage; locale: Locale; partial: boolean; hidden: string[] }
	| { verdict: "more"; message: PublicMessage; locale: Locale; extra: string[]; hidden: string[] }
	| { verdict: "altered"; message: PublicMessage; locale: Locale; sentences: ComparedSentence[] }
	| { verdict: "several"; messages: PublicMessage[]; hidden: string[] }
	| { verdict: "not-ours"; named?: PublicMessage };

/** The share of a pasted text's sentences that must be ours for it to be called an altered message of ours. */
const altered = 0.3;

/** A text that was sent, with its sentences: how many of them are the subject's, and what they look like in a picture. */
type SentText = { message: PublicMessage; locale: Locale; sentences: KeyedSentence[]; subject: number };

/** The sentences of sent texts, which never change. */
const sentSentences = new Map<string, KeyedSentence[]>();
const mostKept = 2_000;

function sentencesOfSent(text: string, read = readSentences): KeyedSentence[] {
	const name = `${read === readSentences ? "" : "picture:"}${text}`;
	const kept = sentSentences.get(name);
	if (kept) return kept;
	if (sentSentences.size >= mostKept) sentSentences.clear();
	const sentences = read(text);
	sentSentences.set(name, sentences);
	return sentences;
}

const sentTexts = (message: PublicMessage, read = readSentences): SentText[] =>
	Object.entries(message.sent).flatMap(([locale, { subject, text, sms }]) => [
		{
			...{ message, locale: locale as Locale, sentences: sentencesOfSent(`${subject}\n\n${text}`, read) },
			subject: sentencesOfSent(subject, read).length,
		},
		...(sms ? [{ message, locale: locale as Locale, sentences: sentencesOfSent(sms, read), subject: 0 }] : []),
	]);

/** How many of the sent texts that share most sentences with a pasted one are compared sentence by sentence, which takes longest. */
const aligned = 3;

/** Returns the texts that have sentences of the pasted one, those with most of them first. */
function nearest(texts: readonly SentText[], pasted: readonly KeyedSentence[]): SentText[] {
	return texts
		.map((text) => {
			const keys = new Set(text.sentences.map(({ key }) => key));
			return { text, shared: divideAs(text.sentences, pasted).filter(({ key }) => keys.has(key)).length };
		})
		.filter(({ shared }) => shared > 0)
		.sort((one, other) => other.shared - one.shared)
		.slice(0, aligned)
		.map(({ text }) => text);
}

type Comparison = { text: SentText; sentences: ComparedSentence[]; same: number; added: number };

/** Compares a pasted text with the sent one that it is most like. */
function bestOf(texts: readonly SentText[], pasted: readonly KeyedSentence[]): Comparison | undefined {
	return nearest(texts, pasted)
		.map((text) => {
			const sentences = compareSentences(text.sentences, pasted);
			const count = (state: ComparedSentence["state"]) => sentences.filter((one) => one.state === state).length;
			return { text, sentences, same: count("same"), added: count("added") };
		})
		.sort((one, other) => other.same - one.same || one.added - other.added)
		.find(({ same }) => same > 0);
}

/** Whether a comparison has no sentence of ours left out, but for the subject, which people rarely copy. */
const isWhole = ({ text, sentences }: Comparison) =>
	sentences.filter(({ state }) => state !== "added").every(({ state }, at) => state === "same" || at < text.subject);

/** How many texts of ours may stand one after another in one pasted text. */
const mostTexts = 6;

/** Sentences that a comparison calls added and that stand together; whether they stand between sentences of ours. */
type Run = { text: string; between: boolean };

function runsOf(sentences: readonly ComparedSentence[]): Run[] {
	const runs: Run[] = [];
	let run: string[] = [];
	let before = false;
	const end = (between: boolean) => {
		if (run.length > 0) runs.push({ text: run.join("\n\n"), between });
		run = [];
	};
	for (const { state, text } of sentences) {
		if (state === "added") run.push(text);
		if (state !== "same") continue;
		end(before);
		before = true;
	}
	end(false);
	return runs;
}

/**
 * Finds other texts of ours in what a comparison calls added: the same message in the other language or as a text message, or another message
 * before or after it. Not a part of the same text again, which is a text in another order, and no sentence of another message among those of this
 * one. Returns the messages, and what is none of ours above or below them. Undefined if that stands between our sentences.
 */
function restOf(
	texts: readonly SentText[],
	first: Comparison,
): { messages: PublicMessage[]; extra: string[] } | undefined {
	const own = texts.filter(({ message }) => message === first.text.message);
	const others = texts.filter(({ message }) => message !== first.text.message);
	const messages = new Set([first.text.message]);
	const rest = runsOf(first.sentences);
	const extra: string[] = [];
	for (let found = 1; rest.length > 0; found++) {
		const run = rest.pop() as Run;
		const best =
			found < mostTexts ? bestOf(run.between ? own : [...own, ...others], readSentences(run.text)) : undefined;
		if (!best || (best.text === first.text && !isWhole(best))) {
			if (run.between) return undefined;
			// From the last to the first.
			extra.unshift(run.text);
			continue;
		}
		messages.add(best.text.message);
		rest.push(...runsOf(best.sentences).map(({ text, between }) => ({ text, between: between || run.between })));
	}
	return { messages: [...messages], extra };
}

/** What a text looks like where a program has read it from a picture. */
const asPicture = (text: string) =>
	text
		.toLowerCase()
		.replace(/[1i|!]/g, "l")
		.replace(/0/g, "o")
		.replace(/5/g, "s")
		.replaceAll("rn", "m")
		.replaceAll("vv", "w");
const readPicture = (text: string) => readSentences(asPicture(text));

/** Says what a pasted text is, compared with sent messages. */
export function judgePasted(messages: readonly PublicMessage[], pasted: string): PastedVerdict {
	const texts = messages.flatMap((message) => sentTexts(message));
	const best = bestOf(texts, readSentences(pasted));
	const isOurs = (found: Comparison) => found.same / (found.same + found.added) >= altered;
	const all = best && restOf(texts, best);
	if (best && all) {
		const { messages: found, extra } = all;
		const hidden = unreadableLinks(pasted);
		const shared = { message: best.text.message, locale: best.text.locale, hidden };
		if (extra.length > 0 && found.length === 1 && isWhole(best)) {
			const { message, locale } = shared;
			if (extra.some(asksForSomething)) return { verdict: "altered", message, locale, sentences: best.sentences };
			return { verdict: "more", ...shared, extra };
		}
		if (extra.length === 0 && found.length > 1) return { verdict: "several", messages: found, hidden };
		if (extra.length === 0) return { verdict: "same", ...shared, partial: !isWhole(best) };
	}
	// From a picture a few sentences may be whole, and the others nearly.
	const near =
		best && isOurs(best)
			? best
			: bestOf(
					messages.flatMap((message) => sentTexts(message, readPicture)),
					readPicture(pasted),
				);
	if (near && isOurs(near)) {
		const { message, locale } = near.text;
		const text = texts.find(
			(one) => one.message === message && one.locale === locale && isSms(one) === isSms(near.text),
		);
		return {
			verdict: "altered",
			message,
			locale,
			sentences: compareSentences(text?.sentences ?? [], readSentences(pasted)),
		};
	}
	const named = messages.find(({ reference }) => referencesIn(pasted).includes(reference));
	return { verdict: "not-ours", ...(named ? { named } : {}) };
}
const isSms = ({ message, locale, subject }: SentText) => subject === 0 && message.sent[locale]?.sms !== undefined;
