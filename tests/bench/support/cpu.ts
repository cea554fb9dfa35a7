import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** Returns the numbers after a process's name in /proc. The parent is the second, the times are the 12th to 15th (proc(5), fields 4, 14 to 17). */
const statOf = (pid: number) =>
	readFileSync(`/proc/${pid}/stat`, "utf8")
		.replace(/^.*\) /s, "")
		.split(" ");

/** Returns the id of a process's parent; 0 on other systems than Linux. */
export function parentOf(pid: number): number {
	return process.platform === "linux" ? Number(statOf(pid)[1]) : 0;
}

const used = (fields: string[]) => fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);

/** Returns the CPU time in milliseconds of each child of a process, its own ended children included. Empty for process 0. */
export function childrenMilliseconds(pid: number): number[] {
	if (pid === 0) return [];
	return readdirSync("/proc")
		.filter((name) => /^\d+$/.test(name))
		.flatMap((name) => {
			try {
				const fields = statOf(Number(name));
				return Number(fields[1]) === pid ? [used(fields)] : [];
			} catch {
				// The process has just ended.
				return [];
			}
		});
}

/** Returns the CPU time in milliseconds of a process and its children, ended ones included; 0 for process 0. */
export function familyMilliseconds(pid: number): number {
	return pid === 0 ? 0 : childrenMilliseconds(pid).reduce((sum, child) => sum + child, used(statOf(pid)));
}

/** Returns the CPU time of a process, user and system, in milliseconds. */
export function cpuMilliseconds(pid: number): number {
	if (process.platform === "linux") {
		const fields = statOf(pid);
		// The kernel counts hundredths of a second.
		return (Number(fields[11]) + Number(fields[12])) * 10;
	}
	const [seconds = "0", minutes = "0", hours = "0"] = execFileSync("ps", ["-o", "time=", "-p", String(pid)], {
		encoding: "utf8",
	})
		.trim()
		.split(":")
		.reverse();
	return (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
}

/**
 * Waits until a process has used less than a tenth of a processor for eight seconds. A web process draws its public pages at its start,
 * some of them again after five seconds.
 */
export async function quiet(pid: number): Promise<void> {
	for (let calm = 0; calm < 8; ) {
		const before = cpuMilliseconds(pid);
		await wait(1_000);
		calm = cpuMilliseconds(pid) - before > 100 ? 0 : calm + 1;
	}
}
