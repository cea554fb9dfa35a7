import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Batch } from "../reading/split-batches";
import { type BatchPlan, type BatchResult, batchProcessor } from "./process-batch";

/** Files with fewer batches are processed without threads, because starting them takes longer. */
const minThreadedBatches = 6;

/** One thread. Processes its batches in order. */
class WorkerThread {
	#waiting: { resolve: (result: BatchResult) => void; reject: (error: Error) => void }[] = [];
	#worker: Worker;
	constructor(plan: BatchPlan) {
		// The bundle has the file in the same folder (lib/commands/bundle.mjs). The web process never starts a thread.
		this.#worker = new Worker(join(/* turbopackIgnore: true */ import.meta.dirname, "worker-thread.mjs"), {
			workerData: plan,
			execArgv: [],
			resourceLimits: { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 128 },
		});
		this.#worker.on("message", (result: BatchResult) => this.#waiting.shift()?.resolve(result));
		this.#worker.on("error", (error) => {
			for (const { reject } of this.#waiting.splice(0)) reject(error as Error);
		});
	}
	get load(): number {
		return this.#waiting.length;
	}
	run(batch: Batch): Promise<BatchResult> {
		return new Promise((resolve, reject) => {
			this.#waiting.push({ resolve, reject });
			this.#worker.postMessage(batch, [batch.bytes.buffer]);
		});
	}
	async stop(): Promise<void> {
		await this.#worker.terminate();
	}
}

/**
 * Processes batches on up to four processors. Yields the results in the order of the file, so that two imports of one file
 * are the same. Processes only a few batches at a time, so memory does not grow with the file. Throws what a batch throws.
 */
export async function* processInOrder(plan: BatchPlan, batches: AsyncIterable<Batch>): AsyncGenerator<BatchResult> {
	const reader = batches[Symbol.asyncIterator]();
	const first: Batch[] = [];
	while (first.length < minThreadedBatches) {
		const next = await reader.next();
		if (next.done) {
			const processBatch = batchProcessor(plan);
			for (const batch of first) yield processBatch(batch);
			return;
		}
		first.push(next.value);
	}
	yield* processOnWorkers(plan, first, reader);
}

async function* processOnWorkers(
	plan: BatchPlan,
	first: Batch[],
	reader: AsyncIterator<Batch>,
): AsyncGenerator<BatchResult> {
	const threads = Array.from(
		{ length: Math.max(1, Math.min(4, availableParallelism())) },
		() => new WorkerThread(plan),
	);
	const pending: Promise<BatchResult>[] = [];
	try {
		for (;;) {
			const next = first.length ? { done: false, value: first.shift() as Batch } : await reader.next();
			if (next.done) break;
			const batch: Batch = next.value;
			const idlest = threads.reduce((one, other) => (other.load < one.load ? other : one));
			const result = idlest.run(batch);
			result.catch(() => {}); // awaited below, in order
			pending.push(result);
			if (pending.length > threads.length + 2) yield (await pending.shift()) as BatchResult;
		}
		while (pending.length) yield (await pending.shift()) as BatchResult;
	} finally {
		await reader.return?.();
		await Promise.all(threads.map((thread) => thread.stop()));
	}
}
