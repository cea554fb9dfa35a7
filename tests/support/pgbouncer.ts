// PgBouncer before a database, where it is installed.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, writeFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "@/db/embedded/free-port";
import { postgresAccount } from "@/db/embedded/unprivileged";

export const pgBouncerInstalled = spawnSync("pgbouncer", ["--version"]).status === 0;

/** Starts PgBouncer before the database of a URL, for the users of all these URLs. `through` is a URL of it that goes through PgBouncer. */
export async function startPgBouncer(
	folder: string,
	mode: "session" | "transaction",
	urls: readonly string[],
): Promise<{ through: (url: string) => string; stop: () => Promise<void> }> {
	const port = await freePort();
	const account = postgresAccount();
	const users = path.join(folder, `${mode}-users`);
	const settings = path.join(folder, `${mode}.ini`);
	const each = urls.map((url) => new URL(url));
	writeFileSync(users, each.map(({ username, password }) => `"${username}" "${password}"\n`).join(""), { mode: 0o600 });
	writeFileSync(
		settings,
		`[databases]\n* = host=127.0.0.1 port=${each[0]?.port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =
auth_type = scram-sha-256\nauth_file = ${users}\npool_mode = ${mode}\ndefault_pool_size = 40\n`,
		{ mode: 0o600 },
	);
	if (account) for (const file of [users, settings]) chownSync(file, account.uid, account.gid);
	const process: ChildProcess = spawn("pgbouncer", [settings], { ...account, stdio: ["ignore", "ignore", "pipe"] });
	let said = "";
	const ready = new Promise<void>((resolve, reject) => {
		process.stderr?.on("data", (piece) => {
			said += piece;
			if (said.includes("process up")) resolve();
		});
		process.once("exit", () => reject(new Error(said)));
	});
	const ended = once(process, "exit");
	await ready;
	return {
		through: (url) => Object.assign(new URL(url), { port: String(port) }).href,
		async stop() {
			process.kill("SIGKILL");
			await ended;
		},
	};
}
