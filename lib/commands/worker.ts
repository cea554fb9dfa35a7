// npm run worker: sends mail and imports datasets as the queue asks. Several may run beside each other.
import { setTimeout as wait } from "node:timers/promises";
import { Logger, type Runner, run } from "graphile-worker";
import pg from "pg";
import { databaseUrl } from "../database";
import { errorCode, log } from "../log";
import { command } from "./command";
import { tasks, timetable } from "./tasks";

const concurrency = 4;

/** Takes jobs from the queue until it is stopped or loses the database in the middle of a job. */
async function work(pool: pg.Pool, stopping: AbortSignal): Promise<void> {
	const runner: Runner = await run({
		pgPool: pool,
		taskList: tasks,
		crontab: timetable,
		concurrency,
		noHandleSignals: true,
		// The queue's own lines quote errors; ours below name only codes.
		logger: new Logger(() => () => {}),
	});
	const stop = () => void runner.stop().catch(() => {});
	runner.events.on("job:error", ({ job, error }) => {
		const code = error instanceof Error ? error.message.slice(0, 40) : "unknown";
		log.error({ event: "task.failed", task: job.task_identifier, id: job.id, count: job.attempts, code });
	});
	// One of the runner's workers that cannot give its job back, as the database is away, is gone for good: all begin anew.
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
		// Where the database is away, the worker waits for it.
		await wait(1_000, undefined, { signal: stopping.signal }).catch(() => {});
	}
	await pool.end();
	log.info({ event: "worker.stopped" });
});
