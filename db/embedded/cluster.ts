/**
 * A real PostgreSQL from npm, for the demo and the tests. It listens on the loopback address only, with a password per user. If
 * its parent process is killed, the server keeps running, and the next start uses it.
 */
import { execFileSync } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import {
	chownSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { binaries } from "./binaries";
import { freePort } from "./free-port";
import { lock } from "./lock";
import { commandOf, readPidFile } from "./postmaster";
import { cleanEnvironment, startServer } from "./server";
import { type Account, dataHome, postgresAccount } from "./unprivileged";

/** A running cluster. */
export type Cluster = {
	/** Returns the connection URL of a user (created with `password`) to one of its databases. */
	url(user: string, database: string): string;
	/** Returns a user's password. */
	password(user: string): string;
	port: number;
	/** Stops the server and rolls back open transactions. Resolves when its process has ended. */
	stop(): Promise<void>;
};

/** The cluster's superuser. Only this folder and the tests connect as it. */
export const superuser = "postgres";

function derive(key: string, user: string): string {
	return createHmac("sha256", key).update(user).digest("base64url");
}

/** Makes a symbolic link from the project's folder to data in another place. */
function linkToData(link: string, data: string): void {
	const found = lstatSync(link, { throwIfNoEntry: false });
	if (found && !found.isSymbolicLink()) return;
	rmSync(link, { force: true });
	symlinkSync(data, link);
}

/** Returns the key that all passwords are derived from, which is beside the data. Undefined if the folder is new. */
function readKey(folder: string): string | undefined {
	const file = path.join(folder, "key");
	const key = existsSync(file) ? readFileSync(file, "utf8") : "";
	return key.length === 43 ? key : undefined;
}

function writeKey(folder: string): string {
	const key = randomBytes(32).toString("base64url");
	const draft = path.join(folder, "key.new");
	writeFileSync(draft, key, { mode: 0o600 });
	renameSync(draft, path.join(folder, "key"));
	return key;
}

/** Creates the cluster's files under another name first, so that the files of a killed start are not taken for a finished cluster. */
function initialise(bin: string, data: string, password: string, account: Account | undefined, sync: boolean): void {
	const home = path.dirname(data);
	for (const left of readdirSync(home).filter((name) => name.startsWith("data.partial")))
		rmSync(path.join(home, left), { recursive: true, force: true, maxRetries: 5 });
	const partial = path.join(home, `data.partial-${randomBytes(4).toString("hex")}`);
	const passwordFile = `${partial}.password`;
	mkdirSync(partial, { mode: 0o700 });
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (account) for (const file of [partial, passwordFile]) chownSync(file, account.uid, account.gid);
	try {
		execFileSync(
			path.join(bin, "initdb"),
			[
				`--pgdata=${partial}`,
				`--username=${superuser}`,
				`--pwfile=${passwordFile}`,
				"--auth=scram-sha-256",
				"--encoding=UTF8",
				"--locale=C",
				"--locale-provider=builtin",
				"--builtin-locale=C.UTF-8",
				...(sync ? [] : ["--no-sync"]),
			],
			{ ...account, cwd: home, stdio: "pipe", env: cleanEnvironment },
		);
	} catch (error) {
		throw new Error(`PostgreSQL could not make its files: ${(error as { stderr?: Buffer }).stderr ?? error}`);
	} finally {
		rmSync(passwordFile, { force: true });
	}
	renameSync(partial, data);
}

/** Stops a server by its process id. Waits until the process has ended. */
async function stopProcess(pid: number, data: string): Promise<void> {
	const isRunning = () => commandOf(pid)?.includes(data) === true;
	for (const [signal, seconds] of [
		["SIGINT", 20],
		["SIGQUIT", 10],
		["SIGKILL", 5],
	] as const) {
		try {
			process.kill(pid, signal);
		} catch {
			return;
		}
		for (let tries = 0; tries < seconds * 40; tries++) {
			if (!isRunning()) return;
			await wait(25);
		}
	}
}

/**
 * Starts the cluster of a folder, or returns the one that runs there. Creates its files on the first start. `throwaway` makes it
 * quicker, but a power cut may lose data. Throws an error whose message is one sentence about the cause.
 */
export async function startCluster(
	folder: string,
	options: { throwaway?: boolean | undefined; port?: number } = {},
): Promise<Cluster> {
	const account = postgresAccount();
	mkdirSync(folder, { recursive: true, mode: account ? 0o711 : 0o700 });
	const release = await lock(path.join(folder, "lock"));
	try {
		const home = realpathSync(dataHome(folder, account));
		const data = path.join(home, "data");
		const log = path.join(folder, "log");
		const running = () => readPidFile(data);

		const known = readKey(folder);
		if (!known && existsSync(data)) {
			// The folder was emptied, so the key is lost and the data elsewhere cannot be opened.
			const left = running();
			if (left) await stopProcess(left.pid, data);
			rmSync(data, { recursive: true, force: true });
		}
		const key = known ?? writeKey(folder);
		const password = (user: string) => derive(key, user);
		const bin = binaries(account);
		if (!existsSync(data)) initialise(bin, data, password(superuser), account, !options.throwaway);
		if (home !== realpathSync(folder)) linkToData(path.join(folder, "data"), data);

		let server = running();
		if (!server) {
			const port = options.port ?? (await freePort());
			await startServer({ bin, home, data, log, port, account, throwaway: options.throwaway === true });
		}
		for (let tries = 0; !server?.ready; tries++) {
			server = running();
			if (tries > 2400 || !server) throw new Error(`PostgreSQL did not become ready; its log is ${log}.`);
			if (!server.ready) await wait(25);
		}
		const { pid, port } = server;
		return {
			url: (user, database) => `postgresql://${user}:${password(user)}@127.0.0.1:${port}/${database}`,
			password,
			port,
			stop: () => stopProcess(pid, data),
		};
	} finally {
		release();
	}
}

/** Stops an unused cluster and removes its folder and its data. */
export async function removeCluster(folder: string): Promise<void> {
	const home = realpathSync(dataHome(folder, postgresAccount()));
	const data = path.join(home, "data");
	const left = readPidFile(data);
	if (left) await stopProcess(left.pid, data);
	for (const directory of new Set([home, folder])) rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * Copies a stopped cluster with its key to a new folder, in place of what is left there: data that lies elsewhere outlives a folder that somebody has
 * removed. On machines with cp, which keeps the owner of the files.
 */
export async function copyCluster(from: string, to: string): Promise<void> {
	const account = postgresAccount();
	const data = (folder: string) => {
		mkdirSync(folder, { recursive: true, mode: account ? 0o711 : 0o700 });
		return path.join(realpathSync(dataHome(folder, account)), "data");
	};
	if (readPidFile(data(from))) throw new Error(`The cluster of ${from} is running.`);
	// Data that lies elsewhere is found by the folder's path, so the folder is made first.
	mkdirSync(to, { recursive: true });
	await removeCluster(to);
	execFileSync("cp", ["-a", data(from), data(to)]);
	execFileSync("cp", ["-a", path.join(from, "key"), path.join(to, "key")]);
}
