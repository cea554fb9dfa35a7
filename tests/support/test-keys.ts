/** Sets keys and settings for tests that need no database, as tests/support/test-database.ts does for the others. */
import { randomBytes } from "node:crypto";
import path from "node:path";

// Once in a process, because modules that several files share have read them.
for (const name of ["IDENTIFIER_KEY", "SEALING_KEY", "AUTH_SECRET", "CONFIRMATION_KEY"])
	process.env[name] ||= randomBytes(32).toString("base64");
Object.assign(process.env, {
	SITE_URL: "http://localhost:3000",
	ORGANISATION_FILE: path.resolve("db/demo/organisation.json"),
	LOG_LEVEL: "silent",
});
