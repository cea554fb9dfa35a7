/** What becomes of deliveries, as it is saved and counted: by the waves, and by the questions to their carriers. */
import { and, eq, sql } from "drizzle-orm";
import { record } from "../audit";
import { database, tables } from "../database";
import { systemActor } from "../identity";
import { log } from "../log";
import type { AttemptOutcome } from "./delivery-outcome";
import type { DeliveryState } from "./schema";
import type { PauseReason } from "./wave-limits";

const { message } = tables;

/** What became of a delivery. `domain` is the mark of its address's domain, if it was read. */
export type Settled = AttemptOutcome & { id: string; domain?: Buffer };

/**
 * Saves what became of deliveries that are being sent. One that has ended loses its address. LIKE keeps PostgreSQL to the deliveries' ids:
 * the index of those that are being sent still holds all that were, until a vacuum.
 */
export async function settle(settled: readonly Settled[]): Promise<void> {
	const list = settled.map(({ domain, ...each }) => ({ ...each, domain: domain?.toString("hex") ?? null }));
	await database().execute(sql`
		update delivery d set state = s.state, domain_mark = coalesce(decode(s.domain, 'hex'), d.domain_mark), last_error = s.error,
			due_at = now() + make_interval(mins => coalesce(s.wait, 0)),
			ended_at = case when s.state not in ('waiting', 'sending') then now() end,
			address_sealed = case when s.state in ('waiting', 'sending', 'unknown') then d.address_sealed end
		from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as s (id bigint, state text, domain text, error text, wait int)
		where d.id = s.id and d.state like 'sending'`);
}

/** Returns how many emails of a message are in each state, also of people who have been sent a text or a letter since. */
export async function countStates(messageId: string): Promise<Partial<Record<DeliveryState, number>>> {
	const { rows } = await database().execute<{ state: DeliveryState; people: number }>(
		sql`select case 'email' when channel then state when first_channel then first_state else second_state end as state, count(*)::int as people
			from delivery where message_id = ${messageId} and 'email' in (channel, first_channel, second_channel) group by 1`,
	);
	return Object.fromEntries(rows.map(({ state, people }) => [state, people]));
}

/** Pauses a message by itself and says why. */
export async function pauseMessage(id: string, reason: PauseReason): Promise<void> {
	await database().transaction(async (tx) => {
		const [row] = await tx
			.update(message)
			.set({ state: "paused", pauseReason: reason })
			.where(and(eq(message.id, id), eq(message.state, "sending")))
			.returning({ id: message.id });
		if (!row) return;
		await record(tx, systemActor("send-wave"), "message.paused", id, { reason });
		log.warn({ event: "message.paused", id, code: reason });
	});
}
