/** A worker thread of the importer: batches come in, what they became goes out. Started by worker-pool.ts. */
import { parentPort, workerData } from "node:worker_threads";
import type { Batch } from "../reading/split-batches";
import { type BatchPlan, processBatch } from "./process-batch";

parentPort?.on("message", (batch: Batch) => {
	const result = processBatch(workerData as BatchPlan, batch);
	parentPort?.postMessage(result, [result.lines.buffer, result.profilePlaces.buffer]);
});
