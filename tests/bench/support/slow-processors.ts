/**
 * Slow processors for the web, by the kernel's quotas: each is a share of one of the machine's, so that PostgreSQL and what asks have the rest.
 * A process's main thread gets one of them at most, as it can use no more than one in reality; its other threads share all of them.
 */
import { appendFileSync, existsSync, mkdirSync, readdirSync, rmdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** How much of one of the machine's processors a slow one is. */
export const slowShare = 0.25;
/** Each quota is for so long: the kernel hands it out in slices of 5 ms, and a longer pause would leave whoever asks without an answer. */
const periodUs = 20_000;

const root = "/sys/fs/cgroup";
/** cgroup version 1 where it has the cpu controller, otherwise version 2. */
const isFirst = existsSync(path.join(root, "cpu", "cpu.cfs_quota_us"));

function limit(folder: string, processors: number): void {
	const quota = String(Math.round(periodUs * slowShare * processors));
	if (isFirst) {
		appendFileSync(path.join(folder, "cpu.cfs_period_us"), String(periodUs));
		appendFileSync(path.join(folder, "cpu.cfs_quota_us"), quota);
	} else appendFileSync(path.join(folder, "cpu.max"), `${quota} ${periodUs}`);
}

function makeGroup(folder: string, processors: number): void {
	mkdirSync(folder);
	limit(folder, processors);
}

export class SlowProcessors {
	readonly #folder: string;

	private constructor(name: string, count: number) {
		this.#folder = path.join(root, isFirst ? "cpu" : "", `bench-${process.pid}-${name}`);
		makeGroup(this.#folder, count);
	}

	/** Makes as many slow processors as `count`. Undefined where this process may not: not as root, or in a container. */
	static make(name: string, count: number): SlowProcessors | undefined {
		try {
			return new SlowProcessors(name, count);
		} catch {
			return undefined;
		}
	}

	/** Moves processes to these processors. Once more after a while moves the threads that they have started since. */
	hold(processes: readonly number[]): void {
		for (const pid of processes) {
			const main = path.join(this.#folder, `main-${pid}`);
			appendFileSync(path.join(this.#folder, "cgroup.procs"), String(pid));
			if (!existsSync(main)) {
				mkdirSync(main);
				if (!isFirst) {
					appendFileSync(path.join(main, "cgroup.type"), "threaded");
					appendFileSync(path.join(this.#folder, "cgroup.subtree_control"), "+cpu");
				}
				limit(main, 1);
			}
			appendFileSync(path.join(main, isFirst ? "tasks" : "cgroup.threads"), String(pid));
		}
	}

	/** Removes them once the processes have ended. */
	async remove(): Promise<void> {
		for (let tries = 0; existsSync(this.#folder) && tries < 50; tries++) {
			try {
				for (const name of readdirSync(this.#folder, { withFileTypes: true }))
					if (name.isDirectory()) rmdirSync(path.join(this.#folder, name.name));
				rmdirSync(this.#folder);
			} catch {
				await wait(200);
			}
		}
	}
}
