/** Types and schemas of answers. Shared with the browser: no imports from the server. */
import { z } from "zod";
import { type DataCategory, dataCategories } from "../data-categories";
import type { FormState } from "../form";
import type { Plan } from "../guidance";
import { readableMask } from "../identifiers/schema";
import type { Finding, IncidentForAnswers, LocalisedText, Relationship, Standing } from "../incidents/schema";

/**
 * The hints of a record, which help its owner to recognise it. Never contain a whole value. `since` is a year, month or day ("1989",
 * "1989-05", "1989-05-30"). `nameMarks` is what `nameMarks` of lib/identifiers returned; absent if the record has no name. `hints`
 * are masked values, without words of a language where possible.
 */
export type RecordHints = {
	since?: string | undefined;
	nameMarks?: string;
	hints: Partial<Record<DataCategory, string>>;
};

/** The letter of each category in sealed hints. Never change one, because the database contains them. */
const hintLetters: Record<DataCategory, string> = {
	name: "n",
	"email-address": "e",
	"telephone-number": "t",
	"postal-address": "a",
	"date-of-birth": "d",
	password: "p",
	"bank-details": "b",
	membership: "m",
	"political-opinion": "o",
	"trade-union": "u",
	"identity-document": "i",
	donations: "g",
	correspondence: "c",
};
/** The letter of the line that holds the marks of the name's words. */
const nameMarksLetter = "w";
const hintCategories = new Map(dataCategories.map((category) => [hintLetters[category], category]));

const letters = dataCategories.map((category) => hintLetters[category]);

/**
 * Returns the text of hints before sealing: `since`, then a line for each category that begins with its letter, and one for
 * the marks of the name. Hints contain no line break. `hints` are stored masks in the order of dataCategories.
 */
export function writeHints(
	since: string | undefined,
	hints: readonly (string | undefined)[],
	nameMarks: string,
): string {
	let text = since ?? "";
	for (let at = 0; at < hints.length; at++) {
		const hint = hints[at];
		if (hint !== undefined) text += `\n${letters[at]}${hint}`;
	}
	if (nameMarks) text += `\n${nameMarksLetter}${nameMarks}`;
	return text;
}

/** Reads unsealed hints as people see them. Throws if `writeHints` did not write them. */
export function readHints(text: string): RecordHints {
	const [since = "", ...lines] = text.split("\n");
	if (!/^[\d-]*$/.test(since)) throw new Error("hints in an unknown format");
	const read: RecordHints = since ? { since, hints: {} } : { hints: {} };
	for (const line of lines) {
		if (line.startsWith(nameMarksLetter)) {
			read.nameMarks = line.slice(1);
			continue;
		}
		const category = hintCategories.get(line.charAt(0));
		if (!category) throw new Error("hints in an unknown format");
		read.hints[category] = readableMask(line.slice(1));
	}
	return read;
}

/** The outcomes of a check for one incident. A failed check has no outcome. */
export const outcomes = ["affected", "not-found", "under-review", "unable-to-match"] as const;
export type Outcome = (typeof outcomes)[number];
/** Whether an answer may still become another, so that nothing found does not mean that there is nothing. */
export const isOpenOutcome = (outcome: Outcome) => outcome === "under-review" || outcome === "unable-to-match";

/** The kinds of second identifier that a member may claim, to tell their records from others' at a shared address. */
const claimKinds = ["membership-number", "telephone", "name-postcode"] as const;
export type ClaimKind = (typeof claimKinds)[number];

const requiredText = (missing: string, maxLength: number) =>
	z.string(missing).trim().min(1, missing).max(maxLength, "tooLong");

const fieldsOf = {
	"membership-number": ["number"],
	telephone: ["telephone"],
	"name-postcode": ["name", "postcode"],
} as const satisfies Record<ClaimKind, string[]>;

/** Adds the kind if only one kind's fields are filled in, because the Enter key submits the form without the button that names it. */
function withKind(sent: unknown): unknown {
	const typed = sent as Record<string, string | undefined>;
	const kinds = claimKinds.filter((kind) => fieldsOf[kind].some((field) => typed[field]?.trim()));
	return { kind: kinds.length === 1 ? kinds[0] : undefined, ...typed };
}

/** A claimed identifier as the form sends it. Messages are keys of the catalogue "check". */
export const claimForm = z.preprocess(
	withKind,
	z.discriminatedUnion(
		"kind",
		[
			z.object({ kind: z.literal("membership-number"), number: requiredText("claimNumberMissing", 64) }),
			z.object({ kind: z.literal("telephone"), telephone: requiredText("claimTelephoneMissing", 40) }),
			z.object({
				kind: z.literal("name-postcode"),
				name: requiredText("claimNameMissing", 200),
				postcode: requiredText("claimPostcodeMissing", 12),
			}),
		],
		"claimWhich",
	),
);
export type Claim = z.output<typeof claimForm>;

/** The state of the form of claims. `saysLeft`: its error says how many tries are left. */
export type ClaimState = FormState & { saysLeft?: boolean };

/** A dataset version that an answer was built from. `activatedAt` is ISO 8601. */
type VersionUsed = { versionId: string; number: number; activatedAt: string };

/** One data category of an answer, with its standing and masked values that help to recognise it. */
export type AnswerLine = { category: DataCategory; standing: Standing; hints: string[] };

/** Why the organisation holds the records. `texts` is null if staff wrote none for this relationship. */
export type Reason = {
	relationship: Relationship;
	/** The earliest date in the records: "2014", "2014-05-01". Null if they have none. */
	since: string | null;
	/** The sources that the records name. */
	recordedSources: string[];
	texts: { source: LocalisedText; lawfulBasis: LocalisedText; retention: LocalisedText } | null;
};

/** The answer for one incident as it is shown. */
export type IncidentAnswer = {
	incident: Pick<IncidentForAnswers, "id" | "slug" | "status" | "title">;
	/** Null if the incident involved no personal data. */
	outcome: Outcome | null;
	lines: AnswerLine[];
	findings: Finding[];
	reasons: Reason[];
	versions: VersionUsed[];
	/** Whether further records of this incident were found that may belong to somebody else. */
	moreWithheld: boolean;
	/** If nothing was found: how many records hold no email address, rounded down to one digit and zeros. */
	withoutAddress: number;
	/** Whether parts of the data are still missing. */
	incomplete: boolean;
	/** When the answer last changed. Null until it is saved. */
	since: Date | null;
	/** The previous outcome, if it was different. */
	before: Outcome | null;
};

/** The answers of one check, and the plan that follows from them. `checkedAt` is the database's time. */
export type Check = { checkedAt: Date; answers: IncidentAnswer[]; plan: Plan };

/** One entry of a member's answer history. */
export type PastAnswer = {
	id: string;
	title: LocalisedText;
	outcome: Outcome;
	categories: DataCategory[];
	versions: VersionUsed[];
	checkedAt: Date;
	lastCheckedAt: Date;
	/** Whether this is the newest answer for its incident. */
	current: boolean;
};

/** A confirmation's contents: what its owner chose to share, with masked addresses. `toldAt` is ISO 8601. */
export type Confirmation = {
	id: string;
	/** The signed text. */
	text: string;
	code: string;
	/** The organisation's name. */
	from: string;
	toldAt: string;
	/** The proven addresses, masked. */
	addresses: string[];
	incidents: {
		title: { en: string; cy: string };
		outcome: Outcome;
		versions: number[];
		/** Null if the owner chose not to share them. */
		categories: DataCategory[] | null;
	}[];
};

/** Normalises a typed confirmation code. Returns undefined if it cannot be one. */
export function readConfirmationCode(typed: string): string | undefined {
	const code = typed
		.toUpperCase()
		.replaceAll(/[\s\-–—]/g, "")
		.replaceAll("O", "0")
		.replaceAll(/[IL]/g, "1");
	return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(code) ? code : undefined;
}

/** Returns a code in groups of four, as printed. */
export function showConfirmationCode(code: string): string {
	return code.match(/.{1,4}/g)?.join("-") ?? code;
}
