import { type ChildProcess, spawn } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A running part of the site. */
export type Child = {
	pid: number;
	/** Resolves with the reason when it ends by itself; never after `stop`. */
	ended: Promise<string>;
	stop(): Promise<void>;
};

/** The words for Node that have a program end with the process that started it; it needs an "ipc" channel. */
export const tethered = ["--import", new URL("./exit-with-parent.mjs", import.meta.url).href];

/** Starts a Node program that writes to a log file and ends with this process. */
export function startChild(name: string, words: string[], env: NodeJS.ProcessEnv, log: string): Child {
	const output = openSync(log, "w", 0o600);
	const child: ChildProcess = spawn(process.execPath, [...tethered, ...words], {
		env,
		cwd: fileURLToPath(new URL("../../..", import.meta.url)),
		// A session of its own: Ctrl-C reaches the demo, which ends its parts in order.
		detached: true,
		stdio: ["ignore", output, output, "ipc"],
	});
	let stopping = false;
	const over = new Promise<void>((resolve) => child.once("exit", () => resolve()));
	const ended = over.then(() => {
		if (stopping) return new Promise<string>(() => {});
		const last = readFileSync(log, "utf8").trim().split("\n").slice(-12).join("\n");
		return `The ${name} has ended by itself. The end of ${log}:\n${last}`;
	});
	return {
		pid: child.pid ?? 0,
		ended,
		async stop() {
			stopping = true;
			if (child.exitCode !== null || child.signalCode !== null) return;
			child.kill("SIGTERM");
			const late = setTimeout(() => child.kill("SIGKILL"), 5_000);
			await over;
			clearTimeout(late);
		},
	};
}
