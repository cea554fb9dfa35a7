import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

/** What a running server says of itself. `ready` once it takes connections. */
type Postmaster = { pid: number; port: number; ready: boolean };

/** The command line of a process, or undefined if there is none by that number. */
export function commandOf(pid: number): string | undefined {
	try {
		if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8") || undefined;
		return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8", stdio: "pipe" });
	} catch {
		return undefined;
	}
}

/** The process a data folder names as its server, running or not. */
export function processOf(data: string): number | undefined {
	try {
		return Number.parseInt(readFileSync(path.join(data, "postmaster.pid"), "utf8"), 10) || undefined;
	} catch {
		return undefined;
	}
}

/**
 * Reads postmaster.pid of a data folder (its lines: process, folder, start, port, socket, address, memory, status).
 * Undefined where no server runs, also when the number has since gone to another process or the folder is a copy.
 */
export function readPidFile(data: string): Postmaster | undefined {
	let lines: string[];
	try {
		lines = readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
	} catch {
		return undefined;
	}
	const pid = Number(lines[0]);
	if (!pid || lines[1] !== data || !commandOf(pid)?.includes(data)) return undefined;
	return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}
