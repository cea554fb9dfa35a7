import { type ChildProcess, spawn } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** A running part of the site. */
export type Child = {
	pid: number;
	/** Resolves with the reason when it ends by itself; never after `stop`. */
	ended: Promise<string>;
	stop(): Promise<void>;
};

/** Arguments for Node that end a program when the process that started it ends. The program needs an "ipc" channel. */
export const exitWithParent = ["--import", new URL("./exit-with-parent.mjs", import.meta.url).href];

/** Returns the last lines of a log file. */
function lastLines(log: string, count: number): string {
	return readFileSync(log, "utf8").trim().split("\n").slice(-count).join("\n");
}

/**
 * Waits until an address answers 200. Throws with the log file and its last line if that takes longer than `within`
 * milliseconds, and when the signal is aborted.
 */
export async function untilAnswered(
	address: string,
	log: string,
	{ within = 60_000, signal }: { within?: number; signal?: AbortSignal } = {},
): Promise<void> {
	const deadline = AbortSignal.timeout(within);
	while (!deadline.aborted) {
		const answer = await fetch(address, { signal: deadline }).catch(() => undefined);
		if (answer?.ok) return;
		await wait(100, undefined, signal ? { signal } : {});
	}
	throw new Error(
		`${address} did not answer within ${within / 1000} seconds. The last line of ${log}:\n${lastLines(log, 1)}`,
	);
}

/** Starts a Node program that writes to a log file and ends when this process does. */
export function startChild(name: string, args: string[], env: NodeJS.ProcessEnv, log: string): Child {
	const output = openSync(log, "w", 0o600);
	const child: ChildProcess = spawn(process.execPath, [...exitWithParent, ...args], {
		env,
		cwd: fileURLToPath(new URL("../../..", import.meta.url)),
		// A process group of its own: Ctrl-C reaches only the demo, which stops its parts in order.
		detached: true,
		stdio: ["ignore", output, output, "ipc"],
	});
	let stopping = false;
	const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
	const ended = exited.then(() => {
		if (stopping) return new Promise<string>(() => {});
		return `The ${name} has ended by itself. The end of ${log}:\n${lastLines(log, 12)}`;
	});
	return {
		pid: child.pid ?? 0,
		ended,
		async stop() {
			stopping = true;
			if (child.exitCode !== null || child.signalCode !== null) return;
			child.kill("SIGTERM");
			const killTimer = setTimeout(() => child.kill("SIGKILL"), 5_000);
			await exited;
			clearTimeout(killTimer);
		},
	};
}
