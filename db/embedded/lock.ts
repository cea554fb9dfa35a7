import { execFileSync } from "node:child_process";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** Returns the start time of a process as the machine writes it. Distinguishes a process from a later one with the same id. */
function startOf(pid: number): string | undefined {
	try {
		if (process.platform === "linux")
			return readFileSync(`/proc/${pid}/stat`, "utf8")
				.replace(/^.*\) /s, "")
				.split(" ")[19];
		if (process.platform === "win32") {
			process.kill(pid, 0);
			return "running";
		}
		return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
	} catch {
		return undefined;
	}
}

/** Whether the process that wrote this line is still running. */
function isHeld(line: string): boolean {
	const [pid, start] = line.split("\t");
	return Boolean(pid) && start !== undefined && startOf(Number(pid)) === start;
}

function read(file: string): string | undefined {
	try {
		return readFileSync(file, "utf8");
	} catch {
		return undefined;
	}
}

/** Returns the id of the running process that holds a lock, or undefined. */
export function holder(file: string): number | undefined {
	const line = read(file);
	return line && isHeld(line) ? Number(line.split("\t")[0]) : undefined;
}

/**
 * Takes a lock if no running process holds it. Returns the function that releases it, or undefined. The lock of a killed process
 * is free at once.
 */
export function tryLock(file: string): (() => void) | undefined {
	const ownLine = `${process.pid}\t${startOf(process.pid)}\t${Math.random()}`;
	const draft = `${file}.${process.pid}`;
	const left = read(file);
	if (left !== undefined) {
		if (isHeld(left)) return undefined;
		// Renames the old lock first, so that only one of two processes removes it.
		const aside = `${draft}.left`;
		try {
			renameSync(file, aside);
			const moved = read(aside);
			if (moved !== undefined && isHeld(moved)) linkSync(aside, file);
			rmSync(aside, { force: true });
		} catch {
			return undefined;
		}
	}
	writeFileSync(draft, ownLine, { mode: 0o600 });
	try {
		linkSync(draft, file);
	} catch {
		return undefined;
	} finally {
		rmSync(draft, { force: true });
	}
	return () => {
		if (read(file) === ownLine) rmSync(file, { force: true });
	};
}

/** Takes a lock. Waits while a running process holds it. Throws after `seconds`. Returns the function that releases it. */
export async function lock(file: string, seconds = 120): Promise<() => void> {
	for (let tries = 0; tries < seconds * 20; tries++) {
		const release = tryLock(file);
		if (release) return release;
		await wait(50);
	}
	throw new Error(`Process ${holder(file)} has been starting the database for ${seconds} seconds; see ${file}.`);
}
