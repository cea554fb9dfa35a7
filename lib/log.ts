import pino from "pino";
import { env } from "./env";

/**
 * What a log line may carry, and how each field looks. Nothing typed in by a person, no address, no code, no token, no query
 * of a URL: add a field only if that holds. What does not look like its field is dropped, whatever a caller's types say.
 */
const shapes = {
	event: /^[a-z][a-z0-9.-]{0,60}$/,
	id: /^[\w-]{1,60}$/,
	task: /^\w{1,60}$/,
	route: /^\/[\w/[\]().-]{0,100}$/,
	method: /^[A-Z]{3,10}$/,
	status: "number",
	count: "number",
	rows: "number",
	milliseconds: "number",
	code: /^[\w .:;-]{1,60}$/,
	digest: /^[\w;.-]{1,80}$/,
	/** A place in the program: file and line. */
	at: /^at (?!.*\w@)[^?]{1,200}$/,
} as const satisfies Record<string, RegExp | "number">;

type Shapes = typeof shapes;
type LogFields = { event: string } & {
	[Name in Exclude<keyof Shapes, "event">]?: Shapes[Name] extends RegExp ? string : number;
};

let made: pino.Logger | undefined;

/** Made on first use, so that a build without an environment can import this file. */
function writer(): pino.Logger {
	made ??= pino({
		level: env().LOG_LEVEL,
		base: undefined,
		timestamp: pino.stdTimeFunctions.isoTime,
		formatters: { level: (label) => ({ level: label }) },
	});
	return made;
}

/** Plain fields that look as they should. A new object, so that the logger never meets an error or a text of a caller's. */
function allowed(fields: LogFields): Record<string, string | number> {
	const given = fields as Record<string, unknown>;
	return Object.fromEntries(
		Object.entries(shapes).flatMap(([name, shape]): [string, string | number][] => {
			const value = given[name];
			if (shape === "number") return typeof value === "number" ? [[name, value]] : [];
			return typeof value === "string" && shape.test(value) ? [[name, value]] : [];
		}),
	);
}

/** Writes one line of JSON. */
export const log = {
	info: (fields: LogFields) => writer().info(allowed(fields)),
	warn: (fields: LogFields) => writer().warn(allowed(fields)),
	error: (fields: LogFields) => writer().error(allowed(fields)),
};

/** The code or name of a thrown thing or of what caused it, never its message: messages of drivers quote values. */
export function errorCode(error: unknown): string {
	if (!(error instanceof Error)) return typeof error;
	if ("code" in error && error.code) return String(error.code);
	return error.cause instanceof Error ? errorCode(error.cause) : error.name;
}
