/** The whole site on this machine: database, mail sink, web and worker. For the demo and the browser tests. */
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startCluster, superuser } from "@/db/embedded/cluster";
import { finishSiteDatabase, openSiteDatabase, type SiteUrls } from "@/db/embedded/site";
import { variableNames } from "../../env";
import { type BuildKind, copyOfBuild } from "./build";
import { type Child, startChild, tethered } from "./child";
import { keys } from "./keys";
import { startMailSink } from "./mail-sink";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const tsx = ["--import", import.meta.resolve("tsx")];

export type Site = {
	url: string;
	/** Where caught mail lies. */
	mailbox: string;
	database: SiteUrls;
	/** The connection of the database's administrator, for measuring. */
	administrator: string;
	/** What the web servers and the workers are given, each no more than it needs: for tests that call what they call. */
	environment: { web: NodeJS.ProcessEnv; worker: NodeJS.ProcessEnv };
	/** The first web server and worker. */
	web: Child;
	worker: Child;
	/** Resolves with the reason when web or worker end by themselves. */
	ended: Promise<string>;
	/** Takes the database away under the running site, and brings it back. */
	stopDatabase(): Promise<void>;
	startDatabase(): Promise<void>;
	/** Starts another web server or worker, beside those that run or in place of one that was killed. `name` is its log's. */
	startWeb(name: string, environment?: Record<string, string>): Promise<Child>;
	startWorker(name: string): Child;
	stop(): Promise<void>;
};

/** Whether a port can be listened on, on every address as the web will. */
export function portIsFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once("error", () => resolve(false));
		server.listen(port, () => server.close(() => resolve(true)));
	});
}

/** Runs a Node program to its end, and ends it where this process is gone. */
async function run(words: string[], env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
	const code = await new Promise((resolve) =>
		spawn(process.execPath, [...tethered, ...words], {
			env,
			cwd: root,
			stdio: ["ignore", "inherit", "inherit", "ipc"],
			...(signal ? { signal } : {}),
		})
			.once("error", resolve) // also when aborted
			.once("exit", resolve),
	);
	signal?.throwIfAborted();
	if (code !== 0) throw new Error(`${words.at(-1)} failed; its words are above.`);
}

/**
 * Starts everything over the data of a folder, making what is missing, and resolves when the site answers. Needs a build.
 * On failure nothing stays behind.
 */
export async function startSite(options: {
	folder: string;
	port: number;
	say: (sentence: string) => void;
	/** What the web is given besides. */
	environment?: Record<string, string>;
	throwaway?: boolean;
	kind?: BuildKind;
	/** Ends a start that is under way; what has been started stops. */
	signal?: AbortSignal;
}): Promise<Site> {
	const { port, say, signal } = options;
	const folder = path.resolve(root, options.folder);
	// Open to passage, not to reading: PostgreSQL may run as another user below it.
	mkdirSync(folder, { recursive: true, mode: 0o711 });
	const stops: (() => Promise<void>)[] = [];
	const stop = async () => {
		for (const one of stops.splice(0).reverse()) await one();
	};
	try {
		say("Starting PostgreSQL.");
		let cluster = await startCluster(path.join(folder, "postgres"), { throwaway: options.throwaway });
		stops.push(() => cluster.stop());
		signal?.throwIfAborted();
		say("Bringing the database to this version's schema.");
		const database = await openSiteDatabase(cluster, "selfcheck");

		const mailbox = path.join(folder, "mailbox");
		const sink = await startMailSink(mailbox);
		stops.push(() => sink.stop());

		const url = `http://localhost:${port}`;
		const { AUTH_SECRET, CONFIRMATION_KEY, ...sharedKeys } = keys(folder);
		const shared: NodeJS.ProcessEnv = {
			...process.env,
			// Whatever the shell or a file .env says of a deployment is not meant for the demo.
			...Object.fromEntries(variableNames.map((name) => [name, ""])),
			NODE_ENV: "production",
			NODE_OPTIONS: "",
			...sharedKeys,
			ORGANISATION_FILE: path.join(root, "db", "demo", "organisation.json"),
			LOG_LEVEL: "info",
		};
		const web: NodeJS.ProcessEnv = {
			...shared,
			DATABASE_URL_WEB: database.web,
			AUTH_SECRET,
			CONFIRMATION_KEY,
			SITE_URL: url,
			DEMO_MAILBOX: mailbox,
			STAFF_SIGN_IN_BY_CODE: "yes",
			PORT: String(port),
			NEXT_DIST_DIR: path.relative(root, copyOfBuild(folder, options.kind)),
			NEXT_TELEMETRY_DISABLED: "1",
			...options.environment,
		};
		const worker: NodeJS.ProcessEnv = { ...shared, DATABASE_URL_WORKER: database.worker, SMTP_URL: sink.url };

		say("Importing the invented people and incidents, where they are not in yet.");
		await run([...tsx, "lib/commands/demo/seed.ts"], worker, signal);
		await finishSiteDatabase(cluster, "selfcheck");

		say("Starting the web server and the worker.");
		const part = (name: string, words: string[], log: string, env: NodeJS.ProcessEnv): Child => {
			const started = startChild(name, words, env, path.join(folder, `${log}.log`));
			stops.push(started.stop);
			return started;
		};
		const next = path.join("node_modules", "next", "dist", "bin", "next");
		const startWeb = (log: string, own = {}) => part("web server", [next, "start"], log, { ...web, ...own });
		const startWorker = (log: string) => part("worker", ["lib/commands/run.mjs", "worker"], log, worker);
		const first = { web: startWeb("web"), worker: startWorker("worker") };
		const ended = Promise.race([first.web.ended, first.worker.ended]);
		const failed = ended.then((reason) => {
			throw new Error(reason);
		});
		await Promise.race([answers(`${url}/readyz`, signal), failed]);
		failed.catch(() => {}); // from here on `ended` tells
		return {
			url,
			mailbox,
			database,
			administrator: cluster.url(superuser, "selfcheck"),
			environment: { web, worker },
			...first,
			ended,
			stop,
			stopDatabase: () => cluster.stop(),
			startDatabase: async () => {
				const { port: same } = cluster;
				cluster = await startCluster(path.join(folder, "postgres"), { throwaway: options.throwaway, port: same });
			},
			startWeb: async (log, environment) => {
				const started = startWeb(log, environment);
				await answers(`http://localhost:${environment?.PORT ?? port}/healthz`);
				return started;
			},
			startWorker,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Waits until an address answers 200; throws after a minute. */
async function answers(address: string, signal?: AbortSignal): Promise<void> {
	for (let tries = 0; tries < 600; tries++) {
		const answer = await fetch(address).catch(() => undefined);
		if (answer?.ok) return;
		await wait(100, undefined, signal ? { signal } : {});
	}
	throw new Error(`${address} did not answer within a minute.`);
}
