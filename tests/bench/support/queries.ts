import { readFileSync } from "node:fs";
import pg from "pg";
import { databaseLog } from "./site";

/**
 * Counts the statements that the web sends to the database while `run` runs, begin and commit included, by logging every
 * statement of PostgreSQL. In: a connection of its administrator.
 */
export async function queriesDuring(administrator: string, run: () => Promise<unknown>): Promise<number> {
	const client = new pg.Client({ connectionString: administrator });
	await client.connect();
	const logging = async (statements: "all" | "none") => {
		await client.query(`ALTER SYSTEM SET log_statement = '${statements}'`);
		await client.query("ALTER SYSTEM SET log_line_prefix = '%u '");
		await client.query("SELECT pg_reload_conf()");
		// Server processes apply the setting at their next statement.
		for (let settled = false; !settled; ) {
			const { rows } = await client.query("SHOW log_statement");
			settled = rows[0]?.log_statement === statements;
		}
	};
	try {
		await logging("all");
		const before = statementsOfWeb();
		await run();
		return statementsOfWeb() - before;
	} finally {
		await logging("none");
		await client.end();
	}
}

function statementsOfWeb(): number {
	return readFileSync(databaseLog, "utf8")
		.split("\n")
		.filter((line) => /^web LOG: {2}(statement|execute)/.test(line)).length;
}
