// npm run worker: sends mail and imports datasets as the queue asks. Several may run beside each other.
import { setTimeout as wait } from "node:timers/promises";
import { Logger, type Runner, run } from "graphile-worker";
import pg from "pg";
import { databaseUrl } from "../database";
import { errorCode, log } from "../log";
import { command } from "./command";
import { tasks, timetable } from "./tasks";

const concurrency = 4;

/** Runs jobs of the queue until `stopping` aborts, or until the database is lost during a job. */
async function work(pool: pg.Pool, stopping: AbortSignal): Promise<void> {
	const runner: Runner = await run({
		pgPool: pool,
		taskList: tasks,
		crontab: timetable,
		concurrency,
		noHandleSignals: true,
		// graphile-worker's own log lines quote errors; the ones below hold only codes.
		logger: new Logger(() => () => {}),
	});
	const stop = () => void runner.stop().catch(() => {});
	runner.events.on("job:error", ({ job, error }) => {
		const code = error instanceof Error ? error.message.slice(0, 40) : "unknown";
		log.error({ event: "task.failed", task: job.task_identifier, id: job.id, count: job.attempts, code });
	});
	// A worker that cannot release its job, because the database is lost, does not recover: the runner is restarted.
	runner.events.on("worker:fatalError", stop);
	stopping.addEventListener("abort", stop, { once: true });
	log.info({ event: "worker.started" });
	await runner.promise.finally(() => stopping.removeEventListener("abort", stop));
}

await command("worker", async () => {
	const pool = new pg.Pool({
		connectionString: databaseUrl("worker"),
		max: concurrency + 2,
		application_name: "member-self-check-queue",
	});
	pool.on("error", () => {});
	const stopping = new AbortController();
	for (const signal of ["SIGTERM", "SIGINT"] as const)
		process.once(signal, () => {
			log.info({ event: "worker.stopping" });
			stopping.abort();
		});
	while (!stopping.signal.aborted) {
		await work(pool, stopping.signal).catch((error) => log.error({ event: "worker.lost", code: errorCode(error) }));
		// Waits before the next attempt if the database is lost.
		await wait(1_000, undefined, { signal: stopping.signal }).catch(() => {});
	}
	await pool.end();
	log.info({ event: "worker.stopped" });
});
