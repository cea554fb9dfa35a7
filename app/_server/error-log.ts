import { errorCode, log } from "@/lib/log";

/** Where an error was thrown, without its message: "at check (lib/exposure/check.ts:40:3)". */
function placeOf(error: Error): string | undefined {
	return error.stack
		?.split("\n")
		.find((line) => /^\s+at /.test(line))
		?.trim()
		.slice(0, 200);
}

/** Logs an error's code and place. Its message is left out: messages of the database's driver quote the values of a query. */
export function logError(error: unknown): void {
	const digest = (error as { digest?: unknown } | null | undefined)?.digest;
	log.error({
		event: "web.error",
		code: error instanceof Error ? errorCode(error) : "unknown",
		...(typeof digest === "string" ? { digest } : {}),
		...(error instanceof Error ? { at: placeOf(error) ?? "" } : {}),
	});
}

/**
 * Logs what nobody catches, and lets the process go on: one request must not end everybody's. Takes the place of the
 * listeners that Next adds when it is prepared, which print messages.
 */
export function logUncaughtErrors(): void {
	for (const event of ["uncaughtException", "unhandledRejection"] as const) {
		process.removeAllListeners(event);
		process.on(event, logError);
	}
}
