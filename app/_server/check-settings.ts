import cluster from "node:cluster";
import { existsSync } from "node:fs";
import { checkStart } from "@/lib/commands/check-start";
import { refuseUnfitDatabase } from "@/lib/database";
import { exitOnEnvironmentError } from "@/lib/env";

/**
 * Reads the settings of the web process. Ends it with one sentence if one is missing or malformed, or if the database was filled
 * with other keys or is behind a pooler that keeps no sessions.
 */
export async function checkSettings(): Promise<void> {
	exitOnEnvironmentError(() => {
		if (existsSync(".env")) process.loadEnvFile(".env");
		const notices = checkStart("web");
		// Once, not by each of several processes.
		if (cluster.isPrimary) for (const notice of notices) console.warn(notice);
	});
	await refuseUnfitDatabase().catch((error: Error) => {
		console.error(error.message);
		process.exit(1);
	});
}
