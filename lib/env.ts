import { z } from "zod";

/** Thrown when the environment lacks a variable or holds a malformed one; the message is one sentence naming it. */
export class EnvironmentError extends Error {
	override name = "EnvironmentError";
}

const key = z
	.string()
	.refine(
		(text) => Buffer.from(text, "base64").length === 32,
		"must be 32 random bytes in base64 (openssl rand -base64 32)",
	);
/** Raw public keys of Ed25519 (RFC 8032: 32 bytes), in base64, as /confirmation-keys shows them. */
const publicKeys = z
	.string()
	.transform((text) => text.split(/[\s,]+/).filter(Boolean))
	.refine(
		(keys) => keys.every((each) => Buffer.from(each, "base64").length === 32),
		"must be public keys of 32 bytes in base64, with commas between them",
	);
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\/\S+$/, "must be a URL that starts with postgresql://");
const yes = z.enum(["yes", "no"]).default("no");
/** An empty variable counts as absent, as in the lines of .env.example. */
const optional = <T extends z.ZodType>(schema: T) =>
	z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const schema = z.object({
	/** The owner's connection: migrations, and everything where the two below are not set. */
	DATABASE_URL: postgresUrl,
	/** The web's connection, a member of the role selfcheck_web. */
	DATABASE_URL_WEB: optional(postgresUrl),
	/** The worker's and the importer's connection, a member of the role selfcheck_worker. */
	DATABASE_URL_WORKER: optional(postgresUrl),
	/** The address people type, without a path. */
	SITE_URL: z
		.url({ protocol: /^https?$/, error: "must be the site's address, such as https://check.example.org" })
		.transform((url) => new URL(url).origin),
	/** The organisation's JSON file. */
	ORGANISATION_FILE: z.string().min(1),
	/** Keys the fingerprints of identifiers; lives outside the database and its backups. */
	IDENTIFIER_KEY: key,
	/** Seals contact details and hints with AES-256-GCM. */
	SEALING_KEY: key,
	/** Keys codes, session tokens and Auth.js. */
	AUTH_SECRET: key,
	/** Signs confirmations: the seed of an Ed25519 key. */
	CONFIRMATION_KEY: key,
	/** Public keys that signed confirmations before. */
	CONFIRMATION_OLD_KEYS: publicKeys.default([]),
	/** Where mail goes: smtp://user:password@host:port or smtps://… */
	SMTP_URL: z.string().regex(/^smtps?:\/\/\S+$/, "must be a URL that starts with smtp:// or smtps://"),
	STAFF_SIGN_IN_BY_CODE: yes,
	OIDC_STAFF_ISSUER: optional(z.url()),
	OIDC_STAFF_CLIENT_ID: optional(z.string()),
	OIDC_STAFF_CLIENT_SECRET: optional(z.string()),
	OIDC_MEMBERS_ISSUER: optional(z.url()),
	OIDC_MEMBERS_CLIENT_ID: optional(z.string()),
	OIDC_MEMBERS_CLIENT_SECRET: optional(z.string()),
	/** Demo and tests only: the folder a local mail sink writes to, shown at /dev/mailbox. */
	DEMO_MAILBOX: optional(z.string()),
	/** The port npm start listens on; Next sets it where it is given on the command line. */
	PORT: optional(z.coerce.number().int().min(1).max(65_535)).default(3000),
	LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

/** The environment as the rest of the code sees it: parsed, with defaults, and free of empty strings. */
export type Environment = z.output<typeof schema>;

/**
 * Reads a set of variables. Throws EnvironmentError naming the first variable that is missing or malformed.
 */
export function parseEnvironment(variables: Record<string, string | undefined>): Environment {
	const parsed = schema.safeParse(variables);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	const name = String(issue?.path[0] ?? "the environment");
	const what = variables[name] ? (issue?.message ?? "is malformed") : "is missing";
	throw new EnvironmentError(`${name} ${what}; .env.example explains it.`);
}

/** Whether this is `next dev`, whose scripts need freedoms that no visitor's browser is given. */
export const development = process.env.NODE_ENV === "development";

let parsed: Environment | undefined;

/** The process's environment, parsed once. Throws EnvironmentError on first use if something is missing or malformed. */
export function env(): Environment {
	if (!parsed) {
		parsed = parseEnvironment(process.env);
		// Auth.js reads its own address here, and would believe the Host header otherwise.
		process.env.AUTH_URL = parsed.SITE_URL;
	}
	return parsed;
}
