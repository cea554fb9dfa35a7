/** Types of incidents for pages, and the schemas of staff's forms. Shared with the browser: no imports from the server. */
import type { DataCategory } from "../data-categories";
import type { BreachType, Confidence, Effect, IncidentStatus, Relationship, Standing } from "./labels";

export * from "./forms";
export * from "./labels";

/** A text with its language, which is English if there is no Welsh. */
export type LocalisedText = { text: string; lang: "en" | "cy" };

/** The finding on one effect: the confidence and a note. */
export type Finding = { effect: Effect; confidence: Confidence; note: LocalisedText };

/** One data category of one relationship, with its standing in the incident. */
type CategoryStanding = { category: DataCategory; standing: Standing };

/** The held data of one relationship: why the organisation holds it, and which categories were in the incident. */
export type HeldData = {
	relationship: Relationship;
	source: LocalisedText;
	lawfulBasis: LocalisedText;
	retention: LocalisedText;
	categories: CategoryStanding[];
};

/** A report to an authority. `reportedOn` is a calendar day, "2021-10-29". */
type AuthorityReport = {
	id: string;
	authority: string;
	role: LocalisedText;
	reportedOn: string;
	status: LocalisedText;
};

/** An incident as lists show it. */
export type IncidentSummary = {
	id: string;
	slug: string;
	status: IncidentStatus;
	title: LocalisedText;
	summary: LocalisedText;
	/** False for a denial of service, because there are no records to check. */
	dataInvolved: boolean;
	/** A calendar day, or null if it is not known. */
	occurredOn: string | null;
};

/** An incident with everything that readers see. */
export type Incident = IncidentSummary & {
	question: LocalisedText;
	discoveredOn: string | null;
	toldMembersAt: Date | null;
	/** The supplier whose systems were affected. Empty if it is not named or there was none. */
	processor: LocalisedText;
	breachTypes: BreachType[];
	/** Markdown. */
	known: LocalisedText;
	unknown: LocalisedText;
	doing: LocalisedText;
	nextUpdateDueAt: Date | null;
	updatedAt: Date;
	/** In the order of `effects`. */
	findings: Finding[];
	/** In the order of `relationships`, their categories in the order of `dataCategories`. */
	held: HeldData[];
	/** Oldest first. */
	reports: AuthorityReport[];
	/** Whether any part is in English although the reader asked for Welsh. */
	onlyInEnglish: boolean;
};

/** The facts of an incident that personal answers show. */
export type IncidentForAnswers = Pick<
	Incident,
	"id" | "slug" | "status" | "title" | "dataInvolved" | "findings" | "held"
>;

type UpdateBase = {
	id: string;
	slug: string;
	incident: { slug: string; title: LocalisedText };
	publishedAt: Date;
	/** The time of the last correction, or null. */
	correctedAt: Date | null;
};
type Published = UpdateBase & { title: LocalisedText; summary: LocalisedText; withdrawal: null };
/** Has no title and no summary, so that no page can repeat what was withdrawn. The address stays. */
type Withdrawn = UpdateBase & { title: null; summary: null; withdrawal: { at: Date; reason: LocalisedText } };

/** A published or withdrawn update as lists show it. */
export type UpdateSummary = Published | Withdrawn;

/** An update as the feeds show it: its text in Markdown, and its last change with the note of a correction. */
export type UpdateChange = ((Published & { body: LocalisedText }) | (Withdrawn & { body: null })) & {
	changedAt: Date;
	note: LocalisedText | null;
};

/** One correction: the note on what was wrong, and the previous text. */
export type Correction = {
	id: string;
	at: Date;
	note: LocalisedText;
	previousTitle: LocalisedText;
	previousSummary: LocalisedText;
	previousBody: LocalisedText;
};

/**
 * An update with its text, in Markdown, and its corrections, newest first. The first correction of a withdrawn update is its
 * withdrawal, with what it said last.
 */
export type Update = ((Published & { body: LocalisedText }) | (Withdrawn & { body: null })) & {
	corrections: Correction[];
	onlyInEnglish: boolean;
};

/** The content of the home page. `leading` is null if no incident is published. */
export type HomePage = {
	leading: Incident | null;
	others: IncidentSummary[];
	updates: UpdateSummary[];
	/** The time of the last change of anything on the page, or null. */
	updatedAt: Date | null;
};

/** Returns the texts that have English but no Welsh, by the name of their field without the language: "title", "body". */
export function missingWelsh(texts: object): string[] {
	const written = (name: string) => String((texts as Record<string, unknown>)[name] ?? "").trim() !== "";
	return Object.keys(texts)
		.filter((name) => name.endsWith("En") && written(name))
		.map((name) => name.slice(0, -2))
		.filter((name) => !written(`${name}Cy`));
}
