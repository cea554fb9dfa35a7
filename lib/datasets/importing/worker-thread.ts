/** A worker thread of the importer: receives batches and sends their results. Started by worker-pool.ts. */
import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import type { Batch } from "../reading/split-batches";
import { type BatchPlan, batchProcessor } from "./process-batch";

// Linux gives each thread a priority of its own: mail, which the main thread sends, does not wait for a busy processor.
setPriority(10);

const processBatch = batchProcessor(workerData as BatchPlan);

parentPort?.on("message", (batch: Batch) => {
	const result = processBatch(batch);
	parentPort?.postMessage(result, [result.lines.buffer, result.profileOffsets.buffer]);
});
