import type { PoolClient } from "pg";
import { database } from "../../database";

/**
 * Runs an import's work on two connections without a statement timeout. Returns them to the pool without a lock. Closes them
 * if the work throws: one may still be in a COPY and hold the import lock.
 */
export async function withTwoConnections<T>(work: (first: PoolClient, second: PoolClient) => Promise<T>): Promise<T> {
	const clients: PoolClient[] = [];
	let failed = true;
	try {
		const result = await work(await connect(clients), await connect(clients));
		failed = false;
		return result;
	} finally {
		for (const client of clients) {
			if (!failed)
				await client.query("SELECT pg_advisory_unlock_all(); RESET statement_timeout; RESET work_mem").catch(ignore);
			client.off("error", ignore);
			client.release(failed);
		}
	}
}

async function connect(clients: PoolClient[]): Promise<PoolClient> {
	const client = await database().$client.connect();
	client.on("error", ignore);
	clients.push(client);
	// A million records are compared in memory. The default writes them to temporary files several times over.
	await client.query("SET statement_timeout = 0; SET work_mem = '64MB'");
	return client;
}

function ignore(): void {}
