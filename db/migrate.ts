import path from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import { Logger, runMigrations as migrateQueue } from "graphile-worker";
import pg from "pg";
import { advisoryLocks } from "./advisory-locks";

/**
 * Grants the worker's role access to the queue. The queue's tables have row-level security without a policy, so only their owner
 * sees rows. The web's role gets no grant, because it adds jobs only through enqueue_job().
 */
const openQueueToWorker = `
	GRANT USAGE ON SCHEMA graphile_worker TO selfcheck_worker;
	GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO selfcheck_worker;
	GRANT USAGE ON ALL SEQUENCES IN SCHEMA graphile_worker TO selfcheck_worker;
	GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO selfcheck_worker;
	REVOKE ALL ON ALL FUNCTIONS IN SCHEMA graphile_worker FROM PUBLIC;
	DO $$
	DECLARE guarded regclass;
	BEGIN
		FOR guarded IN SELECT c.oid FROM pg_class c
			WHERE c.relnamespace = 'graphile_worker'::regnamespace AND c.relrowsecurity
				AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'selfcheck_worker')
		LOOP
			EXECUTE format('CREATE POLICY selfcheck_worker ON %s TO selfcheck_worker USING (true) WITH CHECK (true)', guarded);
		END LOOP;
	END $$;
`;

const migrationsFolder = path.resolve("db", "migrations");

/** Returns the hashes by which a database records the migrations that were applied. */
export function migrationHashes(): Set<string> {
	return new Set(readMigrationFiles({ migrationsFolder }).map(({ hash }) => hash));
}

const quiet = new Logger(() => () => {});

/** The oldest PostgreSQL that the migrations are written for, in the server's numbers. */
const oldestServer = 160_000;

/** Thrown if a database cannot be migrated as it is. The message is one sentence that says what to do. */
export class MigrationRefusal extends Error {
	override name = "MigrationRefusal";
}

/** Throws MigrationRefusal if PostgreSQL is older than 16. */
async function refuseOldServer(client: Pick<pg.ClientBase, "query">): Promise<void> {
	const { rows } = await client.query<{ number: number; name: string }>(
		"select current_setting('server_version_num')::int as number, current_setting('server_version') as name",
	);
	const [server] = rows;
	if (server && server.number < oldestServer)
		throw new MigrationRefusal(
			`This is PostgreSQL ${server.name.split(" ")[0]}, and 16 or newer is needed; nothing was changed.`,
		);
}

/** Returns the sentence that a migration raised itself (PostgreSQL's code P0001) as a refusal; any other error as it is. */
function refusalOf(error: unknown): unknown {
	const cause = error instanceof Error && error.cause ? error.cause : error;
	return (cause as { code?: unknown }).code === "P0001" ? new MigrationRefusal((cause as Error).message) : error;
}

/** Whose sign-in an OpenID Connect provider may vouch for. */
export type Audiences = readonly ("member" | "staff")[];

/**
 * Migrates a database to the newest schema: first the queue's, then ours. Safe to run twice or concurrently, because an advisory
 * lock makes the second run wait. In: the owner's URL, and for whom a provider is configured. Throws PostgreSQL's error, or
 * MigrationRefusal before anything is changed.
 */
export async function migrate(url: string, providers: Audiences): Promise<void> {
	const pool = new pg.Pool({ connectionString: url, max: 3 });
	// graphile-worker requires a listener. Without one, also on each connection in use, a lost server ends the process without a sentence.
	pool.on("error", () => {});
	pool.on("connect", (client) => client.on("error", () => {}));
	const lock = await pool.connect();
	try {
		await refuseOldServer(lock);
		await lock.query("select pg_advisory_lock($1)", [advisoryLocks.migration]);
		await migrateQueue({ pgPool: pool, logger: quiet });
		await applyMigrations(drizzle(pool), { migrationsFolder });
		await lock.query(openQueueToWorker);
		await lock.query("delete from sign_in_provider where audience <> all($1::text[])", [providers]);
		await lock.query("insert into sign_in_provider select unnest($1::text[]) on conflict do nothing", [providers]);
	} catch (error) {
		throw refusalOf(error);
	} finally {
		await lock.query("select pg_advisory_unlock($1)", [advisoryLocks.migration]).catch(() => {});
		lock.release();
		await pool.end();
	}
}
