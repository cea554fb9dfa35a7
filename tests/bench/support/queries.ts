import { readFileSync } from "node:fs";
import pg from "pg";
import { databaseLog } from "./site";

/**
 * How many statements the web sends to the database while `run` runs, transactions' own begin and commit among them.
 * PostgreSQL logs every statement meanwhile. In: the connection of its administrator.
 */
export async function queriesDuring(administrator: string, run: () => Promise<unknown>): Promise<number> {
	const client = new pg.Client({ connectionString: administrator });
	await client.connect();
	const logging = async (statements: "all" | "none") => {
		await client.query(`ALTER SYSTEM SET log_statement = '${statements}'`);
		await client.query("ALTER SYSTEM SET log_line_prefix = '%u '");
		await client.query("SELECT pg_reload_conf()");
		// The server's processes read it when their next statement arrives.
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
