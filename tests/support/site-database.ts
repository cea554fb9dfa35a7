// The database of the tested site (tests/support/site-folder.ts), as its administrator, for faults that a visitor cannot cause.
import path from "node:path";
import pg from "pg";
import { startCluster, superuser } from "@/db/embedded/cluster";
import { siteFolder } from "./site-folder";

/** Opens a connection, which its caller ends. Finds the running cluster by its folder. */
export async function connectToSiteDatabase(): Promise<pg.Client> {
	const cluster = await startCluster(path.join(siteFolder(), "postgres"), { throwaway: true });
	const client = new pg.Client({ connectionString: cluster.url(superuser, "selfcheck") });
	await client.connect();
	return client;
}

/** Runs one statement. */
export async function inSiteDatabase(statement: string, values: unknown[] = []): Promise<pg.QueryResult> {
	const client = await connectToSiteDatabase();
	return client.query(statement, values).finally(() => client.end());
}
