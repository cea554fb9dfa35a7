/** Types and schemas of guidance. Shared with the browser: no imports from the server. */
import { z } from "zod";
import { type DataCategory, dataCategories } from "../data-categories";

/**
 * One category of a person's data in an incident. `seen` is true if somebody may have read, copied or published it, and
 * false if it was only made unavailable or altered.
 */
export type Exposure = { category: DataCategory; seen: boolean };

/** Every action of a plan, most urgent first. Plans keep this order. */
export const actionIds = [
	"change-password",
	"secure-email",
	"stay-safe",
	"watch-bank",
	"expect-calls",
	"expect-emails",
	"report-document",
	"check-credit",
	"check-letters",
	"real-details",
	"protective-registration",
	"get-support",
	"use-your-rights",
	"check-details",
	"other-addresses",
	"stay-alert",
] as const;
export type ActionId = (typeof actionIds)[number];

/** The states of an action in a person's plan. */
const actionStates = ["todo", "done", "skipped"] as const;
export type ActionState = (typeof actionStates)[number];

/** The fields of the plan's forms, and of the address that shows what a form changed. */
export const actionStateForm = z.object({ action: z.enum(actionIds), state: z.enum(actionStates) });

/** Guidance pages that are not about one data category, in list order. */
export const generalTopics = ["spotting-scams", "safety", "helping-someone", "without-email"] as const;

/** The last path segment of every guidance page. The overview is at /guidance. */
export const topicSlugs = [...dataCategories, ...generalTopics] as const;
export type TopicSlug = (typeof topicSlugs)[number];

/** Whether a path segment names a guidance page. */
export function isTopic(slug: string): slug is TopicSlug {
	return (topicSlugs as readonly string[]).includes(slug);
}

/** Pages that are not guidance but have the same form, dates and reviews. */
export const standingPages = ["overview", "verify", "privacy", "accessibility"] as const;
export type PageId = TopicSlug | (typeof standingPages)[number];

export const nations = ["england", "wales", "scotland", "northern-ireland"] as const;
export type Nation = (typeof nations)[number];
export const nationChoice = z.object({ nation: z.enum(nations) });

/** The number to which suspicious texts are forwarded. Nobody answers it. */
export const suspiciousTexts = "7726";

/** Returns the address that calls a number, or begins a text to it. Adds no country code, because short numbers have none. */
export const telephoneHref = (number: string) =>
	`${number === suspiciousTexts ? "sms" : "tel"}:${number.replaceAll(/[^\d+]/g, "")}`;

/** A part of a sentence: text, or a link to a page of this site, another site, mailto: or tel:. */
export type Span = string | { text: string; href: string };
export type Sentence = Span[];

/** Returns the text of a sentence without its links. */
export function plainText(sentence: Sentence): string {
	return sentence.map((span) => (typeof span === "string" ? span : span.text)).join("");
}

/** A rendered part of a page. The `id` of a heading is its anchor. */
export type Block =
	| { kind: "heading"; text: string; id: string }
	| { kind: "text"; text: Sentence }
	| { kind: "list"; items: Sentence[] }
	| { kind: "steps"; items: Sentence[] }
	| { kind: "note"; heading: string; text: Sentence }
	| { kind: "example"; medium: string; from: string; lines: string[]; tells: string[] }
	| { kind: "actions"; actions: ActionText[] };

/**
 * The texts of an action. `minutes` is how long it takes most people. `why` is what it achieves. `because` is why this person
 * should do it, and is empty on a public page.
 */
export type ActionText = {
	id: ActionId;
	title: string;
	why: string;
	because: string;
	minutes: number;
	steps: Sentence[];
};

/** A rendered page. `reviewedOn` is a calendar day, "2026-11-23"; `nations` is a text that lists the nations it applies to. */
export type Page = {
	id: PageId;
	title: string;
	lead: Sentence;
	reviewedOn: string;
	nations: string;
	blocks: Block[];
};
