/** A worker thread of the importer: receives batches and sends their results. Started by worker-pool.ts. */
import { parentPort, workerData } from "node:worker_threads";
import type { Batch } from "../reading/split-batches";
import { type BatchPlan, processBatch } from "./process-batch";

parentPort?.on("message", (batch: Batch) => {
	const result = processBatch(workerData as BatchPlan, batch);
	parentPort?.postMessage(result, [result.lines.buffer, result.profileOffsets.buffer]);
});
