/**
 * What every command on the command line shares: settings from the environment or a file .env, one sentence where one is
 * missing or malformed, the right database role, and a proper end.
 */
import { existsSync } from "node:fs";
import { closeDatabase, type DatabaseRole, speakAs } from "../database";
import { EnvironmentError } from "../env";
import { checkStart } from "./check-start";

/** Thrown by a command to end with one sentence for whoever typed it, and exit code 1. */
export class CommandError extends Error {
	override name = "CommandError";
}

/** Runs a command as a database role and ends the process: 0 when it resolves, 1 with a sentence when it throws. */
export async function command(role: DatabaseRole, run: (words: string[]) => Promise<void>): Promise<never> {
	speakAs(role);
	try {
		if (existsSync(".env")) process.loadEnvFile(".env");
		for (const notice of checkStart(role)) console.warn(notice);
		await run(process.argv.slice(2));
		await closeDatabase();
		process.exit(0);
	} catch (error) {
		console.error(error instanceof EnvironmentError || error instanceof CommandError ? error.message : error);
		process.exit(1);
	}
}
