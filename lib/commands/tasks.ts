import type { JobHelpers, Task } from "graphile-worker";
import { errorCode } from "../log";

/** What the queue may ask of the worker: each subject brings its own. */
const subjects: Record<string, Task>[] = [];

/** When the worker does something unasked, in the queue's crontab format, times in UTC. */
export const timetable = "";

/**
 * All tasks. An error leaves a task as its code alone: the queue keeps messages of errors in the database, and those of
 * mail servers and drivers quote addresses.
 */
export const tasks: Record<string, Task> = Object.fromEntries(
	subjects
		.flatMap((subject) => Object.entries(subject))
		.map(([name, task]) => [
			name,
			async (payload: unknown, helpers: JobHelpers) => {
				try {
					return await task(payload, helpers);
				} catch (error) {
					throw new Error(errorCode(error));
				}
			},
		]),
);
