import { sql } from "drizzle-orm";
import { unseal } from "../crypto/seal";
import { database } from "../database";
import { env } from "../env";
import { href, type Locale } from "../i18n";
import { updateChanges } from "../incidents";
import { log } from "../log";
import { sendBulk, type TextTracking } from "../mail";
import { failedOutcome } from "../messages";
import { organisation } from "../organisation";
import { unsubscribeCode } from "./unsubscribe-code";
import { unsubscribeAddress } from "./unsubscribe-mail";
import { updateText } from "./update-text";

/** Changes older than this are not mailed: whoever was not told by then reads them on the site. */
const newestDays = 3;
/**
 * Whoever subscribed so soon after a change may not have seen it: the pages that they read are up to a second old, and a change is there when its
 * transaction ends, a moment after the time that it says. follow_by_push has the same seconds.
 */
const unseenSeconds = 2;
/** How many mails are under way at once, and for how long one run goes on. */
const together = 20;
const runSeconds = 45;
/** A mail that a worker has held for so long was lost with it. It may have been sent, so it is not repeated. */
const heldMinutes = 10;

/**
 * Makes one mail for each address and change of an update, once: for those who subscribed before it or in the moment of it, to all
 * updates or to its incident. An address that did both gets one.
 */
async function queueMails(): Promise<void> {
	const since = Date.now() - newestDays * 86_400_000;
	for (const { id, slug, incident, changedAt } of await updateChanges("en")) {
		if (changedAt.getTime() < since) continue;
		const at = changedAt.toISOString();
		await database().execute(sql`
			insert into update_mail (subscription_id, update_id, changed_at, slug)
			select distinct on (s.address_fingerprint) s.id, ${id}, ${at}::timestamptz, ${slug} from subscription s
			where s.topic in ('all', ${incident.slug}) and s.confirmed_at < ${at}::timestamptz + make_interval(secs => ${unseenSeconds}) and not exists (
				select from update_mail m join subscription o on o.id = m.subscription_id
				where m.update_id = ${id} and m.changed_at = ${at}::timestamptz and o.address_fingerprint = s.address_fingerprint
			)
			order by s.address_fingerprint, s.confirmed_at, s.id
			on conflict do nothing`);
	}
}

/** Ends what waits for addresses that are sent no messages: they do not exist, complained, or staff put them on the list. */
async function withholdSuppressed(): Promise<void> {
	await database().execute(sql`
		update update_mail m set state = 'failed', last_error = 'suppressed' from subscription s
		where s.id = m.subscription_id and m.state = 'waiting' and exists (
			select from suppression x where x.recipient = s.address_fingerprint and x.scope = 'all' and (x.expires_at is null or x.expires_at > now())
		)`);
}

type Claimed = {
	id: string;
	update: string;
	at: string;
	slug: string;
	locale: Locale;
	address: Buffer;
	attempts: number;
};

/** Claims mails that are due. Another worker skips them. */
async function claim(): Promise<Claimed[]> {
	const { rows } = await database().execute<Claimed>(sql`
		with due as materialized (
			select subscription_id, update_id, changed_at from update_mail where state = 'waiting' and due_at <= now()
			order by due_at limit ${together} for update skip locked
		)
		update update_mail m set state = 'sending', claimed_at = now(), attempts = m.attempts + 1
		from due join subscription s on s.id = due.subscription_id
		where (m.subscription_id, m.update_id, m.changed_at) = (due.subscription_id, due.update_id, due.changed_at)
		returning s.id, m.update_id as update, m.changed_at::text as at, m.slug, s.locale, s.address_sealed as address, m.attempts`);
	return rows;
}

/** Sends one mail, with what mail programs need to unsubscribe in one step (RFC 2369, RFC 8058). Throws nodemailer's error. */
async function send(row: Claimed, tracking: TextTracking): Promise<void> {
	const content = await updateText(row.slug, row.locale, row.id);
	if (!content) return;
	const { address: sender, name } = organisation().senders[0] as { address: string; name: string };
	const code = unsubscribeCode(row.id);
	const stopAddress = unsubscribeAddress(code);
	const stop = [env().SITE_URL + href(row.locale, `/unsubscribe/${code}`)];
	if (stopAddress) stop.push(`mailto:${stopAddress}`);
	const mail = {
		...content,
		from: { address: sender, name },
		to: { address: unseal("address", row.address), name: "" },
		messageId: `<${row.id}.${row.update}.${Date.parse(row.at)}@${sender.slice(sender.lastIndexOf("@") + 1)}>`,
		headers: {
			"Auto-Submitted": "auto-generated",
			"Content-Language": row.locale,
			Precedence: "list",
			"List-Unsubscribe": stop.map((address) => `<${address}>`).join(", "),
			"List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
		},
		disableFileAccess: true,
		disableUrlAccess: true,
	};
	await sendBulk(mail, tracking);
}

/** Sends one claimed mail and saves what became of it. */
async function attempt(row: Claimed): Promise<void> {
	const tracking: TextTracking = {};
	let outcome: { state: string; error: string | null; wait: number | null } = {
		state: "accepted",
		error: null,
		wait: null,
	};
	try {
		await send(row, tracking);
	} catch (error) {
		outcome = failedOutcome(error, row.attempts, tracking.isTextBegun === true);
		log.warn({ event: "update-mail.delayed", id: row.id, code: outcome.error ?? "" });
	}
	const state = ["accepted", "waiting", "unknown"].includes(outcome.state) ? outcome.state : "failed";
	await database().execute(sql`
		update update_mail set state = ${state}, last_error = ${outcome.error},
			due_at = now() + make_interval(mins => ${outcome.wait ?? 0}::int)
		where subscription_id = ${row.id} and update_id = ${row.update} and changed_at = ${row.at}::timestamptz and state = 'sending'`);
}

/** Makes the mails of new changes and sends what is due, in batches. Codes go over connections of their own and never wait for these. */
export async function sendUpdates(): Promise<void> {
	const end = Date.now() + runSeconds * 1_000;
	await database().execute(sql`
		update update_mail set state = 'unknown', last_error = 'worker-lost'
		where state = 'sending' and claimed_at < now() - make_interval(mins => ${heldMinutes})`);
	await queueMails();
	await withholdSuppressed();
	while (Date.now() < end) {
		const rows = await claim();
		if (rows.length === 0) return;
		await Promise.all(rows.map(attempt));
	}
}
