import { unseal } from "../crypto/seal";
import { type DataCategory, dataCategories } from "../guidance/schema";
import type { IncidentForAnswers, Relationship } from "../incidents/schema";
import { assignRecords } from "./record-ownership";
import { type AnswerLine, type Outcome, type Reason, type RecordHints, readHints } from "./schema";
import type { BuiltAnswer, DatasetState, FoundRecord, LookUp } from "./types";

const order = ["active", "under-review", "closed"];

/**
 * One answer for each incident, those still open first. Throws when a sealed hint does not open: a record that
 * cannot be read is a failed look-up, not a smaller answer.
 */
export function buildAnswers(lookUp: LookUp, incidents: IncidentForAnswers[]): BuiltAnswer[] {
	const { own, withheld } = assignRecords(lookUp.found);
	const of = <T extends { incidentId: string }>(all: T[], id: string) => all.filter((each) => each.incidentId === id);
	return incidents
		.map((incident) =>
			answer(incident, of(lookUp.datasets, incident.id), of(own, incident.id), of(withheld, incident.id).length > 0),
		)
		.sort((one, other) => order.indexOf(one.incident.status) - order.indexOf(other.incident.status));
}

function answer(
	incident: IncidentForAnswers,
	datasets: DatasetState[],
	records: FoundRecord[],
	withheld: boolean,
): BuiltAnswer {
	const { id, slug, status, title, findings } = incident;
	const incomplete = datasets.length === 0 || datasets.some((each) => !each.complete || !each.version);
	const opened = records.map((record) => ({ record, hints: openHints(record) }));
	const said = lines(incident, opened);
	const outcome: Outcome | null = !incident.dataInvolved
		? null
		: records.length > 0
			? onlyBeingRebuilt(said)
				? "under-review"
				: "affected"
			: withheld
				? "unable-to-match"
				: incomplete
					? "under-review"
					: "not-found";
	return {
		incident: { id, slug, status, title },
		outcome,
		lines: said,
		findings: outcome === "affected" ? findings : [],
		reasons: reasons(incident, opened),
		versions: outcome
			? datasets
					.flatMap((each) => each.version ?? [])
					.sort((one, other) => one.versionId.localeCompare(other.versionId))
			: [],
		incomplete: outcome !== null && (incomplete || outcome === "under-review"),
	};
}

type Opened = { record: FoundRecord; hints: RecordHints };

function openHints({ hints }: FoundRecord): RecordHints {
	return hints ? readHints(unseal("hints", hints)) : { hints: {} };
}

/** What stands in the records, in the data or in a part still being rebuilt, then what is held of such people elsewhere. */
function lines(incident: IncidentForAnswers, opened: Opened[]): AnswerLine[] {
	const found = new Map<DataCategory, AnswerLine>();
	for (const { record, hints } of opened) {
		const rebuilt = rebuiltFor(incident, record);
		for (const category of record.categories as DataCategory[]) {
			const standing = rebuilt.has(category) ? "being-rebuilt" : "in-data";
			const line: AnswerLine = found.get(category) ?? { category, standing, hints: [] };
			if (standing === "in-data") line.standing = standing;
			const hint = hints.hints[category];
			if (hint && !line.hints.includes(hint)) line.hints.push(hint);
			found.set(category, line);
		}
	}
	for (const { categories } of heldOf(incident, opened)) {
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

/** Categories of which staff have said that what has been recovered so far is not to be relied on. */
function rebuiltFor(incident: IncidentForAnswers, record: FoundRecord): Set<DataCategory> {
	const held = incident.held.find((each) => each.relationship === record.relationship);
	return new Set(held?.categories.filter((each) => each.standing === "being-rebuilt").map((each) => each.category));
}

/** A record of which nothing is certain yet is no reason to tell somebody that they are affected, nor that they are not. */
function onlyBeingRebuilt(said: AnswerLine[]): boolean {
	const stands = (standing: AnswerLine["standing"]) => said.some((line) => line.standing === standing);
	return stands("being-rebuilt") && !stands("in-data");
}

function heldOf(incident: IncidentForAnswers, opened: Opened[]) {
	return incident.held.filter((held) => opened.some(({ record }) => record.relationship === held.relationship));
}

function reasons(incident: IncidentForAnswers, opened: Opened[]): Reason[] {
	const relationships = [...new Set(opened.map(({ record }) => record.relationship as Relationship))].sort();
	return relationships.map((relationship) => {
		const own = opened.filter(({ record }) => record.relationship === relationship);
		const held = incident.held.find((each) => each.relationship === relationship);
		return {
			relationship,
			since: own.flatMap(({ hints }) => hints.since ?? []).sort()[0] ?? null,
			recordedSources: [...new Set(own.flatMap(({ record }) => record.source || []).filter(Boolean))].sort(),
			texts: held ? { source: held.source, lawfulBasis: held.lawfulBasis, retention: held.retention } : null,
		};
	});
}
