import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

/** A running server, from its postmaster.pid. `ready` is true once it accepts connections. */
type Postmaster = { pid: number; port: number; ready: boolean };

/** Returns the command line of a process, or undefined if no process has that id. */
export function commandOf(pid: number): string | undefined {
	try {
		if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8") || undefined;
		return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8", stdio: "pipe" });
	} catch {
		return undefined;
	}
}

/** Returns the process id in a data folder's postmaster.pid, whether it is running or not. */
export function readPid(data: string): number | undefined {
	try {
		return Number.parseInt(readFileSync(path.join(data, "postmaster.pid"), "utf8"), 10) || undefined;
	} catch {
		return undefined;
	}
}

/**
 * Reads postmaster.pid of a data folder (its lines: process, folder, start, port, socket, address, memory, status).
 * Returns undefined if no server runs, if another process now has its id, or if the folder is a copy.
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
