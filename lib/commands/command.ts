/**
 * What every command shares: settings from the environment or a file .env, one sentence if one is missing or malformed, the
 * database role, and the exit code.
 */
import { existsSync } from "node:fs";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { closeDatabase, type DatabaseRole, isConnectionError, refuseUnfitDatabase, setDatabaseRole } from "../database";
import { EnvironmentError } from "../env";
import { errorCode } from "../log";
import { UnfitDatabaseError } from "../session-check";
import { checkStart } from "./check-start";

/** Thrown by a command to end with one sentence for whoever typed it, and exit code 1. */
export class CommandError extends Error {
	override name = "CommandError";
}

/** Parses the command's arguments. Throws CommandError with the usage if one is unknown or lacks its value. */
export function readArguments<Config extends ParseArgsConfig>(config: Config, usage: string) {
	try {
		return parseArgs(config);
	} catch {
		throw new CommandError(usage);
	}
}

/** Returns the sentence printed for an error. An unforeseen error shows only its code, because messages of the database quote values. */
function sentenceFor(error: unknown): string {
	if ([EnvironmentError, CommandError, UnfitDatabaseError].some((kind) => error instanceof kind))
		return (error as Error).message;
	if (isConnectionError(error)) return `The database does not answer (${errorCode(error)}).`;
	return `Something went wrong that this command does not foresee (${errorCode(error)}); nothing more is said, since it could quote somebody's data.`;
}

/** Runs a command that asks no database and ends the process: 0 when it resolves, 1 with a sentence when it throws. */
export async function runWithoutDatabase(run: (args: string[]) => void | Promise<void>): Promise<never> {
	try {
		if (existsSync(".env")) process.loadEnvFile(".env");
		await run(process.argv.slice(2));
		process.exit(0);
	} catch (error) {
		console.error(sentenceFor(error));
		process.exit(1);
	}
}

/** Runs a command as a database role and ends the process: 0 when it resolves, 1 with a sentence when it throws. */
export async function command(role: DatabaseRole, run: (args: string[]) => Promise<void>): Promise<never> {
	setDatabaseRole(role);
	try {
		if (existsSync(".env")) process.loadEnvFile(".env");
		for (const notice of checkStart(role)) console.warn(notice);
		if (role !== "owner") await refuseUnfitDatabase();
		await run(process.argv.slice(2));
		await closeDatabase();
		process.exit(0);
	} catch (error) {
		console.error(sentenceFor(error));
		process.exit(1);
	}
}
