/** Shapes that the files of this folder hand to each other. */
import type { IncidentAnswer, Outcome } from "./schema";

/** A dataset of an incident as it stands at this instant; `version` is null while none is active. */
export type DatasetState = {
	datasetId: string;
	incidentId: string;
	complete: boolean;
	version: { versionId: string; number: number; activatedAt: string } | null;
};

/** A record that one of the person's proven identifiers leads to. `subject` is empty where the record has no name. */
export type FoundRecord = {
	incidentId: string;
	versionId: string;
	record: number;
	subject: string;
	identifierId: string;
	statedMatch: boolean;
	relationship: string;
	source: string;
	categories: string[];
	hints: Buffer | null;
};

/** The newest answer kept for one incident. `before` is the outcome of the one that came before it. */
export type SavedAnswer = {
	id: string;
	incidentId: string;
	outcome: Outcome;
	/** `answerHash` of it, in hexadecimal. */
	hash: string;
	checkedAt: Date;
	/** Whether "last checked" already says this minute. */
	fresh: boolean;
	before: Outcome | null;
};

/** A row of `newestAnswers`. */
export type SavedAnswerRow = {
	id: string;
	incident_id: string;
	outcome: Outcome;
	hash: string;
	checked_at: string;
	fresh: boolean;
	before: Outcome | null;
};

/** All that the data says of one person at one instant, `at` by the database's clock, and what the person was told last. */
export type LookUp = { at: Date; datasets: DatasetState[]; found: FoundRecord[]; kept: Map<string, SavedAnswer> };

/** An answer as it follows from the data, before it is compared with the one given last. */
export type BuiltAnswer = Omit<IncidentAnswer, "since" | "before">;
