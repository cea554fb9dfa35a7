// Rewrites the table migration in place from db/schema, which is allowed until the first deployment. Hand-written migrations
// keep their order after it. Run by `npm run db:tables`.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const folder = new URL("./migrations/", import.meta.url);
const journal = new URL("meta/_journal.json", folder);
rmSync(new URL("meta", folder), { recursive: true, force: true });
rmSync(new URL("0000_tables.sql", folder), { force: true });
execFileSync("npx", ["drizzle-kit", "generate", "--name", "tables"], { stdio: "inherit" });

const entries = JSON.parse(readFileSync(journal, "utf8"));
const [tables] = entries.entries;
// A fixed time, so that every run writes the same file. Drizzle applies migrations in the order of their times.
const start = Date.UTC(2026, 10, 1);
entries.entries = readdirSync(folder)
	.filter((name) => name.endsWith(".sql"))
	.sort()
	.map((name, idx) => ({ ...tables, idx, when: start + idx, tag: name.replace(/\.sql$/, "") }));
writeFileSync(journal, `${JSON.stringify(entries, null, 2)}\n`);
