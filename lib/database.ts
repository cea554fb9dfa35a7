import { sql } from "drizzle-orm";
import pg from "pg";
import { closeUsedFor, type Database, openDatabase, type Transaction } from "@/db/client";
import { env, missing } from "./env";
import { checkKeys } from "./key-check";
import { log } from "./log";
import { checkSession, UnfitDatabaseError } from "./session-check";

export { advisoryLocks } from "@/db/advisory-locks";
export type { Database, Transaction } from "@/db/client";
export * as tables from "@/db/schema";
export { schemaVersion } from "@/db/schema-version";

/** The database role this process connects as. */
export type DatabaseRole = "owner" | "web" | "worker";

let role: DatabaseRole = "web";
/** The open databases by role. A process of the site has one role, so one of them. */
const open = new Map<DatabaseRole, Database>();

/** The pools of this process, for /metrics. Shared through the global symbol registry: each bundle has a pool of its own. */
const poolsKey = Symbol.for("member-self-check.pools");
const shared = globalThis as { [poolsKey]?: Set<pg.Pool> };

/** Returns how many connections are used by requests, how many are free, and how many requests wait for one. */
export function connectionCounts(): { busy: number; idle: number; waiting: number } {
	const sum = { busy: 0, idle: 0, waiting: 0 };
	for (const pool of shared[poolsKey] ?? []) {
		sum.busy += pool.totalCount - pool.idleCount;
		sum.idle += pool.idleCount;
		sum.waiting += pool.waitingCount;
	}
	return sum;
}

/** Sets the database role of this process; the default is the web's. Worker and commands call it at start. Returns the previous role. */
export function setDatabaseRole(next: DatabaseRole): DatabaseRole {
	const before = role;
	role = next;
	return before;
}

/** The environment variable with the connection of each role. */
export const urlVariables = { owner: "DATABASE_URL", web: "DATABASE_URL_WEB", worker: "DATABASE_URL_WORKER" } as const;

/** Returns the connection URL of a role, or the owner's if the role has none. Throws EnvironmentError if neither is set. */
export function databaseUrl(of: DatabaseRole): string {
	const url = env()[urlVariables[of]] ?? env().DATABASE_URL;
	if (!url) throw missing(urlVariables[of]);
	return url;
}

/** Asks the database every two seconds. */
let watching: NodeJS.Timeout | undefined;

/** Whether a connection of this process was found to keep its session. */
let sessionsKept = false;

/** Throws UnfitDatabaseError if a new connection leads to a database with other keys, or through a pooler that keeps no sessions. */
async function checkConnection(client: pg.ClientBase, of: DatabaseRole): Promise<void> {
	if (!sessionsKept) await checkSession(client, databaseUrl(of), urlVariables[of]);
	sessionsKept = true;
	// The owner only creates tables and has no keys.
	if (of !== "owner") await checkKeys(client);
}

/** Returns the database of this process. Opens the pool on first use. Its queries throw UnfitDatabaseError if it must not be used. */
export function database(): Database {
	const own = role;
	const opened = open.get(own);
	if (opened) return opened;
	const made = openDatabase(databaseUrl(own), {
		...(own === "web" ? { statementTimeoutMs: 5_000 } : {}),
		onConnect: (client) => checkConnection(client, own),
	});
	open.set(own, made);
	// Requests of the web may wait for the database with nobody asking whether it answers.
	if (own === "web") watching ??= setInterval(databaseAnswers, 2_000).unref();
	shared[poolsKey] ??= new Set();
	shared[poolsKey].add(made.$client);
	return made;
}

/**
 * Runs a frequent statement as a prepared one, which PostgreSQL parses and plans once per connection. In a transaction it runs
 * unprepared. `text` must be the same at every call, with its values as $1, $2 …
 */
export async function namedQuery<Row extends Record<string, unknown>>(
	db: Database | Transaction,
	name: string,
	text: string,
	values: unknown[] = [],
): Promise<Row[]> {
	if ("$client" in db) return (await db.$client.query<Row>({ name, text, values })).rows;
	const parts = text.split(/\$(\d+)/).map((part, at) => (at % 2 ? sql`${values[Number(part) - 1]}` : sql.raw(part)));
	return (await db.execute<Row>(sql.join(parts))).rows;
}

/**
 * Throws UnfitDatabaseError if the database was filled with other keys than this process has, or sessions are not kept. Does nothing
 * while the database is away, because the first connection checks again.
 */
export async function refuseUnfitDatabase(): Promise<void> {
	await database()
		.$client.query("select 1")
		.catch((error) => {
			if (error instanceof UnfitDatabaseError) throw error;
		});
}

/** Closes the pools. Called at the end of commands and tests. */
export async function closeDatabase(): Promise<void> {
	clearInterval(watching);
	watching = undefined;
	const pools = [...open.values()].map(({ $client }) => $client);
	open.clear();
	for (const pool of pools) shared[poolsKey]?.delete(pool);
	await Promise.all(pools.map((pool) => pool.end()));
}

const lostCodes = /^(08|57P0|57014|53300|25006)|^E(CONN|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)/;
const lostMessages = /connection terminated|not queryable|timeout exceeded when trying to connect/i;

/**
 * Whether an error or its cause says that the database is unavailable: a connection refused or cut (PostgreSQL's classes 08
 * and 57P0, Node's codes, and pg's messages without a code), no free connection in time, a statement that took too long (57014), a
 * database that only reads, as after a failover (25006), or one that must not be used.
 */
export function isConnectionError(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	if (error instanceof UnfitDatabaseError) return true;
	const code = "code" in error ? String(error.code) : "";
	return lostCodes.test(code) || (code === "" && lostMessages.test(error.message)) || isConnectionError(error.cause);
}

let probing: pg.Pool | undefined;
/** How long a probe may take, in milliseconds. */
const probeMs = 700;

/**
 * Asks the database one question over a connection of its own, which requests cannot use up. Rejects after 700 ms, and with
 * UnfitDatabaseError if it must not be used.
 */
export async function probe<Row extends Record<string, unknown>>(text: string): Promise<Row[]> {
	if (!probing) {
		// Longer, so that the limit below ends a probe; these free its connection.
		const limits = { max: 1, connectionTimeoutMillis: 5 * probeMs, query_timeout: 5 * probeMs };
		probing = new pg.Pool({
			connectionString: databaseUrl("web"),
			...limits,
			onConnect: (client) => checkConnection(client, "web"),
		});
		probing.on("error", () => {});
		probing.on("connect", (client) => client.on("error", () => {}));
	}
	// After one more turn of the loop, in which a process that was busy meanwhile reads an answer that has come.
	const late = new Promise<never>((_, reject) => {
		const over = () => reject(new Error("probe timed out"));
		setTimeout(() => setImmediate(() => setImmediate(over)), probeMs).unref();
	});
	const answer = probing.query<Row>(text).then(({ rows }) => rows);
	answer.catch((error) => {
		if (error instanceof UnfitDatabaseError) log.error({ event: `database.${error.code}`, code: error.variable });
	});
	return Promise.race([answer, late]);
}

let ping: { at: number; answer: Promise<boolean> } | undefined;
/** Since when the database has not answered, in milliseconds of performance.now(). */
let silentSince: number | undefined;
/** How long statements wait for a database that does not answer, in milliseconds. */
const silenceMs = 5_000;

/** Remembers whether the database answered. Once it has been silent for five seconds, ends what has waited as long. */
function noteAnswer(answered: boolean): boolean {
	silentSince = answered ? undefined : (silentSince ?? performance.now());
	if (silentSince !== undefined && performance.now() - silentSince > silenceMs)
		for (const pool of shared[poolsKey] ?? []) closeUsedFor(pool, silenceMs);
	return answered;
}

/**
 * Whether the database answers within 700 ms and was filled with this process's keys. The result is reused for a quarter of a second.
 * After five seconds without an answer, statements that have waited as long fail as those of a lost connection.
 */
export function databaseAnswers(): Promise<boolean> {
	// Not of Date, whose clock may go back.
	const now = performance.now();
	if (!ping || now - ping.at > 250)
		ping = {
			at: now,
			answer: probe("select 1").then(
				() => noteAnswer(true),
				() => noteAnswer(false),
			),
		};
	return ping.answer;
}

/**
 * Returns the database's clock, which runs on in this process. For times that the database compares with its own: the clocks of two machines
 * may be hours apart.
 */
export async function databaseClock(): Promise<() => Date> {
	const { rows } = await database().execute<{ at: number }>(
		sql`select extract(epoch from clock_timestamp())::float8 * 1000 as at`,
	);
	const ahead = Number(rows[0]?.at) - performance.now();
	return () => new Date(performance.now() + ahead);
}
