import { type DataCategory, dataCategories } from "../data-categories";
import type { IncidentForAnswers, Relationship } from "../incidents/schema";
import { assignRecords, shownKeys } from "./record-ownership";
import type { AnswerLine, Outcome, Reason } from "./schema";
import type { BuiltAnswer, DatasetState, FoundRecord, LookUp } from "./types";

const order = ["active", "under-review", "closed"];

/** Builds one answer for each incident, open ones first. */
export function buildAnswers(
	lookUp: Pick<LookUp, "found" | "datasets" | "saved">,
	incidents: IncidentForAnswers[],
): BuiltAnswer[] {
	const { own, withheld } = assignRecords(lookUp);
	const of = <T extends { incidentId: string }>(all: T[], id: string) =>
		all.filter(({ incidentId }) => incidentId === id);
	return incidents
		.map((incident) =>
			answer(incident, {
				datasets: of(lookUp.datasets, incident.id),
				found: of(lookUp.found, incident.id),
				records: of(own, incident.id),
				withheld: of(withheld, incident.id).length > 0,
			}),
		)
		.sort((one, other) => order.indexOf(one.incident.status) - order.indexOf(other.incident.status));
}

/** What a look-up says of one incident. `records` are the person's own of those found; `withheld` if there are others. */
type Evidence = { datasets: DatasetState[]; found: FoundRecord[]; records: FoundRecord[]; withheld: boolean };

function answer(incident: IncidentForAnswers, { datasets, found, records, withheld }: Evidence): BuiltAnswer {
	const { id, slug, status, title, findings } = incident;
	const incomplete = datasets.length === 0 || datasets.some(({ complete, version }) => !complete || !version);
	const answerLines = lines(incident, records);
	const outcome = outcomeOf(incident, { records, withheld }, { incomplete, lines: answerLines });
	return {
		incident: { id, slug, status, title },
		outcome,
		lines: answerLines,
		findings: outcome === "affected" ? findings : [],
		reasons: reasons(incident, records),
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

/** The number of records without an address, rounded down to one digit and zeros, because more would be of no use to anybody. */
function roundedDown(datasets: DatasetState[]): number {
	const count = datasets.reduce((sum, { withoutAddress }) => sum + withoutAddress, 0);
	const unit = 10 ** Math.max(0, String(count).length - 1);
	return Math.floor(count / unit) * unit;
}

/** The categories in the records, found or in a part still being rebuilt, then those held elsewhere of such people. */
function lines(incident: IncidentForAnswers, records: FoundRecord[]): AnswerLine[] {
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
			const doubt = known === "held-elsewhere" && standing === "being-rebuilt";
			if (standing !== "in-data" && (!known || doubt)) found.set(category, { category, standing, hints: [] });
		}
	}
	return [...found.values()].sort(
		(one, other) =>
			Number(one.standing !== "in-data") - Number(other.standing !== "in-data") ||
			dataCategories.indexOf(one.category) - dataCategories.indexOf(other.category),
	);
}

/** The categories whose recovered data staff have marked as not reliable yet. */
function rebuiltFor(incident: IncidentForAnswers, record: FoundRecord): Set<DataCategory> {
	const held = incident.held.find(({ relationship }) => relationship === record.relationship);
	return new Set(
		held?.categories.filter(({ standing }) => standing === "being-rebuilt").map(({ category }) => category),
	);
}

/** Whether every category found is still being rebuilt. Such a record proves neither "affected" nor "not found". */
function onlyBeingRebuilt(found: AnswerLine[]): boolean {
	const has = (standing: AnswerLine["standing"]) => found.some((line) => line.standing === standing);
	return has("being-rebuilt") && !has("in-data");
}

function heldOf(incident: IncidentForAnswers, records: FoundRecord[]) {
	return incident.held.filter((held) => records.some(({ relationship }) => relationship === held.relationship));
}

function reasons(incident: IncidentForAnswers, records: FoundRecord[]): Reason[] {
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
