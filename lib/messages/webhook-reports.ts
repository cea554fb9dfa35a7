/** Reports of a mail provider that come as signed webhooks: kept by the web, believed or dropped by the worker. */
import { sql } from "drizzle-orm";
import { record } from "../audit";
import { seal, unseal } from "../crypto/seal";
import { database, type Transaction } from "../database";
import { env } from "../env";
import { networkHash, systemActor } from "../identity";
import { log } from "../log";
import { type ReturnedMail, saveReport } from "./returned-mail";
import { readEvent } from "./webhook-event";
import { isSigned, type WebhookHeaders } from "./webhook-signature";

/**
 * Keeps a webhook until the worker reads it, sealed, because it may quote an address. Returns whether there was room for it. One whose
 * headers cannot be those of a signed webhook is dropped without a word.
 */
export async function keepWebhook(headers: WebhookHeaders, body: Buffer, network: string): Promise<boolean> {
	const { id, timestamp, signature } = headers;
	const possible = [
		[id, 200],
		[timestamp, 20],
		[signature, 1000],
	] as const;
	if (!possible.every(([text, longest]) => /^[\x20-\x7e]+$/.test(text) && text.length <= longest)) return true;
	const { rows } = await database().execute<{ kept: boolean }>(
		sql`select keep_webhook(${id}, ${timestamp}, ${signature}, ${seal("webhook", body.toString("latin1"))}, ${networkHash(network)}) as kept`,
	);
	return rows[0]?.kept === true;
}

type Kept = {
	id: string;
	webhook_id: string;
	sent_at: string;
	signature: string;
	body_sealed: Buffer;
	received_at: string;
};

/** Returns the body of a kept webhook, if it is signed. */
function signedBody(row: Kept): string | undefined {
	const headers = { id: row.webhook_id, timestamp: row.sent_at, signature: row.signature };
	try {
		const body = Buffer.from(unseal("webhook", row.body_sealed), "latin1");
		const signed = isSigned(headers, body, env().RETURNED_MAIL_WEBHOOK_SECRET, new Date(row.received_at));
		return signed ? body.toString().replace(/^\ufeff/, "") : undefined;
	} catch {
		// Sealed by nobody of ours: it must not hold up the others.
		return undefined;
	}
}

/** Reads one webhook. Returns what it came to; "refused" if it is not signed, or was believed before. */
async function readOne(tx: Transaction, row: Kept): Promise<keyof ReturnedMail | "refused"> {
	const body = signedBody(row);
	const { rows } = body
		? await tx.execute(sql`update webhook_report set read_at = now(), body_sealed = '' where id = ${row.id}
			and not exists (select from webhook_report where webhook_id = ${row.webhook_id} and read_at is not null) returning id`)
		: { rows: [] };
	if (body && rows.length > 0) return saveReport(tx, await readEvent(body));
	await tx.execute(sql`delete from webhook_report where id = ${row.id}`);
	return "refused";
}

/** How many are read in one transaction. */
const together = 50;

/** Reads the webhooks that wait, and saves what the signed ones say. The others are dropped and counted in the log. */
export async function readWebhooks(): Promise<void> {
	for (let read = together; read === together; ) {
		const counts: ReturnedMail & { refused?: number } = {};
		read = await database().transaction(async (tx) => {
			const { rows } = await tx.execute<Kept>(
				sql`select id::text, webhook_id, sent_at, signature, body_sealed, received_at from webhook_report
					where read_at is null order by id limit ${together} for update skip locked`,
			);
			for (const row of rows) {
				const what = await readOne(tx, row);
				counts[what] = (counts[what] ?? 0) + 1;
			}
			const { refused: _, ...believed } = counts;
			if (Object.keys(believed).length > 0)
				await record(tx, systemActor("read-webhooks"), "returned-mail.read", "returned-mail", believed);
			return rows.length;
		});
		if (counts.refused) log.warn({ event: "webhooks.refused", count: counts.refused });
	}
}

/** Forgets which webhooks were believed, after a day. Older ones are not believed because of their time. */
export async function forgetWebhooks(): Promise<void> {
	await database().execute(sql`delete from webhook_report where received_at < now() - interval '1 day'`);
}
