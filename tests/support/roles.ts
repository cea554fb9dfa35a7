import pg from "pg";
import { afterAll } from "vitest";

const variables = { owner: "DATABASE_URL", web: "DATABASE_URL_WEB", worker: "DATABASE_URL_WORKER" } as const;

/** A pool that speaks to the test file's database as one of the three roles; closed after the file. */
export function connectAs(role: keyof typeof variables): pg.Pool {
	const pool = new pg.Pool({ connectionString: process.env[variables[role]], max: 4 });
	pool.on("error", () => {});
	afterAll(() => pool.end());
	return pool;
}
