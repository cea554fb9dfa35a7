/** A worker thread of the importer: batches come in, what they became goes out. Started by threads.ts. */
import { parentPort, workerData } from "node:worker_threads";
import { type Batch, type BatchPlan, keepBatch } from "./process-batch";

parentPort?.on("message", (batch: Batch) => {
	const result = keepBatch(workerData as BatchPlan, batch);
	parentPort?.postMessage(result, [result.lines.buffer, result.profilePlaces.buffer]);
});
