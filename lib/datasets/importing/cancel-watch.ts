import { eq, sql } from "drizzle-orm";
import type { PoolClient } from "pg";
import { database, tables } from "../../database";
import { errorCode, log } from "../../log";

/** Thrown when staff cancelled the import. */
export class ImportCancelled extends Error {
	override name = "ImportCancelled";
}

const { datasetVersion } = tables;

/**
 * Runs the counting of an import, which can take minutes in one query. Cancels the clients' queries within a second once staff have
 * cancelled the import, so that nothing is kept when the page says so. Throws ImportCancelled then.
 */
export async function untilCancelled<T>(
	versionId: string,
	clients: readonly PoolClient[],
	work: () => Promise<T>,
): Promise<T> {
	const pids = await Promise.all(clients.map(backendOf));
	let cancelled = false;
	const watch = async () => {
		const [version] = await database()
			.select({ state: datasetVersion.state })
			.from(datasetVersion)
			.where(eq(datasetVersion.id, versionId));
		cancelled ||= version?.state !== "importing";
		if (cancelled) for (const pid of pids) await database().execute(sql`select pg_cancel_backend(${pid})`);
	};
	const timer = setInterval(
		() => watch().catch((error) => log.warn({ event: "import.not-watched", id: versionId, code: errorCode(error) })),
		500,
	);
	try {
		return await work();
	} catch (error) {
		throw cancelled ? new ImportCancelled() : error;
	} finally {
		clearInterval(timer);
	}
}

async function backendOf(client: PoolClient): Promise<number> {
	const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
	return rows[0]?.pid ?? 0;
}
