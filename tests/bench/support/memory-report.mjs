// Loaded into a program of the site with NODE_OPTIONS=--import: on SIGUSR2 it writes its memory and its descriptors to MEMORY_REPORT. Beside a
// file whose name ends with .wanted, it first collects garbage and writes all of its objects, as V8 does: that halts the program for seconds.
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { setFlagsFromString, writeHeapSnapshot } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
process.on("SIGUSR2", () => {
	const file = process.env.MEMORY_REPORT ?? "";
	if (existsSync(`${file}.wanted`)) {
		collect();
		collect();
		writeHeapSnapshot(`${file}.heapsnapshot`);
		rmSync(`${file}.wanted`);
	}
	const descriptors = process.platform === "linux" ? readdirSync("/proc/self/fd").length : 0;
	writeFileSync(file, JSON.stringify({ rss: process.memoryUsage.rss(), descriptors }));
});
