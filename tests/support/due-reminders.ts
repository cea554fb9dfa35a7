// Makes some reminders due in the browser tests' database and starts the worker's task.
import path from "node:path";
import pg from "pg";
import { startCluster, superuser } from "@/db/embedded/cluster";

/** Makes all reminders of one channel and one language due. Throws if there are none. */
export async function letRemindersComeDue(channel: "email" | "post", locale: "en" | "cy"): Promise<void> {
	const folder = path.resolve(".data", "e2e", "postgres");
	const cluster = await startCluster(folder, { throwaway: true }); // goes on with the running one
	const client = new pg.Client({ connectionString: cluster.url(superuser, "selfcheck") });
	await client.connect();
	try {
		const due = "update plan_reminder set due_at = now() where channel = $1 and locale = $2";
		const { rowCount } = await client.query(due, [channel, locale]);
		if (!rowCount) throw new Error("no such reminder is set");
		await client.query("select graphile_worker.add_job('send_reminders')");
	} finally {
		await client.end();
	}
}
