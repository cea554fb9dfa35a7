import { createHash } from "node:crypto";
import type { BuiltAnswer } from "./types";

/** The language-neutral part of an answer. Rewording an incident must not create a new answer. */
export type SavedBody = {
	lines: { category: string; standing: string; hints: string[] }[];
	findings: { effect: string; confidence: string }[];
	reasons: { relationship: string; since: string | null; recordedSources: string[] }[];
	incomplete: boolean;
	/** Absent in answers saved by earlier versions. */
	moreWithheld?: boolean;
	/** As in SavedAnswer. Absent in answers saved by earlier versions. */
	shown?: string[];
};

/** Returns the part of an answer that is saved, without the records it showed. */
export function bodyOf(answer: Omit<BuiltAnswer, "hash">): SavedBody {
	return {
		lines: answer.lines.map(({ category, standing, hints }) => ({ category, standing, hints })),
		findings: answer.findings.map(({ effect, confidence }) => ({ effect, confidence })),
		reasons: answer.reasons.map(({ relationship, since, recordedSources }) => ({
			relationship,
			since,
			recordedSources,
		})),
		incomplete: answer.incomplete,
		...(answer.moreWithheld ? { moreWithheld: true } : {}),
	};
}

/** Hashes an answer, in hexadecimal: outcome, versions and body. Without the hints and records, which follow from the versions. */
export function answerHash(answer: Omit<BuiltAnswer, "hash">): string {
	const body = bodyOf(answer);
	const hashed = {
		outcome: answer.outcome,
		versions: answer.versions,
		...body,
		lines: body.lines.map(({ category, standing }) => ({ category, standing })),
	};
	return createHash("sha256").update(JSON.stringify(hashed)).digest("hex");
}
