// Incidents, datasets and affected people for tests. Inserts them as the owner into the tables that imports fill.
import type pg from "pg";
import type { Member } from "@/lib/authority";
import { seal } from "@/lib/crypto/seal";
import { dataCategories } from "@/lib/data-categories";
import { identifierColumn } from "@/lib/datasets/schema";
import { check } from "@/lib/exposure";
import { writeHints } from "@/lib/exposure/schema";
import { fingerprint, type IdentifierKind, nameMark, nameMarks, normaliseName } from "@/lib/identifiers";
import { newId } from "@/lib/ids";
import { incidentsForAnswers } from "@/lib/incidents";

export type AffectedPerson = {
	name?: string;
	identifiers: Partial<Record<IdentifierKind, string>>;
	relationship?: string;
	source?: string;
	categories?: string[];
	hints?: Record<string, string>;
	since?: string;
};

/** Inserts an incident with its findings and, by default, one complete dataset without a version. */
export async function addIncident(
	owner: pg.Pool,
	options: { status?: string; dataInvolved?: boolean; position?: number; dataset?: boolean } = {},
): Promise<{ incidentId: string; datasetId: string }> {
	const incidentId = newId("inc");
	await owner.query(
		`insert into incident (id, slug, status, position, title_en, title_cy, question_en, summary_en, breach_types, data_involved)
		values ($1, $2, $3, $4, 'The supplier incident', 'Digwyddiad y cyflenwr', 'Q', 'S', '{availability}', $5)`,
		[incidentId, incidentId, options.status ?? "active", options.position ?? 1, options.dataInvolved ?? true],
	);
	await owner.query(
		`insert into incident_finding (incident_id, effect, confidence) values
		($1, 'copied', 'under-investigation'), ($1, 'inaccessible', 'confirmed')`,
		[incidentId],
	);
	await owner.query(
		`insert into incident_relationship (incident_id, relationship, source_en, source_cy, lawful_basis_en, retention_en)
		values ($1, 'member', 'You gave it to us.', 'Chi a roddodd hyn.', 'Legitimate interests.', 'Six years.'),
			($1, 'donor', 'You gave to us.', '', 'Legal obligation.', 'Seven years.')`,
		[incidentId],
	);
	await owner.query(
		`insert into incident_category (incident_id, relationship, category, standing) values
		($1, 'member', 'email-address', 'in-data'), ($1, 'member', 'bank-details', 'held-elsewhere'),
		($1, 'member', 'correspondence', 'being-rebuilt'), ($1, 'donor', 'donations', 'held-elsewhere')`,
		[incidentId],
	);
	const datasetId = newId("dst");
	if (options.dataset !== false)
		await owner.query("insert into dataset (id, incident_id, name, complete) values ($1, $2, 'people', true)", [
			datasetId,
			incidentId,
		]);
	return { incidentId, datasetId };
}

/** Inserts a version with these people into a dataset and makes it the active one. */
export async function activateVersion(owner: pg.Pool, datasetId: string, people: AffectedPerson[]): Promise<string> {
	const id = newId("dsv");
	const { rows } = await owner.query(
		`insert into dataset_version (id, dataset_id, number, state, file_name, imported_by, activated_by, activated_at)
		values ($1, $2, 1 + (select count(*) from dataset_version where dataset_id = $2), 'active', 'people.csv', 'one', 'two', now())
		returning partition`,
		[id, datasetId],
	);
	const { partition } = rows[0];
	for (const table of ["record", "profile"])
		await owner.query(
			`create table exposure.${table}_${partition} partition of exposure.${table} for values in (${partition})`,
		);
	for (const [index, person] of people.entries()) {
		await owner.query(
			"insert into exposure.profile (partition, profile, relationship, source, categories) values ($1, $2, $3, $4, $5)",
			[
				partition,
				index,
				person.relationship ?? "member",
				person.source ?? "",
				// A record with a name always has that category, as in an import.
				[...new Set([...(person.categories ?? ["email-address"]), ...(person.name ? ["name"] : [])])],
			],
		);
		const kinds = Object.keys(person.identifiers) as IdentifierKind[];
		await owner.query(
			`insert into exposure.record (${["partition", "record", "profile", "subject", "hints", ...kinds.map(identifierColumn)].join(", ")})
			values ($1, $2, $2, $3, $4${kinds.map((_, at) => `, encode($${at + 5}, 'hex')::uuid`).join("")})`,
			[
				partition,
				index,
				person.name ? nameMark(person.name)?.readBigInt64BE().toString() : null,
				seal(
					"hints",
					writeHints(
						person.since,
						dataCategories.map((category) => person.hints?.[category]),
						nameMarks(normaliseName(person.name ?? "") ?? ""),
					),
				),
				...kinds.map((kind) => fingerprint(kind, person.identifiers[kind] as string)),
			],
		);
	}
	await owner.query("update dataset set active_version_id = $1 where id = $2", [id, datasetId]);
	return id;
}

/** Returns a member who has proven these identifiers, as the guard returns one. */
export async function addMember(
	owner: pg.Pool,
	identifiers: Partial<Record<IdentifierKind, string | string[]>>,
): Promise<Member> {
	const personId = newId("per");
	await owner.query("insert into person (id) values ($1)", [personId]);
	for (const [kind, values] of Object.entries(identifiers))
		for (const value of [values].flat())
			await owner.query(
				"insert into proven_identifier (id, person_id, kind, fingerprint, sealed, means) values ($1, $2, $3, $4, $5, 'email-code')",
				[newId("pid"), personId, kind, fingerprint(kind as IdentifierKind, value), seal("address", value)],
			);
	const sessionId = newId("ses");
	await owner.query(
		"insert into session (id, token_hash, person_id, expires_at) values ($1, sha256($1::text::bytea), $2, now() + interval '12 hours')",
		[sessionId, personId],
	);
	const sessionSecret = Buffer.from(sessionId);
	return { personId, sessionId, sessionSecret, actor: { kind: "member", id: personId } } as unknown as Member;
}

/** Returns the member's present answer. Discards cached incidents, because tests change them faster than the cache expires. */
export async function checkNow(member: Member, locale: "en" | "cy" = "en"): ReturnType<typeof check> {
	await incidentsForAnswers(locale, { fresh: true });
	return check(member, locale);
}
