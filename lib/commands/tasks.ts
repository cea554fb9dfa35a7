import type { JobHelpers, Task } from "graphile-worker";
import { tasks as datasets } from "../datasets";
import { tasks as exposure } from "../exposure";
import { tasks as fakes } from "../fakes";
import { tasks as identity } from "../identity";
import { errorCode } from "../log";
import { tasks as mail } from "../mail";
import { tasks as messages } from "../messages";
import { tasks as reminders } from "../reminders";
import { tasks as subscriptions } from "../subscriptions";

/** The tasks of each subject. */
const subjects = [datasets, exposure, fakes, identity, mail, messages, reminders, subscriptions] as Record<
	string,
	Task
>[];

/** The scheduled tasks, all of the second lane, in graphile-worker's crontab format. Times are in UTC. */
const timetable = `
17 3 * * * forget_sign_ins
27 3 * * * forget_mail
37 3 * * * forget_fake_reports
37 3 * * * forget_suppressions
37 3 * * * forget_webhooks
47 * * * * forget_unsent_codes
* * * * * sweep_imports
* * * * * count_checks ?priority=30
*/5 * * * * send_reminders
* * * * * send_updates ?priority=30
* * * * * ask_carriers ?priority=10
* * * * * send_pushes ?priority=30
*/2 * * * * recover_deliveries ?priority=-10
* * * * * report_mail ?priority=-30
* * * * * report_codes ?priority=-30
`;

/**
 * All tasks. Each replaces an error by its code: the queue saves error messages in the database, and those of mail servers and
 * drivers quote addresses.
 */
const tasks: Record<string, Task> = Object.fromEntries(
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

const { import_dataset, ...others } = tasks as Record<string, Task> & { import_dataset: Task };

/**
 * The tasks in lanes, each with workers of its own, so that imports never hold mail. One import uses
 * all processors, so a second at the same time would only slow down mail. A relay that takes 300 ms for a mail gets
 * 80 a second from the second lane.
 */
export const lanes = [
	{ taskList: { import_dataset }, concurrency: 1 },
	{ taskList: others, concurrency: 24, crontab: timetable },
];
