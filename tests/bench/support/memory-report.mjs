// Loaded into a program of the site with NODE_OPTIONS=--import: on SIGUSR2 it collects garbage and writes what is left to MEMORY_REPORT.
import { readdirSync, writeFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
process.on("SIGUSR2", () => {
	collect();
	collect();
	const { heapUsed, external, rss } = process.memoryUsage();
	const descriptors = process.platform === "linux" ? readdirSync("/proc/self/fd").length : 0;
	writeFileSync(
		process.env.MEMORY_REPORT ?? "",
		JSON.stringify({ kept: heapUsed + external, rss, descriptors, resources: process.getActiveResourcesInfo().length }),
	);
});
