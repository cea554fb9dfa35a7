import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import { runMigrations as migrateQueue } from "graphile-worker";
import pg from "pg";

/**
 * Brings a database to the newest schema: the queue's own first, then ours. Safe to run twice and from two places at once
 * (an advisory lock makes the second wait). In: the owner's URL. Throws what PostgreSQL says.
 */
export async function migrate(url: string): Promise<void> {
	const pool = new pg.Pool({ connectionString: url, max: 3 });
	const lock = await pool.connect();
	try {
		await lock.query("select pg_advisory_lock(712021)");
		await migrateQueue({ pgPool: pool });
		await applyMigrations(drizzle(pool), { migrationsFolder: new URL("./migrations", import.meta.url).pathname });
	} finally {
		await lock.query("select pg_advisory_unlock(712021)").catch(() => {});
		lock.release();
		await pool.end();
	}
}
