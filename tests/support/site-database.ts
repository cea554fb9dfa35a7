// The database of the browser tests' site, as its administrator, for faults that a visitor cannot cause.
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
