import pino from "pino";
import { env } from "./env";
import { requestId } from "./request-id";

/**
 * The fields of a log line and their patterns. A field must never hold text that a person typed, an address, a code, a token or
 * the query of a URL. A value that does not match its pattern is dropped, whatever the caller's types say.
 */
const shapes = {
	event: /^[a-z][a-z0-9.-]{0,60}$/,
	id: /^[\w-]{1,60}$/,
	/** The request that a line belongs to, added by the logger. */
	request: /^[\w-]{8,64}$/,
	task: /^\w{1,60}$/,
	route: /^\/[\w/[\]().-]{0,100}$/,
	method: /^[A-Z]{3,10}$/,
	status: "number",
	count: "number",
	rows: "number",
	seconds: "number",
	milliseconds: "number",
	code: /^[\w .:;-]{1,60}$/,
	digest: /^[\w;.-]{1,80}$/,
	/** A source position: file and line. */
	at: /^at (?!.*\w@)[^?]{1,200}$/,
} as const satisfies Record<string, RegExp | "number">;

type Shapes = typeof shapes;
type LogFields = { event: string } & {
	[Name in Exclude<keyof Shapes, "event" | "request">]?: Shapes[Name] extends RegExp ? string : number;
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

/** Returns a new object with the fields that match their patterns, so the logger never gets the caller's errors or texts. */
function allowed(fields: LogFields): Record<string, string | number> {
	const given: Record<string, unknown> = { ...fields, request: requestId() };
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

/** Returns the code or name of an error or of its cause. Never its message, because messages of drivers quote values. */
export function errorCode(error: unknown): string {
	if (!(error instanceof Error)) return typeof error;
	if ("code" in error && error.code) return String(error.code);
	return error.cause instanceof Error ? errorCode(error.cause) : error.name;
}
