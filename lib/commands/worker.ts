// npm run worker: sends mail and imports datasets as the queue asks. Several may run beside each other.
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { Logger, type Runner, run } from "graphile-worker";
import pg from "pg";
import { noteSecondsApart, secondsApart } from "../clock-difference";
import { databaseUrl } from "../database";
import { keyHashes } from "../key-check";
import { errorCode, log } from "../log";
import { expectCode, jobBegan } from "../mail";
import { command } from "./command";
import { lateWork } from "./late-work";
import { lanes } from "./tasks";
import { openWorkerLocks } from "./worker-locks";

const freeJobsEvery = 20_000;
/** /readyz says no when no worker has reported for a minute. */
const reportEvery = 15_000;

/** Starts the workers of one lane. Calls `lost` if one cannot release its job, because the database is lost: it does not recover. */
async function startLane(lane: (typeof lanes)[number], pool: pg.Pool, plugin: GraphileConfig.Plugin, lost: () => void) {
	const runner = await run({
		...lane,
		pgPool: pool,
		// Tasks that can be ended in the middle, such as waves of messages, learn at once that the worker stops.
		preset: { plugins: [plugin], worker: { gracefulShutdownAbortTimeout: 0 } },
		noHandleSignals: true,
		// graphile-worker's own log lines quote errors; the ones below hold only codes.
		logger: new Logger(() => () => {}),
	});
	runner.events.on("job:error", ({ job, error }) => {
		const code = error instanceof Error ? error.message.slice(0, 40) : "unknown";
		log.error({ event: "task.failed", task: job.task_identifier, id: job.id, count: job.attempts, code });
	});
	runner.events.on("pool:listen:notification", expectCode);
	runner.events.on("job:start", jobBegan);
	runner.events.on("worker:fatalError", lost);
	runner.events.on("stop", lost);
	return runner;
}

/** Runs jobs of the queue until `stopping` aborts or the database is lost. */
async function work(pool: pg.Pool, bringForward: () => Promise<void>, stopping: AbortSignal): Promise<void> {
	const losing = new AbortController();
	const lost = () => losing.abort();
	const ending = AbortSignal.any([stopping, losing.signal]);
	const locks = await openWorkerLocks(lost);
	const freeJobs = () => void Promise.allSettled([locks.freeAbandonedJobs(), bringForward()]);
	const report = async () => {
		const before = Date.now();
		const { rows } = await pool.query(
			"select report_worker($1), extract(epoch from clock_timestamp())::float8 * 1000 as at",
			[keyHashes("SEALING_KEY")[0]],
		);
		noteSecondsApart("worker", secondsApart(rows[0].at, before, Date.now()));
	};
	const reportAgain = () => void report().catch(() => {});
	const timers = [setInterval(freeJobs, freeJobsEvery), setInterval(reportAgain, reportEvery)];
	const runners: Runner[] = [];
	try {
		await locks.freeAbandonedJobs();
		await bringForward();
		for (const lane of lanes) runners.push(await startLane(lane, pool, locks.plugin, lost));
		reportAgain();
		log.info({ event: "worker.started" });
		if (!ending.aborted) await once(ending, "abort");
	} finally {
		await Promise.allSettled(runners.map((runner) => runner.stop()));
		for (const timer of timers) clearInterval(timer);
		await locks.close().catch(() => {});
	}
}

await command("worker", async () => {
	const pool = new pg.Pool({
		connectionString: databaseUrl("worker"),
		max: 12,
		application_name: "member-self-check-queue",
	});
	pool.on("error", () => {});
	// A lost connection that is in use ends what uses it, and not the process. The queue listens too, but only to those of its own time.
	pool.on("connect", (client) => client.on("error", () => {}));
	const bringForward = lateWork(pool);
	const stopping = new AbortController();
	for (const signal of ["SIGTERM", "SIGINT"] as const)
		process.once(signal, () => {
			log.info({ event: "worker.stopping" });
			stopping.abort();
		});
	while (!stopping.signal.aborted) {
		await work(pool, bringForward, stopping.signal).catch((error) =>
			log.error({ event: "worker.lost", code: errorCode(error) }),
		);
		// Waits before the next attempt if the database is lost.
		await wait(1_000, undefined, { signal: stopping.signal }).catch(() => {});
	}
	await pool.end();
	log.info({ event: "worker.stopped" });
});
