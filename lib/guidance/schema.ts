/** Words of the field for guidance. Shared with the browser: no imports from the server. */
import { z } from "zod";

/** The kinds of personal data an incident can expose, in the order they are shown. */
export const dataCategories = [
	"name",
	"email-address",
	"telephone-number",
	"postal-address",
	"date-of-birth",
	"password",
	"bank-details",
	"membership",
	"political-opinion",
	"trade-union",
	"identity-document",
	"donations",
	"correspondence",
] as const;
export type DataCategory = (typeof dataCategories)[number];

/**
 * One category of a person's data in an incident, as far as guidance cares: `seen` where somebody may have read, copied
 * or published it, false where it was only made unavailable or altered.
 */
export type Exposure = { category: DataCategory; seen: boolean };

/** Everything a plan can ask a person to do, most urgent first: the plan keeps this order. */
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

/** How far a person has come with an action. */
const actionStates = ["todo", "done", "skipped"] as const;
export type ActionState = (typeof actionStates)[number];

/** What the plan's forms send. */
export const marking = z.object({ action: z.enum(actionIds), state: z.enum(actionStates) });

/** The guidance pages beside those of the categories, as they stand in the list. */
export const generalTopics = ["spotting-scams", "safety", "helping-someone", "without-email"] as const;

/** Every guidance page's last part of the address; the overview stands at /guidance itself. */
export const topicSlugs = [...dataCategories, ...generalTopics] as const;
export type TopicSlug = (typeof topicSlugs)[number];

/** Whether the last part of an address names a guidance page. */
export function isTopic(slug: string): slug is TopicSlug {
	return (topicSlugs as readonly string[]).includes(slug);
}

/** Pages that are not guidance but are written, dated and reviewed like it. */
export const standingPages = ["overview", "verify", "privacy", "accessibility"] as const;
export type PageId = TopicSlug | (typeof standingPages)[number];

export const nations = ["england", "wales", "scotland", "northern-ireland"] as const;
export type Nation = (typeof nations)[number];
export const nationChoice = z.object({ nation: z.enum(nations) });

/** The address that dials a number as it is written. Without a country code, because short numbers have none. */
export const telephoneHref = (number: string) => `tel:${number.replaceAll(/[^\d+]/g, "")}`;

/** A piece of a sentence: words, or words that lead somewhere (an address of this site, another site, mailto: or tel:). */
export type Span = string | { text: string; href: string };
export type Sentence = Span[];

/** A part of a page as it is drawn. `id` of a heading is its anchor. */
export type Block =
	| { kind: "heading"; text: string; id: string }
	| { kind: "text"; text: Sentence }
	| { kind: "list"; items: Sentence[] }
	| { kind: "steps"; items: Sentence[] }
	| { kind: "note"; heading: string; text: Sentence }
	| { kind: "example"; medium: string; from: string; lines: string[]; tells: string[] }
	| { kind: "actions"; actions: ActionText[] };

/**
 * An action in words. `minutes` is how long it takes most people; `why` says what it is good for, `because` why it is this
 * person's (empty on a public page).
 */
export type ActionText = {
	id: ActionId;
	title: string;
	why: string;
	because: string;
	minutes: number;
	steps: Sentence[];
};

/** A page in words. `reviewedOn` is a calendar day, "2026-11-23"; `nations` are those it holds for, as a list in words. */
export type Page = {
	id: PageId;
	title: string;
	lead: Sentence;
	reviewedOn: string;
	nations: string;
	blocks: Block[];
};
