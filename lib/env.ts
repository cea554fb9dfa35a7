import { readFileSync } from "node:fs";
import { BlockList } from "node:net";
import { z } from "zod";
import { key, loopback, networks, postgresUrl, severalKeys, templateId, vapidKey, yes } from "./env-values";

/** Thrown if an environment variable is missing or malformed. The message is one sentence that names it. */
export class EnvironmentError extends Error {
	override name = "EnvironmentError";
}

/** Runs a check of settings. Ends the process with its sentence if one is missing or malformed. */
export function exitOnEnvironmentError(check: () => unknown): void {
	try {
		check();
	} catch (error) {
		if (!(error instanceof EnvironmentError)) throw error;
		console.error(error.message);
		process.exit(1);
	}
}

/** Variables without a default. Each process needs only those that `variablesOf` lists for it. */
const given = z.object({
	/** The site's address as people type it, without a path. */
	SITE_URL: z
		.url({ protocol: /^https?$/, error: "must be the site's address, such as https://check.example.org" })
		.transform((url) => new URL(url))
		.refine(
			(url) => url.protocol === "https:" || loopback.test(url.hostname),
			"must start with https:// unless its host is localhost or 127.0.0.1, since cookies would cross the network in the clear",
		)
		.transform((url) => url.origin),
	/** The organisation's JSON file. */
	ORGANISATION_FILE: z.string(),
	/** Keys the fingerprints of identifiers. Must never be stored in the database or its backups. */
	IDENTIFIER_KEY: key,
	/** Seals contact details and hints with ChaCha20-Poly1305. */
	SEALING_KEY: key,
	/** Keys codes, session tokens and Auth.js. */
	AUTH_SECRET: key,
	/** Signs confirmations: the seed of an Ed25519 key. */
	CONFIRMATION_KEY: key,
	/** The mail server: smtp://user:password@host:port or smtps://… */
	SMTP_URL: z.string().regex(/^smtps?:\/\/\S+$/, "must be a URL that starts with smtp:// or smtps://"),
});

const optional = z.object({
	/** The owner's connection: for migrations, and for a process whose own connection is not set. */
	DATABASE_URL: postgresUrl.optional(),
	/** The web's connection, a member of the role selfcheck_web. */
	DATABASE_URL_WEB: postgresUrl.optional(),
	/** The worker's and the importer's connection, a member of the role selfcheck_worker. */
	DATABASE_URL_WORKER: postgresUrl.optional(),
	/** Keys that open sealed values beside SEALING_KEY: earlier ones, and the next one before it becomes SEALING_KEY. */
	SEALING_OLD_KEYS: severalKeys("keys").default([]),
	/** Raw Ed25519 public keys (RFC 8032) that signed confirmations before, as /confirmation-keys shows them. */
	CONFIRMATION_OLD_KEYS: severalKeys("public keys").default([]),
	/** Next's key for the hidden fields of forms. Next reads it at build and at start. */
	NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key.optional(),
	STAFF_SIGN_IN_BY_CODE: yes,
	OIDC_STAFF_ISSUER: z.url().optional(),
	OIDC_STAFF_CLIENT_ID: z.string().optional(),
	OIDC_STAFF_CLIENT_SECRET: z.string().optional(),
	OIDC_MEMBERS_ISSUER: z.url().optional(),
	OIDC_MEMBERS_CLIENT_ID: z.string().optional(),
	OIDC_MEMBERS_CLIENT_SECRET: z.string().optional(),
	/** Where mail programs return messages to many. Each gets the address with a tag of its own: bounces+TAG@example.org. */
	BOUNCE_ADDRESS: z.email("must be an address, such as bounces@example.org").optional(),
	/** The private key (PEM) that mails are signed with, and the selector under which its public half is in the DNS of the sender's domain. */
	DKIM_PRIVATE_KEY: z
		.string()
		.refine((text) => /^-----BEGIN (?:RSA )?PRIVATE KEY-----/.test(text), "must be a private key in PEM")
		.optional(),
	DKIM_SELECTOR: z
		.string()
		.regex(/^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i, "must be the selector of a DKIM record, such as mail2026")
		.optional(),
	/** Whether the web takes reports of a mail provider at /api/returned-mail. */
	RETURNED_MAIL_WEBHOOK: yes,
	/** The secrets or public keys (Ed25519) that these reports are signed with (Standard Webhooks). Two while one is replaced. */
	RETURNED_MAIL_WEBHOOK_SECRET: z
		.string()
		.transform((text) => text.split(/[\s,]+/).filter(Boolean))
		.refine(
			(keys) => keys.every((key) => /^(?:whsec_[A-Za-z\d+/]{32,}={0,2}|whpk_[A-Za-z\d+/]{43}=?)$/.test(key)),
			"must be whsec_ and at least 24 bytes in base64, or whpk_ and 32 bytes; several with commas between them",
		)
		.default([]),
	/** The key of a service of GOV.UK Notify: its name, the service's id and the secret. Without templates it is not used. */
	NOTIFY_API_KEY: z
		.string()
		.regex(
			/^\S*-[\da-f-]{36}-[\da-f-]{36}$/,
			"must be a key of GOV.UK Notify: a name and two ids, with dashes between them",
		)
		.optional(),
	/** The template of emails, with the placeholders ((subject)) and ((text)). With it messages to many leave by Notify, codes never. */
	NOTIFY_EMAIL_TEMPLATE: templateId,
	/** The template of text messages, with the placeholder ((text)). The web offers them to staff, the worker sends them. */
	NOTIFY_TEXT_TEMPLATE: templateId,
	/** The template of letters, with the placeholders ((subject)) and ((text)). `npm run letters -- FILE --notify` posts by it. */
	NOTIFY_LETTER_TEMPLATE: templateId,
	/** Where Notify answers. */
	NOTIFY_URL: z.url({ protocol: /^https?$/ }).default("https://api.notifications.service.gov.uk"),
	/** By which browsers subscribe to notifications: a point of P-256 in base64url (RFC 8292). Without it there are none. */
	VAPID_PUBLIC_KEY: vapidKey("public", 87),
	/** Signs what wakes them up. */
	VAPID_PRIVATE_KEY: vapidKey("private", 43),
	/** The push services that may be asked, in place of those of the known browsers. */
	PUSH_SERVICES: z
		.string()
		.transform((text) => text.split(/[\s,]+/).filter(Boolean))
		.optional(),
	/** The folder that the local mail sink writes to, shown at /dev/mailbox. Demo and tests only. */
	DEMO_MAILBOX: z.string().optional(),
	/** The proxies whose X-Forwarded-For is believed. */
	TRUSTED_PROXIES: networks.default(new BlockList()),
	/** The address npm start listens on. Without it, every address of the machine. */
	HOST: z.string().optional(),
	/** The port npm start listens on. */
	PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
	/** How many processes of the web share the port. Without it, one for each processor. */
	WEB_PROCESSES: z.coerce.number().int().min(1).max(64).optional(),
	/** The port of /metrics. Without it there is none. */
	METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
	/** The address that /metrics listens on. */
	METRICS_HOST: z.string().default("127.0.0.1"),
	/** Where a collector of OpenTelemetry takes OTLP over HTTP, without /v1/traces. Without it nothing is sent. */
	OTEL_EXPORTER_OTLP_ENDPOINT: z
		.url({ protocol: /^https?$/, error: "must be the address of a collector, such as http://127.0.0.1:4318" })
		.optional(),
	LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

/**
 * The parsed environment, with defaults and without empty strings. Reading a missing variable that has no default throws
 * EnvironmentError with a sentence that names it.
 */
type Environment = z.output<typeof given> & z.output<typeof optional>;

type Variables = Record<string, string | undefined>;
type Given = keyof typeof given.shape;

/** Every variable the site reads. */
export const variableNames: readonly string[] = [...Object.keys(given.shape), ...Object.keys(optional.shape)];

/** The variables that each process requires besides its database connection. A process gets no others. */
export const variablesOf = {
	owner: [],
	web: ["SITE_URL", "ORGANISATION_FILE", "IDENTIFIER_KEY", "SEALING_KEY", "AUTH_SECRET", "CONFIRMATION_KEY"],
	worker: ["SITE_URL", "ORGANISATION_FILE", "IDENTIFIER_KEY", "SEALING_KEY", "SMTP_URL"],
} as const satisfies Record<string, readonly Given[]>;

/** Returns the error for a missing variable. */
export const missing = (name: string, beside = "") =>
	new EnvironmentError(`${name} is missing${beside}; .env.example explains it.`);

/**
 * Requires all variables of single sign-on or none, because with some of them it would be off without a warning. The secret is the web's,
 * which alone has AUTH_SECRET.
 */
function checkProviders(set: Variables): void {
	for (const audience of ["STAFF", "MEMBERS"]) {
		const group = [
			"ISSUER",
			"CLIENT_ID",
			...(set.AUTH_SECRET || set[`OIDC_${audience}_CLIENT_SECRET`] ? ["CLIENT_SECRET"] : []),
		].map((part) => `OIDC_${audience}_${part}`);
		const present = group.filter((name) => set[name]);
		const absent = group.find((name) => !set[name]);
		if (present.length && absent) throw missing(absent, ` beside ${present.join(" and ")}`);
	}
}

/** Requires both variables of DKIM or none, because with one of them mail would go out unsigned without a warning. */
function checkDkim({ DKIM_PRIVATE_KEY, DKIM_SELECTOR }: Variables): void {
	if (DKIM_SELECTOR && !DKIM_PRIVATE_KEY) throw missing("DKIM_PRIVATE_KEY", " beside DKIM_SELECTOR");
	if (DKIM_PRIVATE_KEY && !DKIM_SELECTOR) throw missing("DKIM_SELECTOR", " beside DKIM_PRIVATE_KEY");
}

/** Requires Notify's key beside a template of it where mail is sent, and an address that the key does not cross a network in the clear to. */
function checkNotify(set: Variables): void {
	const template = ["NOTIFY_EMAIL_TEMPLATE", "NOTIFY_TEXT_TEMPLATE", "NOTIFY_LETTER_TEMPLATE"].find(
		(name) => set[name],
	);
	if (template && set.SMTP_URL && !set.NOTIFY_API_KEY) throw missing("NOTIFY_API_KEY", ` beside ${template}`);
	const url = set.NOTIFY_URL && URL.parse(set.NOTIFY_URL);
	if (url && url.protocol !== "https:" && !loopback.test(url.hostname))
		throw new EnvironmentError("NOTIFY_URL must start with https://; .env.example explains it.");
}

/**
 * Reads a set of variables. An empty variable counts as missing, as in .env.example. Throws EnvironmentError naming the first
 * variable that is malformed, or that is missing although another one requires it.
 */
function parseEnvironment(variables: Variables): Environment {
	const set: Variables = Object.fromEntries(Object.entries(variables).filter(([, value]) => value));
	const parsed = given.partial().extend(optional.shape).safeParse(set);
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		throw new EnvironmentError(`${String(issue?.path[0])} ${issue?.message}; .env.example explains it.`);
	}
	checkProviders(set);
	checkNotify(set);
	checkDkim(set);
	const environment = parsed.data as Environment;
	for (const name of Object.keys(given.shape).filter((name) => !(name in environment)))
		Object.defineProperty(environment, name, {
			get() {
				throw missing(name);
			},
		});
	return environment;
}

/** Whether this is `next dev`, whose scripts need a weaker content security policy than visitors get. */
export const development = process.env.NODE_ENV === "development";

/** The folder of the build. Next reads the same variable in next.config.ts. */
export const buildFolder = process.env.NEXT_DIST_DIR || ".next";

/** The variable of a process of the web that takes another's place: the folder of that one's build. Its first process sets it. */
export const takesOverVariable = "WEB_TAKES_OVER_FROM";
export const takesOverFrom = process.env[takesOverVariable];

/**
 * Puts the content of a file in the place of each variable that is given as NAME_FILE, as container engines hand secrets over. Next
 * reads some variables itself, so this changes the environment. Throws EnvironmentError if both are given or the file cannot be read.
 */
function readSecretFiles(variables: Variables): void {
	for (const name of variableNames) {
		const file = variables[`${name}_FILE`];
		if (!file) continue;
		if (variables[name]) throw new EnvironmentError(`${name} and ${name}_FILE are both given: give one of them.`);
		try {
			variables[name] = readFileSync(file, "utf8").trim();
		} catch {
			throw new EnvironmentError(`${name}_FILE names ${file}, which cannot be read.`);
		}
		delete variables[`${name}_FILE`];
	}
}

let parsed: Environment | undefined;

/** The process's environment, parsed once. Throws EnvironmentError on first use if something is malformed. */
export function env(): Environment {
	if (!parsed) {
		readSecretFiles(process.env);
		parsed = parseEnvironment(process.env);
		// Auth.js reads the site's address from this variable. Without it Auth.js trusts the Host header.
		if (process.env.SITE_URL) process.env.AUTH_URL = parsed.SITE_URL;
	}
	return parsed;
}
