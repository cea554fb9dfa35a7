import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { commandOf, processOf, readPidFile } from "./postmaster";
import type { Account } from "./unprivileged";

/** What PostgreSQL's programs see of the environment: none of the PG… variables a shell may carry. */
export const plain: NodeJS.ProcessEnv = { NODE_ENV: "production", LC_ALL: "C", PATH: process.env.PATH };

type Server = {
	bin: string;
	home: string;
	data: string;
	log: string;
	port: number;
	account: Account | undefined;
	throwaway: boolean;
};

/** What PostgreSQL says while processes of a killed server are still going: its children, or for a moment itself. */
const leftBehind = /shared memory block|"postmaster\.pid" already exists/;

/** Starts the server of a data folder that has none; resolves when it takes connections. Throws with the last lines of its log. */
export async function startServer(server: Server): Promise<void> {
	const { bin, home, data, log, account } = server;
	const ready = () => readPidFile(data)?.ready === true;
	// A number that has gone to another process since would pass for a running server. Otherwise the file stays: by it
	// PostgreSQL sees whether processes of a killed server still write, and starts only when they are gone.
	const left = processOf(data);
	if (left && commandOf(left)) rmSync(path.join(data, "postmaster.pid"), { force: true });
	const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC", "log_timezone=UTC"];
	settings.push("lc_messages=C", "max_connections=200");
	if (server.throwaway) settings.push("fsync=off", "synchronous_commit=off", "full_page_writes=off");
	const args = ["-D", data, "-p", String(server.port), ...settings.flatMap((setting) => ["-c", setting])];
	for (const end = Date.now() + 60_000; ; ) {
		const output = openSync(log, "w", 0o600);
		const child = spawn(
			path.join(bin, "postgres"),
			args,
			// A session of its own: Ctrl-C reaches the parent, which ends the database last.
			{ ...account, cwd: home, detached: true, stdio: ["ignore", output, output], env: plain },
		);
		closeSync(output);
		let over = false;
		for (const event of ["error", "exit"]) child.once(event, () => (over = true));
		child.unref();
		while (!over && !ready() && Date.now() < end) await wait(25);
		if (ready()) return;
		const logText = readFileSync(log, "utf8");
		if (!over || Date.now() > end || !leftBehind.test(logText))
			throw new Error(`PostgreSQL did not start: ${logText.trim().split("\n").slice(-3).join(" ")}`);
		await wait(200);
	}
}
