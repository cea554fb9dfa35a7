import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { commandOf, readPid, readPidFile } from "./postmaster";
import type { Account } from "./unprivileged";

/** The environment of PostgreSQL's programs, without the PG… variables of the shell. */
export const cleanEnvironment: NodeJS.ProcessEnv = { NODE_ENV: "production", LC_ALL: "C", PATH: process.env.PATH };

type Server = {
	bin: string;
	home: string;
	data: string;
	log: string;
	port: number;
	account: Account | undefined;
	throwaway: boolean;
};

/** PostgreSQL's messages while processes of a killed server are still ending. */
const processesLeft = /shared memory block|"postmaster\.pid" already exists/;

/** Starts the server of a data folder in which none runs. Resolves when it accepts connections. Throws with the last lines of its log. */
export async function startServer(server: Server): Promise<void> {
	const { bin, home, data, log, account } = server;
	const ready = () => readPidFile(data)?.ready === true;
	// Removes postmaster.pid if another process now has its id, because PostgreSQL would take that for a running server.
	// Otherwise keeps the file: with it PostgreSQL waits for the processes of a killed server, which may still write.
	const leftPid = readPid(data);
	if (leftPid && commandOf(leftPid)) rmSync(path.join(data, "postmaster.pid"), { force: true });
	const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC", "log_timezone=UTC"];
	settings.push("lc_messages=C", "max_connections=200");
	if (server.throwaway) settings.push("fsync=off", "synchronous_commit=off", "full_page_writes=off");
	const args = ["-D", data, "-p", String(server.port), ...settings.flatMap((setting) => ["-c", setting])];
	for (const deadline = Date.now() + 60_000; ; ) {
		const output = openSync(log, "w", 0o600);
		const child = spawn(
			path.join(bin, "postgres"),
			args,
			// Detached, so that Ctrl-C reaches only the parent, which stops the database last.
			{ ...account, cwd: home, detached: true, stdio: ["ignore", output, output], env: cleanEnvironment },
		);
		closeSync(output);
		let ended = false;
		for (const event of ["error", "exit"]) child.once(event, () => (ended = true));
		child.unref();
		while (!ended && !ready() && Date.now() < deadline) await wait(25);
		if (ready()) return;
		const logText = readFileSync(log, "utf8");
		if (!ended || Date.now() > deadline || !processesLeft.test(logText))
			throw new Error(`PostgreSQL did not start: ${logText.trim().split("\n").slice(-3).join(" ")}`);
		await wait(200);
	}
}
