import type { JobHelpers, Task } from "graphile-worker";
import { tasks as datasets } from "../datasets";
import { tasks as identity } from "../identity";
import { errorCode } from "../log";
import { tasks as mail } from "../mail";
import { tasks as reminders } from "../reminders";

/** The worker's tasks. Each subject brings its own. */
const subjects = [datasets, identity, mail, reminders] as Record<string, Task>[];

/** When the worker does something unasked, in the queue's crontab format, times in UTC. */
export const timetable = `
17 3 * * * forget_sign_ins
27 3 * * * forget_mail
* * * * * sweep_imports
*/5 * * * * send_reminders
`;

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
