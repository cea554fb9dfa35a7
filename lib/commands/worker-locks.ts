import pg from "pg";
import { advisoryLocks, databaseUrl } from "../database";
import { log } from "../log";

/**
 * Tells live workers from killed ones. Each worker holds an advisory lock on its id over one session, which PostgreSQL ends with
 * the process. `lost` is called when the session ends before `close`.
 */
export async function openWorkerLocks(lost: () => void) {
	const session = new pg.Client({
		connectionString: databaseUrl("worker"),
		application_name: "member-self-check-locks",
	});
	session.on("error", lost);
	session.on("end", lost);
	await session.connect();
	// A machine that loses its power closes no connection: PostgreSQL finds out within half a minute.
	await session.query("set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3");
	// One statement at a time.
	let last: Promise<unknown> = Promise.resolve();
	const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[]) => {
		const result = last.then(() => session.query<Row>(text, values));
		last = result.catch(() => {});
		return result;
	};
	return {
		/** A plugin of graphile-worker: a worker locks its id before it takes its first job. */
		plugin: {
			name: "worker-locks",
			version: "1.0.0",
			worker: {
				hooks: {
					async startWorker(_: unknown, { worker }: { worker: { workerId: string } }) {
						await query("select pg_advisory_lock_shared($1, hashtext($2))", [advisoryLocks.worker, worker.workerId]);
					},
				},
			},
		},
		/** Frees the jobs of workers that hold no lock. The queue itself would keep them for four hours. */
		async freeAbandonedJobs(): Promise<void> {
			const { rows } = await query<{ worker: string }>(
				`select locked_by as worker from graphile_worker.jobs where locked_by is not null and not exists (
					select from pg_locks where locktype = 'advisory' and classid = $1 and objid = hashtext(locked_by)::oid and objsubid = 2
						and database = (select oid from pg_database where datname = current_database()))`,
				[advisoryLocks.worker],
			);
			if (!rows.length) return;
			await query("select graphile_worker.force_unlock_workers($1)", [rows.map(({ worker }) => worker)]);
			log.warn({ event: "worker.jobs-freed", count: rows.length });
		},
		async close(): Promise<void> {
			session.off("end", lost);
			await session.end();
		},
	};
}
