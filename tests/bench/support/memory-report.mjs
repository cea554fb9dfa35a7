// Loaded into a program of the site with NODE_OPTIONS=--import: on SIGUSR2 it writes its memory and its descriptors to MEMORY_REPORT and, after a
// collection of garbage, all of its objects beside it, as V8 does. That halts the program for seconds.
import { readdirSync, renameSync, writeFileSync } from "node:fs";
import { setFlagsFromString, writeHeapSnapshot } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
process.on("SIGUSR2", () => {
	const file = process.env.MEMORY_REPORT ?? "";
	const rss = process.memoryUsage.rss();
	const descriptors = process.platform === "linux" ? readdirSync("/proc/self/fd").length : 0;
	collect();
	collect();
	writeHeapSnapshot(`${file}.heapsnapshot`);
	writeFileSync(`${file}.partial`, JSON.stringify({ rss, descriptors }));
	renameSync(`${file}.partial`, file);
});
