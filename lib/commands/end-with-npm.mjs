import { readFileSync } from "node:fs";

/** Returns the parent of a process; undefined if it has ended or the system has no /proc. */
function parentOf(pid) {
	try {
		return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ")[1];
	} catch {
		return undefined;
	}
}

/**
 * Sends this process SIGTERM when the npm that started it has ended. npm passes signals on to its shell, and not every shell
 * passes them on; a killed npm passes on nothing. Without this the process would live on and keep its port.
 */
export function endWithNpm() {
	if (!process.env.npm_lifecycle_event) return;
	const { ppid } = process;
	const parentOfShell = parentOf(ppid);
	const watch = setInterval(() => {
		if (process.ppid === ppid && parentOf(ppid) === parentOfShell) return;
		clearInterval(watch);
		process.kill(process.pid, "SIGTERM");
	}, 500);
	watch.unref();
}
