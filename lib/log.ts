import pino from "pino";
import { env } from "./env";

/** What a log line may carry. Nothing typed in by a person, no address, no code, no token, no URL query: add a field here only if that holds. */
export type LogFields = {
	event: string;
	id?: string;
	task?: string;
	route?: string;
	method?: string;
	status?: number;
	count?: number;
	rows?: number;
	milliseconds?: number;
	code?: string;
	digest?: string;
	/** A place in the program: file and line. */
	at?: string;
};

const allowed = new Set<string>([
	"event",
	"id",
	"task",
	"route",
	"method",
	"status",
	"count",
	"rows",
	"milliseconds",
	"code",
	"digest",
	"at",
]);

let made: pino.Logger | undefined;

/** Made on first use, so that a build without an environment can import this file. */
function writer(): pino.Logger {
	made ??= pino({
		level: env().LOG_LEVEL,
		base: undefined,
		timestamp: pino.stdTimeFunctions.isoTime,
		formatters: {
			level: (label) => ({ level: label }),
			log: (fields) => Object.fromEntries(Object.entries(fields).filter(([name]) => allowed.has(name))),
		},
	});
	return made;
}

/** Writes one line of JSON. Fields outside the allow-list are dropped, whatever a caller's types say. */
export const log = {
	info: (fields: LogFields) => writer().info(fields),
	warn: (fields: LogFields) => writer().warn(fields),
	error: (fields: LogFields) => writer().error(fields),
};

/** The code or name of a thrown thing or of what caused it, never its message: messages of drivers quote values. */
export function errorCode(error: unknown): string {
	if (!(error instanceof Error)) return typeof error;
	if ("code" in error && error.code) return String(error.code);
	return error.cause instanceof Error ? errorCode(error.cause) : error.name;
}
