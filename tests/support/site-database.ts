/** The database of the site the browser tests visit, as its administrator: to break what a visitor cannot break. */
import path from "node:path";
import pg from "pg";
import { startCluster, superuser } from "@/db/embedded/cluster";

/** Runs one statement. Finds the running cluster by its folder. */
export async function inSiteDatabase(statement: string, values: unknown[] = []): Promise<pg.QueryResult> {
	const cluster = await startCluster(path.resolve(".data", "e2e", "postgres"), { throwaway: true });
	const client = new pg.Client({ connectionString: cluster.url(superuser, "selfcheck") });
	await client.connect();
	return client.query(statement, values).finally(() => client.end());
}
