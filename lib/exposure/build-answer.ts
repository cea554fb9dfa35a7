import { type DataCategory, dataCategories } from "../data-categories";
import type { IncidentForAnswers, Relationship } from "../incidents/schema";
import { answerHash } from "./answer-body";
import { assignRecords, shownKeys } from "./record-ownership";
import type { AnswerLine, Outcome, Reason } from "./schema";
import type { BuiltAnswer, DatasetState, FoundRecord, LookUp } from "./types";

const statusOrder = ["active", "under-review", "closed"];

/** Builds one answer for each incident, open ones first. */
export function buildAnswers(
	lookUp: Pick<LookUp, "found" | "datasets" | "saved">,
	incidents: IncidentForAnswers[],
): BuiltAnswer[] {
	const { own, withheld } = assignRecords(lookUp);
	const ofIncident = <T extends { incidentId: string }>(all: T[], id: string) =>
		all.filter(({ incidentId }) => incidentId === id);
	return incidents
		.map((incident) => {
			const answer = answerFor(incident, {
				datasets: ofIncident(lookUp.datasets, incident.id),
				found: ofIncident(lookUp.found, incident.id),
				records: ofIncident(own, incident.id),
				withheld: ofIncident(withheld, incident.id).length > 0,
			});
			return { ...answer, hash: answerHash(answer) };
		})
		.sort((one, other) => statusOrder.indexOf(one.incident.status) - statusOrder.indexOf(other.incident.status));
}

/** The part of a lookup that concerns one incident. `records` are the person's own; `withheld` is true if others were found. */
type Evidence = { datasets: DatasetState[]; found: FoundRecord[]; records: FoundRecord[]; withheld: boolean };

function answerFor(
	incident: IncidentForAnswers,
	{ datasets, found, records, withheld }: Evidence,
): Omit<BuiltAnswer, "hash"> {
	const { id, slug, status, title, findings } = incident;
	const incomplete = datasets.length === 0 || datasets.some(({ complete, version }) => !complete || !version);
	const lines = linesFor(incident, records);
	const outcome = outcomeOf(incident, { records, withheld }, { incomplete, lines });
	return {
		incident: { id, slug, status, title },
		outcome,
		lines,
		findings: outcome === "affected" ? findings : [],
		reasons: reasonsFor(incident, records),
		versions: outcome
			? datasets
					.flatMap(({ version }) => version ?? [])
					.sort((one, other) => one.versionId.localeCompare(other.versionId))
			: [],
		moreWithheld: withheld && records.length > 0,
		shown: shownKeys(found, records),
		withoutAddress: outcome === "not-found" ? roundedDown(datasets) : 0,
		incomplete: outcome !== null && (incomplete || outcome === "under-review"),
	};
}

/** Decides the outcome. Returns null if the incident exposed no data. `incomplete` says that a dataset or its active version is missing. */
function outcomeOf(
	incident: IncidentForAnswers,
	{ records, withheld }: Pick<Evidence, "records" | "withheld">,
	{ incomplete, lines }: { incomplete: boolean; lines: AnswerLine[] },
): Outcome | null {
	if (!incident.dataInvolved) return null;
	if (records.length > 0) return onlyBeingRebuilt(lines) ? "under-review" : "affected";
	if (withheld) return "unable-to-match";
	return incomplete ? "under-review" : "not-found";
}

/** Returns the number of records without an address, rounded down to one significant digit, because readers need no more. */
function roundedDown(datasets: DatasetState[]): number {
	const count = datasets.reduce((sum, { withoutAddress }) => sum + withoutAddress, 0);
	const unit = 10 ** Math.max(0, String(count).length - 1);
	return Math.floor(count / unit) * unit;
}

/**
 * Returns one line for each data category: those in the records first, then those that the incident says were held of such people
 * elsewhere or in a part still being rebuilt.
 */
function linesFor(incident: IncidentForAnswers, records: FoundRecord[]): AnswerLine[] {
	const found = new Map<DataCategory, AnswerLine>();
	for (const record of records) {
		const rebuilt = rebuiltFor(incident, record);
		for (const category of record.categories as DataCategory[]) {
			const standing = rebuilt.has(category) ? "being-rebuilt" : "in-data";
			const line: AnswerLine = found.get(category) ?? { category, standing, hints: [] };
			if (standing === "in-data") line.standing = standing;
			const hint = record.hints.hints[category];
			if (hint && !line.hints.includes(hint)) line.hints.push(hint);
			found.set(category, line);
		}
	}
	for (const { categories } of heldOf(incident, records)) {
		for (const { category, standing } of categories) {
			const known = found.get(category)?.standing;
			// "Being rebuilt" wins, because it says that the category may yet be found.
			const lessCertain = known === "held-elsewhere" && standing === "being-rebuilt";
			if (standing !== "in-data" && (!known || lessCertain)) found.set(category, { category, standing, hints: [] });
		}
	}
	return [...found.values()].sort(
		(one, other) =>
			Number(one.standing !== "in-data") - Number(other.standing !== "in-data") ||
			dataCategories.indexOf(one.category) - dataCategories.indexOf(other.category),
	);
}

/** Returns the categories of a record that staff have marked as being rebuilt: their recovered data is not reliable yet. */
function rebuiltFor(incident: IncidentForAnswers, record: FoundRecord): Set<DataCategory> {
	const held = incident.held.find(({ relationship }) => relationship === record.relationship);
	return new Set(
		held?.categories.filter(({ standing }) => standing === "being-rebuilt").map(({ category }) => category),
	);
}

/** Whether every category in the records is being rebuilt. Such records prove neither "affected" nor "not found". */
function onlyBeingRebuilt(found: AnswerLine[]): boolean {
	const has = (standing: AnswerLine["standing"]) => found.some((line) => line.standing === standing);
	return has("being-rebuilt") && !has("in-data");
}

/** Returns what the incident says was held of people with the relationships of these records. */
function heldOf(incident: IncidentForAnswers, records: FoundRecord[]) {
	return incident.held.filter((held) => records.some(({ relationship }) => relationship === held.relationship));
}

/** Returns why the organisation holds the records, one reason for each relationship. */
function reasonsFor(incident: IncidentForAnswers, records: FoundRecord[]): Reason[] {
	const relationships = [...new Set(records.map((record) => record.relationship as Relationship))].sort();
	return relationships.map((relationship) => {
		const own = records.filter((record) => record.relationship === relationship);
		const held = incident.held.find((entry) => entry.relationship === relationship);
		return {
			relationship,
			since: own.flatMap(({ hints }) => hints.since ?? []).sort()[0] ?? null,
			recordedSources: [...new Set(own.flatMap(({ source }) => source || []).filter(Boolean))].sort(),
			texts: held ? { source: held.source, lawfulBasis: held.lawfulBasis, retention: held.retention } : null,
		};
	});
}
