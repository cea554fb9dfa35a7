/** Types that the files of this folder share. */
import type { planFrom } from "../guidance";
import type { IncidentAnswer, Outcome, RecordHints } from "./schema";

/** A dataset of an incident at the moment of a lookup. `version` is null while none is active. */
export type DatasetState = {
	datasetId: string;
	incidentId: string;
	complete: boolean;
	/** How many rows of the active version hold no email address. */
	withoutAddress: number;
	version: { versionId: string; number: number; activatedAt: string } | null;
};

/** A record that a proven identifier of the person matches. `subject` is the keyed hash of the name, or of the row if it has none. */
export type FoundRecord = {
	incidentId: string;
	datasetId: string;
	versionId: string;
	record: number;
	subject: string;
	/** Keyed hashes of its name's words, as `nameMarks` of lib/identifiers returns them. Empty if it has no name. */
	name: string;
	identifierId: string;
	/** Whether it holds an identifier the person claimed. */
	claimMatch: boolean;
	/** Whether the claimed identifier it holds is a membership number. */
	numberMatch: boolean;
	/** Equal for records of one version that hold the same membership number. Null if it holds none. */
	numberGroup: number | null;
	/** Equal for records of one version that hold the same telephone number. Null if it holds none. */
	telephoneGroup: number | null;
	relationship: string;
	source: string;
	categories: string[];
	hints: RecordHints;
};

/** The newest answer saved for one incident. `before` is the outcome of the answer before it. */
export type SavedAnswer = {
	id: string;
	incidentId: string;
	outcome: Outcome;
	/** Its `answerHash`, in hexadecimal. */
	hash: string;
	checkedAt: Date;
	/** Whether the last check was in this minute. */
	fresh: boolean;
	before: Outcome | null;
	/** The records it showed, as `shownKeys` of record-ownership names them. */
	shown: string[];
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
	/** The sealed answer, in base64. Null if it showed no record. */
	answer: string | null;
};

/**
 * What the active versions hold of one person at the database's time `at`, the person's newest saved answers by incident id, and what
 * they have done of their plan.
 */
export type LookUp = {
	at: Date;
	datasets: DatasetState[];
	found: FoundRecord[];
	saved: Map<string, SavedAnswer>;
	progress: Parameters<typeof planFrom>[0];
};

/** An answer built from a lookup, before it is compared with the saved one. `hash` and `shown` are as in SavedAnswer. */
export type BuiltAnswer = Omit<IncidentAnswer, "since" | "before"> & { hash: string; shown: string[] };
