import type { Locale } from "../i18n";
import { unknownPlaceholders } from "./message-text";
import type { MessageText, WordingFinding, WordingProblem } from "./schema";

/** Returns the sentences of a text. Markdown's marks stay in them. */
export function sentencesOf(text: string): string[] {
	const segments = new Intl.Segmenter("en", { granularity: "sentence" }).segment(text.replace(/[ \t]*\n[ \t]*/g, "\n"));
	return [...segments]
		.flatMap(({ segment }) => segment.split("\n"))
		.map((sentence) => sentence.trim())
		.filter(Boolean);
}

/** Matches what a mail program makes a link of, and Markdown's links. */
const link = /:\/\/|\bwww\.|\]\(|\b(?:mailto|tel):/i;

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
			/\b(?:will be (?:closed|suspended|terminated|deleted|locked|prosecuted|fined)|suspend(?:ed)? your|legal action|or (?:else|you will lose)|lose access|account (?:has been|is) (?:locked|suspended|limited)|penalty)\b/i,
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
		["threat", /\b(?:caiff ei (?:gau|atal|ddileu|gloi)|camau cyfreithiol|colli mynediad|cosb|dirwy)\b/iu],
		[
			"asks-for-details",
			/\b(?:cadarnhewch|dilyswch|diweddarwch|rhowch|anfonwch)\b[^.?!]{0,60}\b(?:cyfrinair|pin|banc|rhif cyfrif|cod didoli|cerdyn|dyddiad geni|yswiriant gwladol|manylion personol|taliad)\b/iu,
		],
	],
};

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
