import { requireStaff } from "@/lib/identity/guard";
import { pageNumber } from "@/lib/pagination";
import { reminderQueue } from "@/lib/reminders";
import { formatDate } from "@/lib/time";
import { ActionLink } from "../_shared/action-link";
import { QueuePage } from "../_shared/queue-page";
import { channelLabels } from "./labels";

const done: Record<string, string> = {
	given: "Marked as done.",
	"not-reached": "Marked as not reached. It is no longer on the list.",
};
const problems: Record<string, string> = {
	absent: "That reminder is no longer on the list.",
	"not-needed": "That reminder is no longer needed, so we have removed it. Do not call or write.",
};

/** Lists the calls and letters that are due. The worker sends reminders by email. */
export default async function RemindersPage(props: PageProps<"/staff/reminders">) {
	const staff = await requireStaff("desk:read", "/staff/reminders");
	const query = await props.searchParams;
	const { reminders, all, page, pages } = await reminderQueue.waitingReminders(staff, pageNumber(query.page) ?? 1);
	return (
		<QueuePage
			staff={staff}
			path="/staff/reminders"
			title="Reminders"
			lead="People who asked to be reminded by a call or a letter. Emails are sent automatically."
			notice={done[String(query.done)]}
			problem={problems[String(query.problem)]}
			noun={{ one: "reminder", other: "reminders" }}
			empty="No calls or letters to make."
			total={all}
			page={page}
			pages={pages}
			head={["How", "Asked for", "Action"]}
			rows={reminders.map(({ id, channel, dueAt }) => ({
				key: id,
				cells: [
					channelLabels[channel],
					<time key="for" dateTime={dueAt.toISOString()}>
						{formatDate(dueAt, "en")}
					</time>,
					<ActionLink
						key="action"
						href={`/staff/reminders/${id}`}
						label="Open"
						about={`${channelLabels[channel]}, ${formatDate(dueAt, "en")}`}
					/>,
				],
			}))}
		/>
	);
}
