/** Incidents as pages get them, and the rules of staff's forms. Shared with the browser: no imports from the server. */
import type { DataCategory } from "../guidance/schema";
import type { BreachType, Confidence, Effect, IncidentStatus, Relationship, Standing } from "./labels";

export * from "./forms";
export * from "./labels";

/** A text and the language it is in: English where the Welsh has not been written yet. */
export type LocalisedText = { text: string; lang: "en" | "cy" };

/** What is known of one effect on the data, and how surely. */
export type Finding = { effect: Effect; confidence: Confidence; note: LocalisedText };

/** One data category of one relationship, and where it stands in the incident. */
type CategoryStanding = { category: DataCategory; standing: Standing };

/** Why the organisation holds data of one relationship, and which categories were in the incident. */
export type HeldData = {
	relationship: Relationship;
	source: LocalisedText;
	lawfulBasis: LocalisedText;
	retention: LocalisedText;
	categories: CategoryStanding[];
};

/** An authority that was told. `reportedOn` is a calendar day, "2021-10-29". */
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
	/** False for a denial of service: then there is nothing to check. */
	dataInvolved: boolean;
	/** A calendar day, or null while it is not known. */
	occurredOn: string | null;
};

/** Everything readers are told of one incident. */
export type Incident = IncidentSummary & {
	question: LocalisedText;
	discoveredOn: string | null;
	toldMembersAt: Date | null;
	/** The supplier on whose systems it happened; empty where it is not named or there was none. */
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
	/** Whether this reader gets any part of it in English although they asked for Welsh. */
	onlyInEnglish: boolean;
};

/** What a personal answer says of an incident. */
export type IncidentForAnswers = Pick<
	Incident,
	"id" | "slug" | "status" | "title" | "dataInvolved" | "findings" | "held"
>;

/** A published update as lists show it. */
export type UpdateSummary = {
	id: string;
	slug: string;
	incident: { slug: string; title: LocalisedText };
	title: LocalisedText;
	summary: LocalisedText;
	publishedAt: Date;
	/** When it was last corrected, or null. */
	correctedAt: Date | null;
	/** When it was taken back, or null. A withdrawn update keeps its address and says so. */
	withdrawnAt: Date | null;
};

/** An update as the feed shows it: when it last changed, and why where it was corrected or withdrawn. */
export type UpdateChange = UpdateSummary & { changedAt: Date; note: LocalisedText | null };

/** One correction: what was wrong, and the text as it stood before. */
export type Correction = {
	id: string;
	at: Date;
	note: LocalisedText;
	previousTitle: LocalisedText;
	previousBody: LocalisedText;
};

/** A published update with its text, in Markdown, and its corrections, newest first. */
export type Update = UpdateSummary & { body: LocalisedText; corrections: Correction[]; onlyInEnglish: boolean };

/** What the home page says. `leading` is null while no incident has been entered. */
export type HomePage = {
	leading: Incident | null;
	others: IncidentSummary[];
	updates: UpdateSummary[];
	/** The latest time anything on the page changed, or null. */
	updatedAt: Date | null;
};

/** Which texts have English and no Welsh yet: the names of their fields without the language, "title", "body". */
export function missingWelsh(texts: object): string[] {
	const written = (name: string) => String((texts as Record<string, unknown>)[name] ?? "").trim() !== "";
	return Object.keys(texts)
		.filter((name) => name.endsWith("En") && written(name))
		.map((name) => name.slice(0, -2))
		.filter((name) => !written(`${name}Cy`));
}
