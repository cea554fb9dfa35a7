import pg from "pg";
import { afterAll, afterEach } from "vitest";
import { seal } from "@/lib/crypto/seal";
import { type Database, type DatabaseRole, database, setDatabaseRole } from "@/lib/database";

const variables = { owner: "DATABASE_URL", web: "DATABASE_URL_WEB", worker: "DATABASE_URL_WORKER" } as const;

/**
 * Returns a pool that connects to the test file's database as one of the three roles. Closes it after the file. A connection that a
 * failed test has not given back is cut after the test, since its transaction would hold up the tests that follow.
 */
export function connectAs(role: keyof typeof variables): pg.Pool {
	const pool = new pg.Pool({ connectionString: process.env[variables[role]], max: 4 });
	pool.on("error", () => {});
	const held = new Set<pg.PoolClient>();
	pool.on("acquire", (client) => held.add(client));
	pool.on("release", (_, client) => held.delete(client));
	afterEach(() => {
		for (const client of held) client.release(true);
	});
	afterAll(() => pool.end());
	return pool;
}

/** Runs statements in one transaction of a connection of its own, which is rolled back if one fails. */
export async function inTransaction(pool: pg.Pool, run: (client: pg.PoolClient) => Promise<unknown>): Promise<void> {
	const client = await pool.connect();
	try {
		await client.query("begin");
		await run(client);
		await client.query("commit");
	} catch (error) {
		await client.query("rollback");
		throw error;
	} finally {
		client.release();
	}
}

/** Runs a part of a test with another database role, as another process of the site would. Each role keeps its connections. */
export async function asRole<T>(role: DatabaseRole, run: () => Promise<T>): Promise<T> {
	const before = setDatabaseRole(role);
	try {
		return await run();
	} finally {
		setDatabaseRole(before);
	}
}

/** Returns the database as a role has it. What is under way beside it keeps its own role. */
export function databaseAs(role: DatabaseRole): Database {
	const before = setDatabaseRole(role);
	try {
		return database();
	} finally {
		setDatabaseRole(before);
	}
}

/** Inserts a member of staff with a session, for tests that mint their authority. */
export async function staffRow(owner: pg.Pool, id: string, name: string, role: string): Promise<void> {
	await owner.query(
		"insert into staff_member (id, display_name, email_fingerprint, email_sealed, roles) values ($1, $2, sha256($1::text::bytea), $3, array[$4])",
		[id, name, seal("address", `${id}@example.org`), role],
	);
	await owner.query(
		"insert into session (id, token_hash, staff_id, expires_at) values ('ses_' || $1, sha256($1::text::bytea), $1, now() + interval '1 day')",
		[id],
	);
}
