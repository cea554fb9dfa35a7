/** The whole site on this machine: database, mail sink, web and worker. For the demo and the browser tests. */
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Cluster, startCluster, superuser } from "@/db/embedded/cluster";
import { finishSiteDatabase, openSiteDatabase, type SiteUrls } from "@/db/embedded/site-database";
import { variableNames } from "../../env";
import { type BuildKind, copyOfBuild } from "./build";
import { type Child, exitWithParent, startChild, untilAnswered } from "./child";
import { keys } from "./keys";
import { startMailSink } from "./mail-sink";
import { startNotifySink } from "./notify-sink";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const tsx = ["--import", "tsx"];

export type Site = {
	url: string;
	/** The folder of caught mail. */
	mailbox: string;
	database: SiteUrls;
	/** The connection of the database's administrator, for measurements. */
	administrator: string;
	/** The variables of the web servers and of the workers, each no more than it needs. For tests that call the same functions. */
	environment: { web: NodeJS.ProcessEnv; worker: NodeJS.ProcessEnv };
	/** The first web server and worker. */
	web: Child;
	worker: Child;
	/** Resolves with the reason when web or worker end by themselves. */
	ended: Promise<string>;
	/** Stops the database of the running site, and starts it again. */
	stopDatabase(): Promise<void>;
	startDatabase(): Promise<void>;
	/** Starts another web server or worker, beside the running ones or to replace a killed one. `name` is its log's. */
	startWeb(name: string, environment?: Record<string, string>): Promise<Child>;
	startWorker(name: string, environment?: Record<string, string>): Child;
	stop(): Promise<void>;
};

/** Runs a Node program until it ends. The program ends if this process does. Throws if it fails. */
async function run(args: string[], env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
	const code = await new Promise((resolve) =>
		spawn(process.execPath, [...exitWithParent, ...args], {
			env,
			cwd: root,
			stdio: ["ignore", "inherit", "inherit", "ipc"],
			...(signal ? { signal } : {}),
		})
			.once("error", resolve) // also when aborted
			.once("exit", resolve),
	);
	signal?.throwIfAborted();
	if (code !== 0) throw new Error(`${args.at(-1)} failed; its output is above.`);
}

type Options = {
	folder: string;
	port: number;
	say: (sentence: string) => void;
	/** Further variables of the web. */
	environment?: Record<string, string>;
	throwaway?: boolean;
	/** The folder's database is filled already, by fillSite. */
	filled?: boolean;
	kind?: BuildKind;
	/** Ends a start that is under way; what has been started stops. */
	signal?: AbortSignal;
};

/** The variables of the web and of the worker. Creates the keys if they are missing. */
function environments(
	folder: string,
	options: Options,
	database: SiteUrls,
	mail: { mailbox: string; url: string; notify: { NOTIFY_TEXT_TEMPLATE: string } },
) {
	const { AUTH_SECRET, CONFIRMATION_KEY, ...sharedKeys } = keys(folder);
	const shared: NodeJS.ProcessEnv = {
		...process.env,
		// Clears settings of a deployment, from the shell or a file .env.
		...Object.fromEntries(variableNames.map((name) => [name, ""])),
		NODE_ENV: "production",
		NODE_OPTIONS: "",
		...sharedKeys,
		SITE_URL: `http://localhost:${options.port}`,
		ORGANISATION_FILE: path.join(root, "db", "demo", "organisation.json"),
		LOG_LEVEL: "info",
	};
	const web: NodeJS.ProcessEnv = {
		...shared,
		DATABASE_URL_WEB: database.web,
		AUTH_SECRET,
		CONFIRMATION_KEY,
		DEMO_MAILBOX: mail.mailbox,
		NOTIFY_TEXT_TEMPLATE: mail.notify.NOTIFY_TEXT_TEMPLATE,
		STAFF_SIGN_IN_BY_CODE: "yes",
		PORT: String(options.port),
		NEXT_TELEMETRY_DISABLED: "1",
		// One process: a second would only take memory from the browser beside it.
		WEB_PROCESSES: "1",
		...options.environment,
	};
	// Whose word of a sign-in is taken is the worker's to know, and not the web's secret.
	const trusted = Object.entries(web).filter(([name]) => /^OIDC_\w+_(ISSUER|CLIENT_ID)$/.test(name));
	const worker = {
		...shared,
		...Object.fromEntries(trusted),
		DATABASE_URL_WORKER: database.worker,
		SMTP_URL: mail.url,
		...mail.notify,
	};
	return { web, worker: worker as NodeJS.ProcessEnv };
}

/** Starts PostgreSQL and creates or migrates the site's database. */
async function startDatabase(folder: string, options: Options, stops: Stop[]) {
	options.say("Starting PostgreSQL.");
	const postgres = path.join(folder, "postgres");
	const running: { cluster: Cluster } = { cluster: await startCluster(postgres, { throwaway: options.throwaway }) };
	stops.push(() => running.cluster.stop());
	options.signal?.throwIfAborted();
	options.say("Bringing the database to this version's schema.");
	const { OIDC_MEMBERS_ISSUER, OIDC_STAFF_ISSUER } = options.environment ?? {};
	const urls = await openSiteDatabase(running.cluster, "selfcheck", [
		...(OIDC_MEMBERS_ISSUER ? (["member"] as const) : []),
		...(OIDC_STAFF_ISSUER ? (["staff"] as const) : []),
	]);
	return {
		running,
		urls,
		restart: async () => {
			const { port } = running.cluster;
			running.cluster = await startCluster(postgres, { throwaway: options.throwaway, port });
		},
	};
}

type Stop = () => Promise<void>;

/**
 * Starts the whole site over the data of a folder, creates what is missing, and resolves when the site answers. Needs a build.
 * Stops everything if a part fails.
 */
export function startSite(options: Options): Promise<Site> {
	return withStops(options, (folder, stops, stop) => startParts(folder, options, stops, stop));
}

/** Fills the database of a folder as startSite does, and stops it again. For tests, whose sites begin with a copy. */
export function fillSite(options: Options): Promise<void> {
	return withStops(options, async (folder, stops, stop) => {
		await startFilledDatabase(folder, options, stops);
		await stop();
	});
}

/** Starts what web and worker need, and neither of them: the filled database and what catches mail. For tests of their own programs. */
export function startWithoutPrograms(
	options: Options,
): Promise<Pick<Site, "mailbox" | "database" | "environment" | "stop">> {
	return withStops(options, async (folder, stops, stop) => {
		const { urls, mailbox, environment } = await startFilledDatabase(folder, options, stops);
		return { mailbox, database: urls, environment, stop };
	});
}

/** Starts a site without its web, which takes longest to start. For tests of the worker. */
export function startWithoutWeb(options: Options): Promise<Omit<Site, "url" | "web" | "ended" | "startWeb">> {
	return withStops(options, async (folder, stops, stop) => {
		const { parts } = await startBeforePrograms(folder, options, stops, stop);
		return { ...parts, worker: parts.startWorker("worker") };
	});
}

/** Calls `start` with the folder of a site and what stops its parts. Stops them if `start` fails. */
async function withStops<T>(
	options: Options,
	start: (folder: string, stops: Stop[], stop: Stop) => Promise<T>,
): Promise<T> {
	const folder = path.resolve(root, options.folder);
	// Others may pass through the folder but not read it: PostgreSQL may run as another user below it.
	mkdirSync(folder, { recursive: true, mode: 0o711 });
	const stops: Stop[] = [];
	const stop = async () => {
		for (const stopPart of stops.splice(0).reverse()) await stopPart();
	};
	try {
		return await start(folder, stops, stop);
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Starts the database and what catches mail and texts, and fills the database with what the demo shows, where that is missing. */
async function startFilledDatabase(folder: string, options: Options, stops: Stop[]) {
	const { say, signal } = options;
	const started = await startDatabase(folder, options, stops);
	const mailbox = path.join(folder, "mailbox");
	const sink = await startMailSink(mailbox);
	stops.push(() => sink.stop());
	const notify = await startNotifySink(mailbox);
	stops.push(() => notify.stop());
	const mail = { mailbox, url: sink.url, notify: notify.environment };
	const environment = environments(folder, options, started.urls, mail);

	if (!options.filled) {
		say("Importing the invented people and incidents, where they are not in yet.");
		const env = { ...environment.worker, DATABASE_URL: started.urls.owner };
		await run([...tsx, "lib/commands/demo/seed.ts"], env, signal);
		await finishSiteDatabase(started.running.cluster, "selfcheck");
	}
	return { ...started, mailbox, environment };
}

/** Starts what web and worker need. Returns it with what starts these. */
async function startBeforePrograms(folder: string, options: Options, stops: Stop[], stop: Stop) {
	const { running, urls, restart, mailbox, environment } = await startFilledDatabase(folder, options, stops);
	const logFile = (name: string) => path.join(folder, `${name}.log`);
	const start = (program: "web" | "worker", log: string, own = {}): Child => {
		const args = ["lib/commands/run-command.mjs", program];
		const child = startChild(programNames[program], args, { ...environment[program], ...own }, logFile(log));
		stops.push(child.stop);
		return child;
	};
	const parts = {
		mailbox,
		database: urls,
		administrator: running.cluster.url(superuser, "selfcheck"),
		environment,
		stop,
		stopDatabase: () => running.cluster.stop(),
		startDatabase: restart,
		startWorker: (log: string, own?: Record<string, string>) => start("worker", log, own),
	};
	return { parts, start, logFile };
}

async function startParts(folder: string, options: Options, stops: Stop[], stop: Stop): Promise<Site> {
	const { port, say, signal } = options;
	const { parts, start, logFile } = await startBeforePrograms(folder, options, stops, stop);
	parts.environment.web.NEXT_DIST_DIR = path.relative(root, copyOfBuild(folder, options.kind));

	say("Starting the web server and the worker.");
	const web = start("web", "web");
	const worker = start("worker", "worker");
	const ended = Promise.race([web.ended, worker.ended]);
	const failed = ended.then((reason) => {
		throw new Error(reason);
	});
	const url = `http://localhost:${port}`;
	await Promise.race([untilAnswered(`${url}/readyz`, logFile("web"), { signal }), failed]);
	failed.catch(() => {}); // from now on `ended` is what callers wait for
	return {
		...parts,
		url,
		web,
		worker,
		ended,
		startWeb: async (log, own) => {
			const child = start("web", log, own);
			await untilAnswered(`http://localhost:${own?.PORT ?? port}/healthz`, logFile(log));
			return child;
		},
	};
}

const programNames = { web: "web server", worker: "worker" };
