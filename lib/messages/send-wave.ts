import { setTimeout as wait } from "node:timers/promises";
import { and, eq, sql } from "drizzle-orm";
import type { JobHelpers } from "graphile-worker";
import { z } from "zod";
import { record } from "../audit";
import { unseal } from "../crypto/seal";
import { database, databaseClock, tables } from "../database";
import type { Locale } from "../i18n";
import { markOf } from "../identifiers";
import { systemActor } from "../identity";
import { log } from "../log";
import { letCodesPass } from "../mail";
import { type ClaimedDelivery, canSendTexts, emailCarrier, handOver, hasTextTemplate } from "./delivery-channel";
import { countStates, pauseMessage, type Settled, settle } from "./delivery-records";
import type { DeliveryState, SentText } from "./schema";
import { inSlot } from "./sending-slots";
import { domainLimit, nextSendingTime, type PauseReason, pauseReason, sameRefusals } from "./wave-limits";

const { message } = tables;
type Message = typeof message.$inferSelect;
type Claimed = ClaimedDelivery & { address_sealed: Buffer };

const actor = systemActor("send-wave");

/** How many deliveries each lane has under way at once. As many times the lanes can be unknown after the worker was killed. */
const together = 10;
const lanes = 3;
/** A wave ends after this time, so that a pause or a stop is seen and the queue can do other work. The next one follows at once. */
const waveSeconds = 20;

/** A delivery that a worker has held for so many minutes was lost with it. */
const heldMinutes = 10;

/**
 * Claims waiting deliveries. Another worker skips them. None if the message is not being sent any more. Chosen in a part of their own, because
 * PostgreSQL may run a subquery for each row and then claims them all (tests/house/claimed-rows.test.ts).
 */
async function claim(messageId: string): Promise<Claimed[]> {
	const { rows } = await database().execute<Claimed>(sql`
		with due as materialized (
			select id from delivery where message_id = ${messageId} and state = 'waiting' and due_at <= now()
				and (channel = 'email' or channel = 'text' and ${canSendTexts(new Date())})
			order by due_at limit ${together} for update skip locked
		)
		update delivery d set state = 'sending', claimed_at = now(), attempts = d.attempts + 1,
			carrier = case d.channel when 'text' then 'notify' else ${emailCarrier()} end,
			due_at = now() + make_interval(mins => ${heldMinutes})
		from due where d.id = due.id and exists (select from message where id = ${messageId} and state = 'sending')
		returning d.id::text, d.channel, d.carrier, d.locale, d.address_sealed, d.attempts`);
	return rows;
}

/** How many mails each domain was sent in the last hour, by its mark in hexadecimal. */
async function sentLastHour(messageId: string): Promise<Map<string, number>> {
	const { rows } = await database().execute<{ domain: string; sent: number }>(sql`
		select encode(domain_mark, 'hex') as domain, count(*)::int as sent from delivery
		where message_id = ${messageId} and ended_at > now() - interval '1 hour' and domain_mark is not null group by 1`);
	return new Map(rows.map(({ domain, sent }) => [domain, sent]));
}

/** What a wave knows of the domains it sends to: mails in this hour, and the last refusal with how often it came in a row. */
type Domains = { sent: Map<string, number>; refusals: Map<string, { code: string; times: number }>; limit: number };

/**
 * Sends one claimed delivery. Puts it off for an hour if its domain has had enough, which is no attempt. Notify spreads its mails over
 * domains by itself.
 */
async function attempt(
	row: Claimed,
	sent: SentText,
	about: Message,
	domains: Domains,
): Promise<Settled & { lost?: boolean }> {
	const address = unseal("address", row.address_sealed);
	const domain = markOf("domain", address.slice(address.lastIndexOf("@") + 1));
	const key = domain.toString("hex");
	const soFar = domains.sent.get(key) ?? 0;
	if (row.carrier === "smtp" && soFar >= domains.limit)
		return { id: row.id, domain, state: "waiting", error: null, wait: 60 };
	domains.sent.set(key, soFar + 1);
	const outcome = await inSlot(() => handOver(about, row, sent, address));
	const last = domains.refusals.get(key);
	if (outcome.state === "accepted") domains.refusals.delete(key);
	if (outcome.state === "waiting" && outcome.error)
		domains.refusals.set(key, { code: outcome.error, times: last?.code === outcome.error ? last.times + 1 : 1 });
	return { id: row.id, domain, ...outcome };
}

/** Ends a message whose emails and texts have all ended. Letters are a printer's. Returns when the next one is due otherwise; now, if that is not known. */
async function finish(id: string, now: Date): Promise<Date | undefined> {
	const { rows } = await database().execute<{ open: number; due: string | null }>(sql`
		select count(*)::int as open, min(due_at) filter (where state = 'waiting')::text as due from delivery
		where message_id = ${id} and state in ('waiting', 'sending') and channel <> 'letter'`);
	const { open = 0, due } = rows[0] ?? {};
	if (open > 0) return due ? new Date(due) : now;
	await database().transaction(async (tx) => {
		const [row] = await tx
			.update(message)
			.set({ state: "finished", finishedAt: sql`now()` })
			.where(and(eq(message.id, id), eq(message.state, "sending")))
			.returning({ id: message.id });
		if (row) await record(tx, actor, "message.finished", id);
	});
	return undefined;
}

type WaveEnd = "again" | "idle" | "lost" | PauseReason;

/** What the lanes of a wave share. */
type Wave = {
	about: Message;
	/** In milliseconds of performance.now(). */
	started: number;
	domains: Domains;
	/** How many emails are in each state. */
	counts: Partial<Record<DeliveryState, number>>;
	claimed: number;
	/** Aborted when the worker is asked to stop: another one goes on. */
	stopping: AbortSignal | undefined;
	/** Set by the lane that found a reason to end the wave. */
	end: "lost" | PauseReason | undefined;
};

/** Sends batches one after the other until the time is over, nothing is due, or the wave has a reason to end. */
async function sendLane(wave: Wave): Promise<"again" | "idle"> {
	const { about, domains, counts, started, stopping } = wave;
	const texts = about.sent as Record<Locale, SentText>;
	while (!wave.end && !stopping?.aborted && performance.now() - started < waveSeconds * 1_000) {
		await letCodesPass();
		const rows = await claim(about.id);
		if (rows.length === 0) return "idle";
		const settled = await Promise.all(rows.map((row) => attempt(row, texts[row.locale] ?? texts.en, about, domains)));
		await settle(settled);
		for (const [at, { state }] of settled.entries())
			if (rows[at]?.channel === "email") counts[state] = (counts[state] ?? 0) + 1;
		if (settled.every(({ lost }) => lost)) wave.end = "lost";
		else if ([...domains.refusals.values()].some(({ times }) => times >= sameRefusals)) wave.end = "refusals";
		else wave.end ??= pauseReason(counts);
		wave.claimed += rows.length;
		const ahead = (wave.claimed / about.perMinute) * 60_000 - (performance.now() - started);
		if (ahead > 0 && !wave.end)
			await wait(Math.min(ahead, waveSeconds * 1_000), undefined, { signal: stopping }).catch(() => {});
	}
	return "again";
}

/** Sends batches in lanes, so that one is handed over while another is claimed or saved. Returns whether to go on at once. */
async function sendBatches(about: Message, now: Date, stopping: AbortSignal | undefined): Promise<WaveEnd> {
	const hoursSinceStart = (now.getTime() - (about.startedAt ?? now).getTime()) / 3_600_000;
	const wave: Wave = {
		about,
		started: performance.now(),
		domains: { sent: await sentLastHour(about.id), refusals: new Map(), limit: domainLimit(hoursSinceStart) },
		counts: await countStates(about.id),
		claimed: 0,
		stopping,
		end: undefined,
	};
	const ends = await Promise.all(Array.from({ length: lanes }, () => sendLane(wave)));
	return wave.end ?? (ends.includes("again") ? "again" : "idle");
}

/**
 * The job of a message's next wave. A job that runs loses its key to one that is added meanwhile, so the waves also have a queue of
 * their own, of which one job runs at a time: two at once would send at twice the rate.
 */
const waveJob = (id: string) => ({ jobKey: `wave:${id}`, queueName: `wave:${id}`, priority: 20 });

/**
 * Sends a part of a message: batches at its rate for some seconds, then queues the next part. Only one part of a message is sent at a
 * time, because their jobs have one queue. What happens to the worker loses nothing: `recover_deliveries` finds what it held.
 */
export async function sendWave(payload: unknown, { addJob, abortSignal }: JobHelpers): Promise<void> {
	const { message: id } = z.object({ message: z.string() }).parse(payload);
	const now = await databaseClock();
	const next = (ms: number) =>
		addJob("send_wave", { message: id }, { ...waveJob(id), runAt: new Date(now().getTime() + ms) });
	const [about] = await database()
		.update(message)
		.set({ startedAt: sql`coalesce(${message.startedAt}, now())` })
		.where(and(eq(message.id, id), eq(message.state, "sending")))
		.returning();
	if (!about) return;
	const start = new Date();
	const untilAllowed = about.kind === "incident-notice" ? 0 : nextSendingTime(start).getTime() - start.getTime();
	if (untilAllowed > 0) return void (await next(untilAllowed));
	const result = await sendBatches(about, now(), abortSignal);
	if (result === "again") return void (await next(0));
	if (result === "lost") return void (await next(30_000));
	if (result !== "idle") return pauseMessage(id, result);
	const due = await finish(id, now());
	if (!due) return;
	const untilDue = due.getTime() - now().getTime();
	// What is due and was not claimed waits for the hours of texts.
	await next(untilDue > 0 ? untilDue : 60_000);
}

/**
 * Saves and logs how many texts wait that this worker cannot send, because the web offers texts and the worker has no template for them. None where
 * it has one, or while nobody is sent a text anyway.
 */
async function reportHeldTexts(): Promise<void> {
	const isHeld = !hasTextTemplate() && nextSendingTime(new Date()).getTime() <= Date.now();
	const { rows } = await database().execute<{ texts: number }>(sql`
		with held as (
			select d.message_id, count(*)::int as texts from delivery d join message m on m.id = d.message_id
			where ${isHeld} and m.state = 'sending' and d.state = 'waiting' and d.channel = 'text' group by 1
		), saved as (
			update message m set held_texts = coalesce(h.texts, 0) from message k left join held h on h.message_id = k.id
			where m.id = k.id and m.held_texts <> coalesce(h.texts, 0)
		) select coalesce(sum(texts), 0)::int as texts from held`);
	if (rows[0]?.texts) log.error({ event: "texts.not-configured", count: rows[0].texts });
}

/**
 * Finds what was lost: deliveries whose worker was killed while it handed them over are unknown, and never repeated by themselves. Notify
 * is asked about those that it carries (carried-deliveries.ts). Messages that are being sent and have no job get one, also those that a
 * returned mail has taken to a next channel. Runs every few minutes.
 */
export async function recoverDeliveries(_payload: unknown, { addJob }: JobHelpers): Promise<void> {
	const { rows } = await database().execute<{ id: string }>(sql`
		update delivery set state = 'unknown', ended_at = now(), last_error = 'worker-lost'
		where state = 'sending' and carrier is distinct from 'notify' and claimed_at < now() - make_interval(mins => ${heldMinutes}) returning id::text`);
	if (rows.length > 0) log.warn({ event: "deliveries.unknown", count: rows.length });
	await database().execute(sql`update delivery set next_sealed = null, last_sealed = null
		where (next_sealed is not null or last_sealed is not null) and state = 'accepted' and ended_at < now() - kept_beside(channel)`);
	await database().execute(sql`select continue_messages()`);
	await reportHeldTexts();
	const sending = await database().select({ id: message.id }).from(message).where(eq(message.state, "sending"));
	for (const { id } of sending)
		await addJob("send_wave", { message: id }, { ...waveJob(id), jobKeyMode: "preserve_run_at" });
}
