// npm run worker: sends mail and imports datasets as the queue asks. Several may run beside each other.
import { Logger, run } from "graphile-worker";
import pg from "pg";
import { databaseUrl } from "../database";
import { log } from "../log";
import { command } from "./command";
import { tasks, timetable } from "./tasks";

const concurrency = 4;

await command("worker", async () => {
	const pool = new pg.Pool({
		connectionString: databaseUrl("worker"),
		max: concurrency + 2,
		application_name: "member-self-check-queue",
	});
	pool.on("error", () => {});
	const runner = await run({
		pgPool: pool,
		taskList: tasks,
		crontab: timetable,
		concurrency,
		noHandleSignals: true,
		// The queue's own lines quote errors; ours below name only codes.
		logger: new Logger(() => () => {}),
	});
	runner.events.on("job:error", ({ job, error }) => {
		const code = error instanceof Error ? error.message.slice(0, 40) : "unknown";
		log.error({ event: "task.failed", task: job.task_identifier, id: job.id, count: job.attempts, code });
	});
	const stop = () => {
		log.info({ event: "worker.stopping" });
		runner.stop().catch(() => {});
	};
	for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stop);
	log.info({ event: "worker.started" });
	await runner.promise;
	await pool.end();
	log.info({ event: "worker.stopped" });
});
