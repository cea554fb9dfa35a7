import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { buildFolder, takesOverVariable } from "@/lib/env";
import { log } from "@/lib/log";
import type { OtherBuild } from "./other-build";
import { offerControl, type Say } from "./web-control";

/** How long a process may take to end, in milliseconds. It cuts off its last responses itself after 25 s. */
const endMs = 28_000;
/** How long to wait before a process that ended by itself is replaced, in milliseconds. */
const replaceMs = 500;
/** How long a successor may take until it answers, in milliseconds. */
const answerMs = 60_000;
/**
 * The most that each half of V8's space for new objects grows to, in MiB. V8 takes 16 at most by itself. With more, most of a page's objects
 * are no longer needed when the rest are copied: for 20 MB a process, pages take 3 to 13 % less of the processor (docs/figures.md).
 */
const newObjectsMiB = 32;
/** How often a successor is tried once another one of its build has answered. */
const triesOfLater = 3;

/** The message on which a process finishes its responses and ends. Signals reach all processes of a terminal at once, so they ignore them. */
export const drainMessage = "drain";
/** The processes that serve, each since it listens. */
const serving = new Set<Worker>();
/** The folder of the release that processes are started from. */
let release = process.cwd();
const distOf = (folder: string) => path.resolve(folder, buildFolder);

let stopping = false;

/** Passes on what a process writes to stderr. Returns a function that reads what it ended with: an error's own line, or the last one. */
function endingOf({ process: { stderr } }: Worker): () => string {
	let last = "It ended without a word.";
	stderr?.on("data", (piece: Buffer) => {
		process.stderr.write(piece);
		const lines = piece
			.toString()
			.split("\n")
			.filter((line) => /^\S.*\w/.test(line) && !line.startsWith("Node.js v"));
		last = (lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1))?.slice(0, 300) ?? last;
	});
	return () => last;
}

type Start = { folder?: string; environment?: Record<string, string>; within?: number };

/** Starts a process. Resolves with undefined when it listens. Resolves with why it does not when it has ended. */
async function startProcess({ folder = release, environment, within }: Start = {}): Promise<string | undefined> {
	cluster.setupPrimary({
		exec: path.join(folder, "lib", "commands", "run-command.mjs"),
		// process.argv has lost the command's name.
		args: ["web"],
		execArgv: [...process.execArgv, `--max-semi-space-size=${newObjectsMiB}`],
		cwd: folder,
		stdio: ["ignore", "inherit", "pipe", "ipc"],
	});
	const started = cluster.fork(environment);
	let why = endingOf(started);
	const kill = () => {
		why = () => `It did not answer within ${answerMs / 1000} seconds.`;
		started.process.kill("SIGKILL");
	};
	const timer = within ? setTimeout(kill, within) : undefined;
	const ended = once(started, "exit").then(() => why());
	const listening = once(started, "listening").then(() => void serving.add(started));
	const reason = (await Promise.race([listening, ended])) ?? undefined;
	clearTimeout(timer);
	return reason;
}

/** Ends a process after its responses. Resolves when it has ended. */
async function endProcess(ending: Worker): Promise<void> {
	serving.delete(ending);
	const ended = once(ending, "exit");
	ending.exitedAfterDisconnect = true;
	if (ending.isConnected()) ending.send(drainMessage);
	const timer = setTimeout(() => ending.process.kill("SIGKILL"), endMs);
	await ended;
	clearTimeout(timer);
}

async function stop(): Promise<never> {
	if (stopping) {
		for (const each of Object.values(cluster.workers ?? {})) each?.process.kill("SIGKILL");
		process.exit(1);
	}
	stopping = true;
	log.info({ event: "web.stopping" });
	await Promise.all(Object.values(cluster.workers ?? {}).map((each) => each && endProcess(each)));
	process.exit(0);
}

/** Replaces processes by ones of a folder, one at a time: each ends only when its successor answers. Returns how many it replaced. */
async function replaceAll(old: Worker[], folder: string, say: Say): Promise<number> {
	const environment = { [takesOverVariable]: distOf(release) };
	if (folder !== release)
		for (const each of old.filter((each) => each.isConnected()))
			each.send({ otherBuild: distOf(folder) } satisfies OtherBuild);
	for (const [replaced, each] of old.entries()) {
		let why: string | undefined;
		for (let tried = 0; tried < (replaced ? triesOfLater : 1); tried++) {
			why = await startProcess({ folder, environment, within: answerMs });
			if (!why || stopping) break;
		}
		if (why || stopping) {
			if (why) say(`A process of ${folder} does not answer: ${why}`);
			return replaced;
		}
		release = folder;
		say(
			`${replaced + 1} of ${old.length}: a process of ${folder} answers. The one before it finishes its responses and ends.`,
		);
		// It may have died meanwhile, and has a successor then.
		if (serving.has(each)) await endProcess(each);
	}
	return old.length;
}

/** Whether processes are being started or replaced. */
let busy = true;

/** Goes over to the build of a folder, and says in sentences how far it came. Resolves with whether all processes are replaced. */
async function rollOver(folder: string, say: Say): Promise<boolean> {
	const unchanged = `Nothing has changed: the web serves from ${release}.`;
	const built = existsSync(path.join(distOf(folder), "BUILD_ID"));
	if (busy || stopping) say("The web is being started, replaced or stopped already: wait until it has done that.");
	else if (!built) say(`There is no build in ${folder}: type npm run build there first. ${unchanged}`);
	if (busy || stopping || !built) return false;
	busy = true;
	const old = [...serving];
	const replaced = await replaceAll(old, folder, say);
	busy = false;
	const all = replaced === old.length;
	if (all) log.info({ event: "web.rolled-over", count: replaced });
	else log.error({ event: "web.roll-over-failed", count: replaced });
	if (replaced === 0) say(unchanged);
	else if (all) say(`All ${replaced} processes serve from ${folder}.`);
	else say(`${replaced} of ${old.length} processes serve from ${folder}, the others from before. Type the same again.`);
	return all;
}

/** Starts another in place of a process that served and ended by itself. Tries until one listens. */
async function replace(ended: Worker, code: number): Promise<void> {
	if (!serving.delete(ended) || stopping) return;
	log.error({ event: "web.process-ended", count: code });
	do await wait(replaceMs);
	while (!stopping && (await startProcess()));
}

/**
 * Runs the web in several processes that share the port, through node:cluster. They start one after the other. The first one to fail
 * before it listens ends the web, because it has said why. SIGTERM ends all after their responses; SIGHUP replaces them one at
 * a time, and `npm run roll-over` by those of another release. This process stays that of the first release.
 */
export async function runProcesses(count: number): Promise<void> {
	for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());
	process.on("SIGHUP", () => void rollOver(release, () => {}));
	await offerControl(release, rollOver);
	for (let at = 0; at < count; at++) if ((await startProcess()) && !stopping) process.exit(1);
	cluster.on("exit", (ended, code) => void replace(ended, code));
	busy = false;
	log.info({ event: "web.processes-started", count });
}
