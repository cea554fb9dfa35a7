/** The clock of a PostgreSQL that is moved while it runs, by libfaketime, where that is installed. */
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cleanEnvironment } from "@/db/embedded/server";

/** The library, where Debian and others put it. */
const library = ["x86_64-linux-gnu/", "aarch64-linux-gnu/", ""]
	.map((machine) => `/usr/lib/${machine}faketime/libfaketime.so.1`)
	.find((file) => existsSync(file));
export const faketimeInstalled = library !== undefined;

/**
 * Gives each PostgreSQL that this process starts from now on a clock that can be moved. Returns how. `folder` is one that PostgreSQL's user can reach. Waits
 * and limits of time are by another clock of the machine, which goes on.
 */
export function lendClock(folder: string): { moveTo(hours: number): void; takeBack(): void } {
	const file = path.join(folder, "database-clock");
	const moveTo = (hours: number) => writeFileSync(file, `${hours < 0 ? "" : "+"}${hours * 3_600}\n`);
	moveTo(0);
	const variables = {
		LD_PRELOAD: library,
		FAKETIME_TIMESTAMP_FILE: file,
		FAKETIME_NO_CACHE: "1",
		FAKETIME_DONT_FAKE_MONOTONIC: "1",
	};
	Object.assign(cleanEnvironment, variables);
	return {
		moveTo,
		takeBack: () => Object.keys(variables).forEach((name) => void delete cleanEnvironment[name]),
	};
}
