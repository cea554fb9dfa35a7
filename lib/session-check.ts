import { randomUUID } from "node:crypto";
import pg from "pg";

/** Thrown if this process must not use the database. The message is one sentence for whoever started it. */
export abstract class UnfitDatabaseError extends Error {
	abstract readonly code: string;
	/** The variable to change. */
	abstract readonly variable: string;
}

/** Thrown if a pooler gives each transaction another session. Prepared statements, locks and settings of a session would be lost. */
class SessionsNotKeptError extends UnfitDatabaseError {
	override name = "SessionsNotKeptError";
	code = "sessions-not-kept";
	constructor(readonly variable: string) {
		super(
			`${variable} leads through a pooler that gives each transaction another session: set its mode to session (PgBouncer: pool_mode = session), or connect to PostgreSQL itself.`,
		);
	}
}

/** Sets a mark in the session that answers, or reads it. */
const setMark = "select set_config('selfcheck.mark', $1, false)";
const readMark = "select coalesce(current_setting('selfcheck.mark', true), '') as mark";

/**
 * Throws SessionsNotKeptError if two connections share a session, as behind a pooler that pools transactions. Asks only where a
 * pooler is: there the process id that the connection was greeted with is not that of the session.
 */
export async function checkSession(client: pg.ClientBase, url: string, variable: string): Promise<void> {
	const { processID } = client as unknown as { processID: number };
	const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
	if (rows[0]?.pid === processID) return;
	const other = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
	other.on("error", () => {});
	await other.connect();
	try {
		// A busy pooler may hand the session to somebody else meanwhile.
		for (let tries = 0; tries < 5; tries++) {
			const mark = randomUUID();
			await client.query(setMark, [mark]);
			const seen = await other.query(readMark);
			const own = await client.query(readMark);
			if (seen.rows[0].mark === mark || own.rows[0].mark !== mark) throw new SessionsNotKeptError(variable);
		}
	} finally {
		await other.end();
	}
}
