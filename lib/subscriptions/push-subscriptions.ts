/** Browsers that are told when there is news. */
import { sql } from "drizzle-orm";
import { seal, unseal } from "../crypto/seal";
import { database } from "../database";
import { markOf } from "../identifiers";
import { networkHash } from "../identity";
import { updateChanges } from "../incidents";
import { log } from "../log";
import { err, ok, type Result } from "../result";
import { isPushAddress, noHost, signingKeys, wake } from "./push-service";

/** Tells a browser of news from now on, by the address that its push service gave it. Twice is once. Anybody may ask. */
export async function followByPush(
	address: string,
	network: string,
): Promise<Result<undefined, "not-a-service" | "too-many">> {
	if (!isPushAddress(address)) return err("not-a-service");
	const { rows } = await database().execute<{ done: boolean }>(
		sql`select follow_by_push(${markOf("push", address)}, ${seal("push-address", address)}, ${networkHash(network)}) as done`,
	);
	return rows[0]?.done ? ok() : err("too-many");
}

/** Forgets a browser. Whoever has its address is that browser. */
export async function stopPush(address: string): Promise<void> {
	await database().execute(sql`select stop_push(${markOf("push", address)})`);
}

/** News older than this are not told: whoever was not told by then reads them on the site. */
const newestDays = 3;
const together = 20;
const runSeconds = 45;
/**
 * A browser whose service refuses so often is not told of these news. If the service never took one for it and says that the
 * request is wrong, it is forgotten: anybody may send an invented address, and those would take the places of real ones for good. So is
 * one whose host has not existed for days, while others could be reached: then it is not our own network that knows no names.
 */
const mostAttempts = 5;
/** How old an address is at least whose host does not exist, in days. */
const noHostDays = 3;
/** The statuses of a request that is wrong, but for "too many requests". */
const isWrong = /^4(?!29)/;

type Claimed = { mark: Buffer; address: Buffer; attempts: number; told: string };

/** Claims browsers that have not been told of the news up to the newest. One that a killed worker held is not told of them: never twice. */
async function claim(newest: Date): Promise<Claimed[]> {
	const { rows } = await database().execute<Claimed>(sql`
		with due as (
			select mark, told_at from push_subscription where told_at < ${newest.toISOString()}::timestamptz and due_at <= now()
			order by told_at limit ${together} for update skip locked
		)
		update push_subscription s set told_at = ${newest.toISOString()}::timestamptz, attempts = s.attempts + 1 from due where s.mark = due.mark
		returning s.mark, s.address_sealed as address, s.attempts, due.told_at::text as told`);
	return rows;
}

/** Wakes up one browser. Forgets it if its service says that the subscription is over. */
async function tell({ mark, address, attempts, told }: Claimed, keys: NonNullable<ReturnType<typeof signingKeys>>) {
	const { outcome, code } = await wake(unseal("push-address", address), keys);
	if (outcome !== "taken") log.warn({ event: `push.${outcome}`, code, count: attempts });
	if (outcome === "gone") await database().execute(sql`delete from push_subscription where mark = ${mark}`);
	else if (outcome === "later" && attempts < mostAttempts)
		await database().execute(sql`
			update push_subscription set told_at = ${told}::timestamptz, due_at = now() + make_interval(mins => ${5 * attempts}::int)
			where mark = ${mark}`);
	else if (outcome === "later") {
		const invented = isWrong.test(code)
			? sql`true`
			: sql`${code === noHost} and made_at < now() - make_interval(days => ${noHostDays})
				and exists (select from push_subscription other where other.taken_at > now() - interval '1 hour')`;
		await database().execute(
			sql`delete from push_subscription where mark = ${mark} and taken_at is null and ${invented}`,
		);
		await database().execute(sql`update push_subscription set attempts = 0 where mark = ${mark}`);
	} else
		await database().execute(sql`update push_subscription set attempts = 0, taken_at = now() where mark = ${mark}`);
}

/** Tells browsers of an update that was published, corrected or withdrawn since they were last told. Says nothing of what it is. */
export async function sendPushes(): Promise<void> {
	const keys = signingKeys();
	if (!keys) return;
	await database().execute(
		sql`update push_subscription set network_hash = null where network_hash is not null and made_at < now() - interval '1 hour'`,
	);
	const end = Date.now() + runSeconds * 1_000;
	const since = end - newestDays * 86_400_000;
	const changes = (await updateChanges("en")).map(({ changedAt }) => changedAt.getTime()).filter((at) => at > since);
	if (changes.length === 0) return;
	const newest = new Date(Math.max(...changes));
	while (Date.now() < end) {
		const rows = await claim(newest);
		if (rows.length === 0) return;
		await Promise.all(rows.map((row) => tell(row, keys)));
	}
}
