import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A worker process, as npm run worker starts it. `lines` are the lines it has logged so far. */
export type WorkerProcess = { process: ChildProcess; lines: Record<string, unknown>[]; stop(): Promise<void> };

/** Starts a worker on the test file's database. Returns it when it takes jobs. */
export async function startWorker(environment: Record<string, string> = {}): Promise<WorkerProcess> {
	const child = spawn(process.execPath, ["lib/commands/run-command.mjs", "worker"], {
		env: { ...process.env, LOG_LEVEL: "info", ...environment },
		stdio: ["ignore", "pipe", "inherit"],
	});
	const lines: Record<string, unknown>[] = [];
	const output = createInterface({ input: child.stdout });
	await new Promise<void>((resolve, reject) => {
		child.once("exit", () => reject(new Error("the worker has ended before it started")));
		output.on("line", (line) => {
			lines.push(JSON.parse(line));
			if (lines.at(-1)?.event === "worker.started") resolve();
		});
	});
	const exited = once(child, "exit");
	return {
		process: child,
		lines,
		async stop() {
			child.kill("SIGTERM");
			await exited;
		},
	};
}
