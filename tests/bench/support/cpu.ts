import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** The processor time a process has used so far, its user's and the system's, in milliseconds. */
export function cpuMilliseconds(pid: number): number {
	if (process.platform === "linux") {
		const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
			.replace(/^.*\) /s, "")
			.split(" ");
		// Fields 14 and 15 of proc(5), in ticks of a hundredth of a second.
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
