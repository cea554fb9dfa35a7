import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { log } from "@/lib/log";

/** How long a process may take to end, in milliseconds. It cuts off its last responses itself after 25 s. */
const endMs = 28_000;
/** How long to wait before a process that ended by itself is replaced, in milliseconds. */
const replaceMs = 500;

/** The message on which a process finishes its responses and ends. Signals reach all processes of a terminal at once, so they ignore them. */
export const drainMessage = "drain";

const processes = () => Object.values(cluster.workers ?? {}).filter((each) => each !== undefined);

let stopping = false;

/** Starts a process. Resolves when it listens, or with false if it ended before. */
async function startProcess(): Promise<boolean> {
	const started = cluster.fork();
	const ended = once(started, "exit").then(() => false);
	return Promise.race([once(started, "listening").then(() => true), ended]);
}

/** Ends a process after its responses. Resolves when it has ended. */
async function endProcess(ending: Worker): Promise<void> {
	const ended = once(ending, "exit");
	ending.exitedAfterDisconnect = true;
	if (ending.isConnected()) ending.send(drainMessage);
	const timer = setTimeout(() => ending.process.kill("SIGKILL"), endMs);
	await ended;
	clearTimeout(timer);
}

async function stop(): Promise<never> {
	if (stopping) {
		for (const each of processes()) each.process.kill("SIGKILL");
		process.exit(1);
	}
	stopping = true;
	log.info({ event: "web.stopping" });
	await Promise.all(processes().map(endProcess));
	process.exit(0);
}

let rolling = false;

/** Replaces the processes one at a time: each ends only when its successor listens. */
async function rollOver(): Promise<void> {
	if (rolling || stopping) return;
	rolling = true;
	let replaced = 0;
	for (const each of processes()) {
		if (!(await startProcess())) {
			log.error({ event: "web.roll-over-failed", count: replaced });
			break;
		}
		await endProcess(each);
		replaced++;
	}
	rolling = false;
	log.info({ event: "web.rolled-over", count: replaced });
}

/** Starts another in place of a process that ended by itself. Tries until one listens. */
async function replace(ended: Worker, code: number): Promise<void> {
	if (stopping || ended.exitedAfterDisconnect) return;
	log.error({ event: "web.process-ended", count: code });
	do await wait(replaceMs);
	while (!stopping && !(await startProcess()));
}

/**
 * Runs the web in several processes that share the port, through node:cluster. They start one after the other. The first one to fail
 * before it listens ends the web, because it has said why. SIGTERM ends all after their responses; SIGHUP replaces them one at
 * a time, from the newest build.
 */
export async function runProcesses(count: number): Promise<void> {
	// process.argv has lost the command's name (lib/commands/run-command.mjs).
	cluster.setupPrimary({ args: ["web"] });
	for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());
	process.on("SIGHUP", () => void rollOver());
	for (let at = 0; at < count; at++) if (!(await startProcess()) && !stopping) process.exit(1);
	cluster.on("exit", (ended, code) => void replace(ended, code));
	log.info({ event: "web.processes-started", count });
}
