import { errorCode, log } from "@/lib/log";

/** Where an error was thrown, without its message: "at check (lib/exposure/check.ts:40:3)". */
function placeOf(error: Error): string | undefined {
	return error.stack
		?.split("\n")
		.find((line) => /^\s+at /.test(line))
		?.trim()
		.slice(0, 200);
}

/**
 * Has what Next and the libraries below it write about errors leave as lines of the log that name an error's code and
 * place. Messages stay out of it: those of the database's driver quote the values of a query.
 */
export function logErrorsWithoutMessages(): void {
	console.error = (...words: unknown[]) => {
		const error = words.find((word): word is Error => word instanceof Error);
		const digest = (error as { digest?: unknown } | undefined)?.digest;
		log.error({
			event: "web.error",
			code: error ? errorCode(error) : "unknown",
			...(typeof digest === "string" ? { digest } : {}),
			...(error ? { at: placeOf(error) ?? "" } : {}),
		});
	};
}
