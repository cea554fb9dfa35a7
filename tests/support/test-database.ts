/**
 * Runs before a test file imports anything of lib. Copies a database for the file from the migrated template and sets the
 * environment to it. Drops the database after the file.
 */
import path from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";

const administrator = inject("administrator");
const template = inject("template");
/** One name for all files of a process, because modules that they share have read it. */
export const databaseName = `test_${process.pid}`;

async function administer(statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: administrator });
	await client.connect();
	await client.query(statement).finally(() => client.end());
}

const own = (url: string) => url.replace(/[^/]+$/, databaseName);
await administer(`CREATE DATABASE ${databaseName} TEMPLATE template_site OWNER owner STRATEGY FILE_COPY`);
Object.assign(process.env, {
	DATABASE_URL: own(template.owner),
	DATABASE_URL_WEB: own(template.web),
	DATABASE_URL_WORKER: own(template.worker),
	...inject("keys"),
	SITE_URL: "http://localhost:3000",
	ORGANISATION_FILE: path.resolve("db/demo/organisation.json"),
	SMTP_URL: "smtp://127.0.0.1:1",
	STAFF_SIGN_IN_BY_CODE: "yes",
	LOG_LEVEL: "silent",
});

afterAll(async () => {
	const { closeDatabase, setDatabaseRole } = await import("@/lib/database");
	await closeDatabase();
	setDatabaseRole("web");
	await administer(`DROP DATABASE ${databaseName} WITH (FORCE)`);
});
