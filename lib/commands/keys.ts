// npm run keys -- status | reseal | vapid: says which sealing keys are needed, seals everything anew under SEALING_KEY, makes keys for notifications.
import { createECDH } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Pool } from "pg";
import { record } from "../audit";
import { sealPrefixes } from "../crypto/seal";
import { advisoryLocks, database } from "../database";
import { formatNumber } from "../format-number";
import { operator } from "../identity";
import { checkKeys, keyHashes } from "../key-check";
import { CommandError, command, readArguments } from "./command";
import { columnsOf, countByKey, resealColumn } from "./sealed-values";

const usage = "Usage: npm run keys -- status | reseal | vapid   (read docs/keys.md)";

/** Returns how many values are sealed under each key, by the prefix in hexadecimal digits; "none" for values without a key's id. */
async function countAll(pool: Pool): Promise<Map<string, number>> {
	const total = new Map<string, number>();
	for (const column of await columnsOf(pool))
		for (const [key, count] of await countByKey(pool, column)) total.set(key, (total.get(key) ?? 0) + count);
	return total;
}

/** The id of a key in a prefix: its digits after the version. */
const idOf = (prefix: string) => prefix.slice(2);

/** Prints what each key is needed for. Returns how many values are not under the current key. */
async function printStatus(pool: Pool): Promise<number> {
	const [current = "", ...old] = sealPrefixes().map((bytes) => bytes.toString("hex"));
	const counts = await countAll(pool);
	const take = (prefix: string) => {
		const count = counts.get(prefix) ?? 0;
		counts.delete(prefix);
		return count;
	};
	console.log(`SEALING_KEY (id ${idOf(current)}): ${formatNumber(take(current))} values.`);
	let needed = 0;
	for (const prefix of old) {
		const count = take(prefix);
		needed += count;
		console.log(`SEALING_OLD_KEYS (id ${idOf(prefix)}): ${formatNumber(count)} values.`);
	}
	for (const [prefix, count] of counts) {
		needed += count;
		const which = prefix === "none" ? "Without a key's id" : `A key that is not configured (id ${idOf(prefix)})`;
		console.log(`${which}: ${formatNumber(count)} values.`);
	}
	console.log(needed ? "Run npm run keys -- reseal." : "Nothing needs SEALING_OLD_KEYS: take them away.");
	return needed;
}

/** Returns a function that prints the progress of a column every five seconds. */
function progress(name: string): (share: number) => void {
	let last = Date.now();
	return (share) => {
		if (Date.now() - last < 5_000) return;
		last = Date.now();
		console.log(`${name}: ${Math.floor(share * 100)} %`);
	};
}

/** Makes the current key the one that the database was filled with, so that a process without it is refused. */
async function finish(count: number): Promise<void> {
	const [hash] = keyHashes("SEALING_KEY");
	await database().transaction(async (tx) => {
		await tx.execute(sql`update key_check set value = ${hash} where name = 'SEALING_KEY'`);
		await record(tx, operator("npm run keys").actor, "sealing-key.replaced", "SEALING_KEY", { values: count });
	});
}

/** Seals every value under the current key. Throws CommandError if another process does so already. */
async function reseal(pool: Pool, stopping: AbortSignal): Promise<void> {
	const lock = await pool.connect();
	try {
		const { rows } = await lock.query("select pg_try_advisory_lock($1) as free", [advisoryLocks.reseal]);
		if (!rows[0].free) throw new CommandError("Another npm run keys -- reseal is under way.");
		let total = 0;
		for (const column of await columnsOf(pool)) {
			const count = await resealColumn(pool, column, stopping, progress(column.name));
			if (stopping.aborted) throw new CommandError("Stopped. Run it again: it goes on where it is needed.");
			if (count) console.log(`${column.name}: ${formatNumber(count)} values sealed anew.`);
			total += count;
		}
		if ((await printStatus(pool)) === 0) await finish(total);
	} finally {
		lock.release(true);
	}
}

/** Prints a new pair of keys for notifications of browsers. */
function printNotificationKeys(): void {
	const pair = createECDH("prime256v1");
	console.log(`VAPID_PUBLIC_KEY=${pair.generateKeys().toString("base64url")}`);
	console.log(
		`VAPID_PRIVATE_KEY=${Buffer.from(pair.getPrivateKey("hex").padStart(64, "0"), "hex").toString("base64url")}`,
	);
}

await command("owner", async (args) => {
	const { positionals } = readArguments({ args, options: {}, allowPositionals: true }, usage);
	const [action] = positionals;
	if (positionals.length !== 1 || !["status", "reseal", "vapid"].includes(action ?? "")) throw new CommandError(usage);
	if (action === "vapid") return printNotificationKeys();
	const pool = database().$client;
	await checkKeys(pool);
	if (action === "status") return void (await printStatus(pool));
	const stopping = new AbortController();
	for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopping.abort());
	await reseal(pool, stopping.signal);
});
