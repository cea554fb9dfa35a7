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
