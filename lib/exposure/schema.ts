/** Words and shapes of answers. Shared with the browser: no imports from the server. */
import { z } from "zod";
import { type DataCategory, dataCategories } from "../guidance/schema";
import { shownMask } from "../identifiers/schema";
import type { Finding, IncidentForAnswers, Relationship, Standing, Words } from "../incidents/schema";

/**
 * What is sealed beside a record so that its owner knows it again: never a whole value.
 * `since` is a year, month or day ("1989", "1989-05", "1989-05-30"); `hints` are masked values, in no language where that is possible.
 */
export type RecordHints = { since?: string | undefined; hints: Partial<Record<DataCategory, string>> };

/** What stands for a category in sealed hints. Never change one: they are in the database. */
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
const hintCategories = new Map(dataCategories.map((category) => [hintLetters[category], category]));

const letters = dataCategories.map((category) => hintLetters[category]);

/**
 * Hints as they are sealed: since when, then a line for each category with its letter before it. Hints hold no line break. In: the kept
 * masks in the order of dataCategories.
 */
export function writeHints(since: string | undefined, hints: readonly (string | undefined)[]): string {
	let text = since ?? "";
	for (let at = 0; at < hints.length; at++) {
		const hint = hints[at];
		if (hint !== undefined) text += `\n${letters[at]}${hint}`;
	}
	return text;
}

/** Hints from what was unsealed, as people see them. Throws where it is none that `writeHints` wrote. */
export function readHints(text: string): RecordHints {
	const [since = "", ...lines] = text.split("\n");
	if (!/^[\d-]*$/.test(since)) throw new Error("hints of an unknown writing");
	const read: RecordHints = since ? { since, hints: {} } : { hints: {} };
	for (const line of lines) {
		const category = hintCategories.get(line.charAt(0));
		if (!category) throw new Error("hints of an unknown writing");
		read.hints[category] = shownMask(line.slice(1));
	}
	return read;
}

/** What a check comes to for one incident. "We could not check" is none of these: it is no answer. */
export const outcomes = ["affected", "not-found", "under-review", "unable-to-match"] as const;
export type Outcome = (typeof outcomes)[number];

/** What somebody may say of themselves to tell their records from others' under one address. */
const statedKinds = ["membership-number", "telephone", "name-postcode"] as const;
export type StatedKind = (typeof statedKinds)[number];

const said = (missing: string, most: number) => z.string(missing).trim().min(1, missing).max(most, "tooLong");

const fieldsOf = {
	"membership-number": ["number"],
	telephone: ["telephone"],
	"name-postcode": ["name", "postcode"],
} as const satisfies Record<StatedKind, string[]>;

/** Enter in a field presses none of the buttons that name a kind: then it is the one kind that something is typed for. */
function withKind(sent: unknown): unknown {
	const typed = sent as Record<string, string | undefined>;
	const kinds = statedKinds.filter((kind) => fieldsOf[kind].some((field) => typed[field]?.trim()));
	return { kind: kinds.length === 1 ? kinds[0] : undefined, ...typed };
}

/** Something stated, as the form sends it. Messages are keys of the catalogue "check". */
export const statement = z.preprocess(
	withKind,
	z.discriminatedUnion(
		"kind",
		[
			z.object({ kind: z.literal("membership-number"), number: said("stateNumberMissing", 64) }),
			z.object({ kind: z.literal("telephone"), telephone: said("stateTelephoneMissing", 40) }),
			z.object({
				kind: z.literal("name-postcode"),
				name: said("stateNameMissing", 200),
				postcode: said("statePostcodeMissing", 12),
			}),
		],
		"stateWhich",
	),
);
export type Statement = z.output<typeof statement>;

/** The version of the data an answer was made from. `activatedAt` is ISO 8601. */
type VersionUsed = { versionId: string; number: number; activatedAt: string };

/** One kind of data: where it stands, and masked values that help to recognise it. */
export type AnswerLine = { category: DataCategory; standing: Standing; hints: string[] };

/** Why the organisation holds the records. The texts are null where nobody has written them for this relationship. */
export type Reason = {
	relationship: Relationship;
	/** Since when, as the records say it: "2014", "2014-05-01"; the earliest of several. Null where they do not. */
	since: string | null;
	/** Where the records say they came from. */
	recordedSources: string[];
	texts: { source: Words; lawfulBasis: Words; retention: Words } | null;
};

/** The answer for one incident as it is shown. */
export type IncidentAnswer = {
	incident: Pick<IncidentForAnswers, "id" | "slug" | "status" | "title">;
	/** Null where no personal data was involved: then there is nothing to answer. */
	outcome: Outcome | null;
	lines: AnswerLine[];
	findings: Finding[];
	reasons: Reason[];
	versions: VersionUsed[];
	/** Whether records of this incident were found beside these that cannot be told to be this person's. */
	moreWithheld: boolean;
	/** Whether parts of the data are still missing, so that more may come to light. */
	incomplete: boolean;
	/** Since when the answer has been this one; null until it is saved. */
	since: Date | null;
	/** The outcome before, where it was another. */
	before: Outcome | null;
};

/** A whole check. `checkedAt` is the database's time. */
export type Check = { checkedAt: Date; answers: IncidentAnswer[] };

/** One entry of the history of somebody's own answers. */
export type PastAnswer = {
	id: string;
	title: Words;
	outcome: Outcome;
	categories: DataCategory[];
	versions: VersionUsed[];
	checkedAt: Date;
	lastCheckedAt: Date;
	/** Whether it is the newest for its incident. */
	current: boolean;
};

/** What a confirmation says to whoever holds it: no more than its owner chose, no whole address. `toldAt` is ISO 8601. */
export type Confirmation = {
	id: string;
	/** The signed text, to be handed on. */
	text: string;
	code: string;
	/** Who told: the organisation's name. */
	from: string;
	toldAt: string;
	/** Masked, as proven. */
	addresses: string[];
	incidents: {
		title: { en: string; cy: string };
		outcome: Outcome;
		versions: number[];
		/** Null where the owner chose not to say. */
		categories: DataCategory[] | null;
	}[];
};

/** The code of a confirmation as it is kept, from what somebody typed; undefined when it cannot be one. */
export function readConfirmationCode(typed: string): string | undefined {
	const code = typed
		.toUpperCase()
		.replaceAll(/[\s\-–—]/g, "")
		.replaceAll("O", "0")
		.replaceAll(/[IL]/g, "1");
	return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(code) ? code : undefined;
}

/** The code in groups of four, as it is printed. */
export function showConfirmationCode(code: string): string {
	return code.match(/.{1,4}/g)?.join("-") ?? code;
}
