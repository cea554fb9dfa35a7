/** Types, kinds and forms of messages to many people. Shared with the browser: no imports from the server. */
import { z } from "zod";
import type { NumberRange } from "../format-number";
import { markdownLength } from "../markdown";
import { dateExample, readDay, toLocalInput } from "../time";

/**
 * The kinds of message. An incident notice is a legal duty (UK GDPR, Article 34), so it goes to everybody in the audience, whatever
 * they prefer. Campaigning goes only to people who agreed to it, and never in a message of another kind.
 */
export const messageKinds = ["incident-notice", "update", "answer-changed", "correction", "campaigning"] as const;
export type MessageKind = (typeof messageKinds)[number];

/**
 * The states of a message. A draft is edited. Preparing it freezes its text and its deliveries. A second person approves it. It is
 * then tried on staff, and sent in waves.
 */
export type MessageState = "draft" | "prepared" | "approved" | "trying" | "sending" | "paused" | "stopped" | "finished";

/** The placeholders a message may have. Each is the same for every recipient, so that anybody can check a message's words. The pattern matches any. */
export const placeholders = ["organisation", "helpline", "helpline-hours", "site", "incident"] as const;
export const placeholderPattern = /(\{\s*[^{}\n]{0,60}?\s*\})/g;

/** A message in one language as it is sent: plain text and HTML from one source, and its text message if it may go on to one. */
export type SentText = { subject: string; text: string; html: string; sms?: string };

/** What the check of a message's wording can find. */
export type WordingProblem =
	| "link"
	| "unknown-placeholder"
	| "missing-welsh"
	| "urgency"
	| "reward"
	| "threat"
	| "asks-for-details";

/** One finding, with the sentence it was found in. */
export type WordingFinding = { problem: WordingProblem; locale: "en" | "cy"; sentence: string };

/** Which answer a person who has signed in was given, or that they have not checked. Each has its own words in a message. */
export const signedInCohorts = ["affected", "unable-to-match", "under-review", "not-found", "not-checked"] as const;
/** Those groups, and the people of the data who have never signed in: their addresses are read from the original file again. */
export const cohorts = [...signedInCohorts, "in-data"] as const;
export type Cohort = (typeof cohorts)[number];

/** The longest text that is compared with what we sent, in characters. */
export const maxPastedText = 60_000;

/** The states of a delivery. "accepted" means that the receiving server took the mail, not that anybody has seen it. */
export type DeliveryState =
	| "excluded"
	| "waiting"
	| "sending"
	| "accepted"
	| "unknown"
	| "no-such-address"
	| "not-accepting"
	| "complaint"
	| "failed"
	| "stopped";

/** The channels of a delivery. A letter goes to the postal address that a member gave; people of the data get theirs from the original file. */
export type DeliveryChannel = "email" | "text" | "letter";

/** The states of a delivery as its own reader sees them. */
export type OwnState = "accepted" | "unknown" | "no-such-address" | "not-accepting" | "complaint" | "failed";

/** Why somebody in the audience is sent nothing. */
export type Exclusion = "no-consent" | "suppressed" | "held-back" | "no-address" | "duplicate";

/** The question that chooses the people of a message. An empty list means any. */
export const audience = z.object({
	cohorts: z.array(z.enum(cohorts)).min(1, "Choose at least one group of people"),
	languages: z.array(z.enum(["en", "cy"])).default([]),
	relationships: z.array(z.string().max(40)).max(20).default([]),
	categories: z.array(z.string().max(40)).max(60).default([]),
	/** By which other channels it goes to people whom an email cannot reach, or who want them first. */
	channels: z.optional(z.array(z.enum(["text", "letter"])).max(2)),
	/** Only people whose answer this version of a dataset has changed. Not in a form: activating the version asks it. */
	version: z.string().max(40).optional(),
});
export type Audience = z.output<typeof audience>;

const subject = z
	.string()
	.trim()
	.max(120, "The subject can have at most 120 characters")
	.regex(/^[^\p{Cc}\u2028\u2029]*$/u, "The subject is one line");
const body = z.string().trim().max(markdownLength, `The text can have at most ${markdownLength} characters`);

/** The text of a message, as staff write it: Markdown with placeholders. */
export const messageText = z.object({
	subjectEn: subject.min(1, "Enter a subject"),
	bodyEn: body.min(1, "Enter the text"),
	subjectCy: subject.default(""),
	bodyCy: body.default(""),
});
export type MessageText = z.output<typeof messageText>;

/** What a new message is about, in a form. An empty incident means none. */
export const messageAbout = z.object({
	kind: z.enum(
		messageKinds.filter((kind) => kind !== "correction"),
		"Choose a kind of message",
	),
	incidentId: z.string().max(40).default(""),
});

/** A draft as the form sends it. Without a kind it is a correction. */
export type DraftForm = MessageText & Audience & Partial<z.output<typeof messageAbout>>;

/** How many people of a group get a message, or do not, and why. */
export type AudienceCount = { cohort: Cohort; excludedFor: Exclusion | null; people: number };

/** How many deliveries of a group are in a state, and how many of these people have checked since the message went out. */
export type DeliveryCount = AudienceCount & {
	channel: DeliveryChannel;
	state: DeliveryState;
	/** The first channel and what became of it, if this is a later one. */
	firstChannel: DeliveryChannel | null;
	firstState: DeliveryState | null;
	checked: number;
};

/**
 * A row of a file as it is matched with a version: its addresses, by which it may be written to, and the fingerprints of all that a
 * record is found by, in hexadecimal. `subject` tells the people of a shared address apart.
 */
export type FileRow = {
	row: number;
	subject: string;
	addresses: { address: string; print: string }[];
	mobile: { number: string; print: string } | null;
	others: { telephone: string[]; membership_number: string[]; name_postcode: string[] };
	/** The language and the format that the file says, if any. */
	locale: "en" | "cy" | null;
	format: LetterFormat | null;
};

/** The formats of letters that a printer makes. */
export type LetterFormat = "standard" | "large-print" | "easy-read" | "braille" | "audio";

/** How many people need a letter in a language and format, and what became of the letters. Null where none was written yet. */
export type LetterCount = {
	locale: "en" | "cy" | null;
	format: LetterFormat | null;
	people: number;
	handedOver: number;
	returned: number;
};

/**
 * What became of a message for one group. The sums hold: candidates = prepared + excluded, and prepared = accepted + bounced + unknown +
 * waiting + stopped. `notReached` have no letter on its way either, and have not checked since.
 */
export type CohortFigures = {
	cohort: Cohort;
	prepared: number;
	excluded: number;
	accepted: number;
	bounced: number;
	unknown: number;
	waiting: number;
	stopped: number;
	checked: number;
	notReached: number;
};

/** How people were told whom a message could not reach. A public notice is one kind (UK GDPR, Article 34(3)(c)). */
export const otherNoticeKinds = ["public-notice", "telephone", "in-person", "other"] as const;
export type OtherNoticeKind = (typeof otherNoticeKinds)[number];

/** What was done instead, as staff note it. It goes to the regulator as it is written. */
export const otherNoticeForm = z.object({
	kind: z.enum(otherNoticeKinds, "Choose what was done"),
	doneOn: z.string().transform((typed, context) => {
		const day = readDay(typed);
		if (day && day <= toLocalInput(new Date()).slice(0, 10)) return day;
		const message = day ? "The date must not be in the future" : `Enter a date, such as ${dateExample}`;
		context.addIssue({ code: "custom", message });
		return z.NEVER;
	}),
	note: z
		.string()
		.trim()
		.min(1, "Enter what was done")
		.max(500, "The note can have at most 500 characters")
		.refine((note) => !note.includes("@"), "Leave out email addresses"),
});

/** What was done instead, and how many people the message had not reached by then. */
export type OtherNotice = z.output<typeof otherNoticeForm> & { id: string; notReached: number };

/** A line of who was told what about an incident, in numbers. Null where a channel has no such thing. */
export type NotificationLine = {
	reference: string;
	kind: MessageKind;
	subject: string;
	channel: DeliveryChannel | OtherNoticeKind;
	cohort: Cohort | null;
	locale: "en" | "cy" | null;
	/** A delivery's state, why it was not sent, or what became of a letter. */
	result: DeliveryState | Exclusion | "written" | "handed-over" | "returned" | "done";
	/** The London day on which it ended; null if it has not. */
	day: string | null;
	people: number;
	checked: number;
	note: string;
};

/** A published count in tens. The name is null for all others together, the count null where it is under ten. */
export type PublicCount = { name: string | null; count: number | null };

/**
 * Figures of an incident as everybody may read them: the records of the versions by relationship and by combination of data categories
 * (their names with commas between them), and how many people were told, reached and have checked.
 */
export type PublicFigures = {
	versions: string[];
	relationships: PublicCount[];
	categories: PublicCount[];
	told: number | null;
	reached: number | null;
	checked: number | null;
};

/** What was read of a file for a message: rows that added people, are about others, repeat earlier ones or match nobody. */
export type FileCounts = { rows: number; people: number; outside: number; repeated: number; unmatched: number };

/** The active version of a dataset whose file a message needs. `missing` counts the records that no row of the file matched. */
export type MessageFile = {
	versionId: string;
	dataset: string;
	number: number;
	fileName: string;
	read: (FileCounts & { missing: number; unmatchedRows: NumberRange[]; at: Date }) | null;
};

/** A message as everybody may see it. `cohorts` are the groups it went to. */
export type PublicMessage = {
	reference: string;
	kind: MessageKind;
	sent: { en: SentText; cy?: SentText };
	cohorts: Cohort[];
	sentAt: Date;
	incident: { en: string; cy: string } | null;
	/** The reference of the message it corrects, and of those that correct it. */
	corrects: string | null;
	correctedBy: string[];
};

/**
 * Why an address is sent no messages to many: all of them, or campaigning. Staff give the first two reasons, the site finds the others.
 * A code that somebody asked for is always sent.
 */
type SuppressionKey = {
	scope: "all" | "campaigning";
	reason: "asked" | "safety" | "no-such-address" | "complaint";
};

/** A suppression as staff make it, as it is kept, and how many addresses it is for. */
export type NewSuppression = SuppressionKey & { reason: "asked" | "safety" };
export type Suppression = SuppressionKey & { addedAt: Date; expiresAt: Date | null };
export type SuppressionCount = SuppressionKey & { addresses: number };

/** What staff do with an address: see what it is not sent, change that, or lift it. */
export const suppressionForm = z.object({
	address: z.string().trim().max(320).pipe(z.email("Enter an email address, such as name@example.org")),
	change: z.enum(["show", "asked", "asked-campaigning", "safety", "lift"], "Choose what you want to do"),
});
