// Messages to many that have gone out, for the browser tests' site. Inserts them as the owner, without sending them.
import { newId } from "@/lib/ids";
import { newReference } from "@/lib/messages/message-reference";
import { inSiteDatabase } from "./site-database";

/** The words of every message inserted here. */
export const sentMessageText =
	"Your answer is on our site. Type our address yourself. Nobody will ring you. We ask you for nothing.";

/** Inserts a message that has been sent, with a delivery to the person `to`. Returns its reference. */
export async function addSentMessage({ corrects, to }: { corrects?: string; to?: string } = {}): Promise<string> {
	const reference = newReference();
	const id = newId("mes");
	const sent = (subject: string) => ({ subject, text: sentMessageText, html: `<p>${sentMessageText}</p>` });
	await inSiteDatabase(
		`insert into message (id, reference, kind, incident_id, corrects_id, subject_en, body_en, audience, state, created_by, sent,
			prepared_by, prepared_at, candidates, prepared, started_at, finished_at)
		values ($1, $2, $3, (select min(id) from incident), (select id from message where reference = $4), 'Your answer is ready', $5,
			'{"cohorts": ["affected"], "languages": [], "relationships": [], "categories": []}', 'finished', 'stf_nobody', $6,
			'stf_nobody', now(), 1, 1, now(), now())`,
		[
			id,
			reference,
			corrects ? "correction" : "incident-notice",
			corrects ?? null,
			sentMessageText,
			JSON.stringify({ en: sent("Your answer is ready"), cy: sent("Mae eich ateb yn barod") }),
		],
	);
	if (to)
		await inSiteDatabase(
			`insert into delivery (message_id, person_id, recipient, cohort, locale, state, ended_at)
			select $1, person_id, fingerprint, 'affected', 'en', 'accepted', now() from proven_identifier where person_id = $2`,
			[id, to],
		);
	return reference;
}

/**
 * Gives a sent message people of the data who have never signed in: some accepted, some not reached, of whom one has a letter that is
 * written and one a letter that is on its way. Returns the message's id.
 */
export async function addPeopleToSentMessage(reference: string): Promise<string> {
	const { rows } = await inSiteDatabase(
		"update message set audience = jsonb_set(audience, '{cohorts}', '[\"affected\", \"in-data\"]') where reference = $1 returning id",
		[reference],
	);
	const id: string = rows[0].id;
	const states = ["accepted", "accepted", "accepted", "unknown", "no-such-address", "not-accepting", "failed"];
	await inSiteDatabase(
		`insert into delivery (message_id, version_id, record, recipient, cohort, locale, state, ended_at, address_sealed)
		select $1, (select min(id) from dataset_version), at, decode(lpad(at::text, 32, '0'), 'hex'), case when at % 2 = 0 then 'affected' else 'in-data' end, 'en', state,
			now(), case when state = 'unknown' then '\\x00'::bytea end
		from unnest($2::text[]) with ordinality s (state, at)`,
		[id, states],
	);
	await inSiteDatabase(
		`insert into letter (delivery_id, message_id, locale, format, handed_over_at)
		select id, message_id, 'en', 'standard', case when state = 'failed' then now() end from delivery where message_id = $1 and state in ('failed', 'not-accepting')`,
		[id],
	);
	await inSiteDatabase("update message set candidates = $2, prepared = $2 where id = $1", [id, states.length]);
	return id;
}
