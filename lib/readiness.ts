import { noteSecondsApart, secondsApart } from "./clock-difference";
import { databaseAnswers, probe, schemaVersion } from "./database";
import { log } from "./log";

/** Why a process should get no requests. */
type Unready =
	| "database-away"
	| "database-only-reads"
	| "schema-older"
	| "schema-newer"
	| "schema-unknown"
	| "worker-silent";

type State = { reads: boolean; version: string; heard: boolean | null; at: number };
const question = `select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean as reads, schema_version() as version,
	(select reported_at > now() - interval '1 minute' from worker_report) as heard, extract(epoch from clock_timestamp())::float8 * 1000 as at`;

/** PostgreSQL's codes for a function or table that is not there. */
const absent = new Set(["42883", "42P01"]);

/** Asks the database. Returns the first reason, or undefined if the process is ready. */
async function findReason(): Promise<Unready | undefined> {
	if (!(await databaseAnswers())) return "database-away";
	try {
		const before = Date.now();
		const [state] = await probe<State>(question);
		if (!state) return "schema-unknown";
		// No reason to take no requests: all times are compared by the database's clock.
		noteSecondsApart("web", secondsApart(state.at, before, Date.now()));
		if (state.reads) return "database-only-reads";
		const version = Number(state.version);
		if (version !== schemaVersion) return version < schemaVersion ? "schema-older" : "schema-newer";
		return state.heard ? undefined : "worker-silent";
	} catch (error) {
		const { code } = error as { code?: string };
		if (absent.has(code ?? "")) return "schema-older";
		return code === "42501" ? "schema-unknown" : "database-away";
	}
}

/** Shared through the global symbol registry, because Next's bundle and that of the web process have a copy of this module each. */
const key = Symbol.for("member-self-check.unready");
const shared = globalThis as { [key]?: { reason: Unready | undefined } };

/** Returns the reason that was found last, without asking the database. */
export function lastUnreadyReason(): Unready | undefined {
	return shared[key]?.reason;
}

type WorkerReport = {
	/** How long ago the worker reported, in seconds. */
	age: number;
	figures: {
		jobs: { task: string; waiting: number; oldest: number }[];
		mails: Record<string, number>;
		versions: Record<string, number>;
		/** How many seconds ago sealed values should have been read or wiped, by what they are. */
		sealing?: Record<string, number>;
	};
	/** For how many seconds values under an earlier sealing key have waited to be sealed anew. */
	oldKey: number;
};

/** Returns what the worker reported last. Rejects while the database is away; undefined if none ever reported. */
export async function workerReport(): Promise<WorkerReport | undefined> {
	const [report] = await probe<WorkerReport>(
		`select extract(epoch from now() - reported_at)::float8 as age, figures,
			coalesce(extract(epoch from now() - (figures ->> 'oldKeySince')::timestamptz), 0)::float8 as "oldKey" from worker_report`,
	);
	return report;
}

/** Returns why the process is not ready, or undefined. Logs each change. The reason is for operators; strangers are told yes or no. */
export async function unreadyReason(): Promise<Unready | undefined> {
	const reason = await findReason();
	if (shared[key]?.reason !== reason) {
		if (reason) log.warn({ event: "web.not-ready", code: reason });
		else log.info({ event: "web.ready" });
	}
	shared[key] = { reason };
	return reason;
}
