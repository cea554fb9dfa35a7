// People with proven addresses and answers, for tests and benches of messages to many. Inserts them as the owner, without sign-ins.
import type pg from "pg";
import { seal } from "@/lib/crypto/seal";
import { fingerprint } from "@/lib/identifiers";

export type KnownPerson = { address?: string; outcome?: string; locale?: "en" | "cy"; allows?: string[] };

/** Inserts people. In: the incident their answers are about. Out: their ids, in order. */
export async function addPeople(
	owner: Pick<pg.ClientBase, "query">,
	incidentId: string,
	people: readonly KnownPerson[],
): Promise<string[]> {
	const ids: string[] = [];
	for (const [at, { address, outcome, locale = "en", allows = [] }] of people.entries()) {
		const id = `per_${incidentId.slice(4, 12)}${at}`;
		ids.push(id);
		await owner.query("insert into person (id, locale) values ($1, $2)", [id, locale]);
		if (address)
			await owner.query(
				"insert into proven_identifier (id, person_id, kind, fingerprint, sealed, means) values ('pid_' || $1, $1, 'email', $2, $3, 'email-code')",
				[id, fingerprint("email", address), seal("address", address)],
			);
		if (outcome)
			await owner.query(
				`insert into check_result (id, person_id, incident_id, outcome, versions, answer, answer_hash)
				values ('chk_' || $1, $1, $2, $3, '[]', '', '')`,
				[id, incidentId, outcome],
			);
		for (const purpose of allows)
			await owner.query(
				"insert into contact_preference (person_id, channel, purpose, allowed) values ($1, 'email', $2, true)",
				[id, purpose],
			);
	}
	return ids;
}

/** Inserts a delivery of a message that is being sent. Returns its id. */
export async function addDelivery(owner: pg.Pool, address: string, state: string): Promise<string> {
	await owner.query(
		`insert into message (id, reference, kind, subject_en, body_en, audience, state, created_by, sent, prepared_by, prepared_at)
		values ('mes_sent', 'MP-AAAA-AAAA', 'update', 'News', 'News', '{}', 'sending', 'stf_x', '{}', 'stf_x', now()) on conflict do nothing`,
	);
	const { rows } = await owner.query<{ id: string }>(
		`insert into delivery (message_id, recipient, cohort, locale, state, address_sealed)
		values ('mes_sent', $1, 'affected', 'en', $2, $3) returning id`,
		[
			fingerprint("email", address),
			state,
			["waiting", "sending", "unknown"].includes(state) ? seal("address", address) : null,
		],
	);
	return rows[0]?.id ?? "";
}
