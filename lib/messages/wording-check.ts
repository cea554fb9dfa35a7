import type { Locale } from "../i18n";
import { unknownPlaceholders } from "./message-text";
import type { MessageText, WordingFinding, WordingProblem } from "./schema";

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
/** Whether a line may be more than one sentence. Most lines of a table are one, and to segment takes long. */
const mayHoldSeveral = (line: string) => /\s/.test(line) && /\p{Sentence_Terminal}/u.test(line);
/** The most characters that are segmented at once: the time grows with their square. */
const maxPiece = 2_000;

/** Cuts a line into pieces, where sentences end if they do. */
function* piecesOf(line: string): Generator<string> {
	let rest = line;
	while (rest.length > maxPiece) {
		const end = rest.lastIndexOf(". ", maxPiece);
		const cut = end > 0 ? end + 2 : maxPiece;
		yield rest.slice(0, cut);
		rest = rest.slice(cut);
	}
	yield rest;
}

/** Returns the sentences of a text. A line end always ends one. */
export function sentencesOf(text: string): string[] {
	return text
		.split("\n")
		.flatMap((line) => [...piecesOf(line.trim())])
		.flatMap((piece) =>
			mayHoldSeveral(piece.trim())
				? [...segmenter.segment(piece)].map(({ segment }) => segment.trim())
				: [piece.trim()],
		)
		.filter(Boolean);
}

/** Matches what a mail program makes a link of, and Markdown's links. */
const link = /:\/\/|\bwww\.|\]\(|\b(?:mailto|tel):|[\p{L}\p{N}-]\.\p{L}{2,24}\/[\p{L}\p{N}]/iu;

/**
 * The wording of scams, by kind (ncsc.gov.uk, "Phishing: spot and report scam emails": authority, urgency, emotion, scarcity,
 * current events; and requests for details). People are told to distrust such words, so a genuine message has none.
 */
const scamWords: Record<Locale, [WordingProblem, RegExp][]> = {
	en: [
		[
			"urgency",
			/\b(?:urgent(?:ly)?|immediately|act (?:now|fast|today)|as soon as possible|within \d+ (?:hours?|minutes?)|last chance|final (?:notice|reminder|warning)|expires? (?:today|soon|tonight)|don'?t delay|right away|hurry)\b/i,
		],
		[
			"reward",
			/\b(?:prize|winner|you(?:'ve| have) won|reward|refund|compensation|gift ?card|voucher|claim your|free (?:gift|credit)|bonus)\b/i,
		],
		[
			"threat",
			/\b(?:will be (?:closed|suspended|terminated|deleted|locked|prosecuted|fined)|suspend(?:ed)? your|legal action|or (?:else|lose|you will lose)|lose access|account (?:has been|is) (?:locked|suspended|limited)|penalty)\b/i,
		],
		[
			"asks-for-details",
			/\b(?:confirm|verify|update|enter|send|reply with|give us|provide)\b[^.?!]{0,60}\b(?:password|passcode|pin|bank|account number|sort code|card (?:number|details)|security (?:code|answer)|date of birth|national insurance|personal details|payment)\b/i,
		],
	],
	cy: [
		[
			"urgency",
			/\b(?:ar frys|brys|ar unwaith|yn syth|cyn gynted â phosibl|o fewn \d+ (?:awr|munud)|cyfle olaf|rhybudd olaf|heb oedi|brysiwch)\b/iu,
		],
		["reward", /\b(?:gwobr|enillydd|rydych (?:chi )?wedi ennill|ad-?daliad|iawndal|taleb|anrheg|bonws)\b/iu],
		["threat", /\b(?:(?:caiff|cael) ei (?:gau|atal|ddileu|gloi)|camau cyfreithiol|colli mynediad|cosb|dirwy)\b/iu],
		[
			"asks-for-details",
			/\b(?:cadarnhewch|dilyswch|diweddarwch|rhowch|anfonwch)\b[^.?!]{0,60}\b(?:cyfrinair|pin|banc|rhif cyfrif|cod didoli|cerdyn|dyddiad geni|yswiriant gwladol|manylion personol|taliad)\b/iu,
		],
	],
};

/** What somebody who is to act is given or told: an address, a number, an amount, or a word for what to do. */
const demand =
	/@|[\p{L}\p{N}-]\.\p{L}{2,24}(?![\p{L}\p{N}])|\d(?:[ -]?\d){5}|[£$€] ?\d|\b(?:call|ring|phone|text|whatsapp|contact|reply|write) (?:us|me|our|the|this|him|her|back|now|at|on|to|with)\b|\b(?:pay|send|transfer|deposit|click|tap|scan|visit|open|download|install|claim|confirm|verify|enter|log ?in|sign in|owed?|password|bank|sort code|card|talwch|anfonwch|ffoniwch|cysylltwch|cliciwch|tapiwch|sganiwch|agorwch|lawrlwythwch|cadarnhewch|mewngofnodwch|atebwch|cyfrinair|banc|cerdyn)\b/iu;

/** Whether words that stand with ours ask a reader to do something, or give them somewhere to do it: a scam may, and a name below does not. */
export const asksForSomething = (text: string): boolean =>
	link.test(text) ||
	demand.test(text) ||
	Object.values(scamWords).some((kinds) => kinds.some(([, words]) => words.test(text)));

/** A request that warns against giving details is none: "We will never ask you to confirm your password". */
const warning = /\b(?:never|do(?:es)? not|don'?t|will not|won'?t|nobody|byth|peidiwch|ni fydd\w*|nid ydym)\b/iu;

function findingsIn(locale: Locale, text: string): WordingFinding[] {
	return sentencesOf(text).flatMap((sentence) => {
		const found: WordingFinding[] = [];
		if (link.test(sentence)) found.push({ problem: "link", locale, sentence });
		for (const name of unknownPlaceholders(sentence))
			found.push({ problem: "unknown-placeholder", locale, sentence: name });
		for (const [problem, words] of scamWords[locale])
			if (words.test(sentence) && !(problem === "asks-for-details" && warning.test(sentence)))
				found.push({ problem, locale, sentence });
		return found;
	});
}

/**
 * Returns what is to be looked at before a message is sent, each with its sentence: links, unknown placeholders, Welsh that is
 * missing, and wording that reads like a scam. Links and unknown placeholders stop a message; the rest is for people to judge.
 */
export function checkWording(text: MessageText): WordingFinding[] {
	const welsh = [text.subjectCy, text.bodyCy].map((part) => part.trim() !== "");
	return [
		...findingsIn("en", `${text.subjectEn}\n\n${text.bodyEn}`),
		...findingsIn("cy", `${text.subjectCy}\n\n${text.bodyCy}`),
		...(welsh.every(Boolean) ? [] : [{ problem: "missing-welsh", locale: "cy", sentence: "" } as const]),
	];
}
