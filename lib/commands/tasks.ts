import type { JobHelpers, Task } from "graphile-worker";
import { tasks as datasets } from "../datasets";
import { tasks as identity } from "../identity";
import { errorCode } from "../log";
import { tasks as mail } from "../mail";
import { tasks as reminders } from "../reminders";

/** The tasks of each subject. */
const subjects = [datasets, identity, mail, reminders] as Record<string, Task>[];

/** The scheduled tasks, in graphile-worker's crontab format. Times are in UTC. */
export const timetable = `
17 3 * * * forget_sign_ins
27 3 * * * forget_mail
* * * * * sweep_imports
*/5 * * * * send_reminders
`;

/**
 * All tasks. Each replaces an error by its code: the queue saves error messages in the database, and those of mail servers and
 * drivers quote addresses.
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
