import type { Metadata } from "next";
import { Notice, PageHeading, Section } from "@/components/ui/layout";
import { Ledger } from "@/components/ui/list";
import { requireStaff } from "@/lib/identity/guard";
import { pageNumber } from "@/lib/pagination";
import { reminderQueue } from "@/lib/reminders";
import { formatDate } from "@/lib/time";
import { StaffPage } from "../_shared/page-shell";
import { StaffPagination } from "../_shared/pagination";
import { wayWords } from "./labels";

export const metadata: Metadata = { title: "Reminders" };

const done: Record<string, string> = {
	given: "Marked as done.",
	"not-reached": "Marked as not reached. It does not wait any more.",
};
const problems: Record<string, string> = {
	absent: "That reminder does not wait any more.",
	"not-needed": "That reminder is not needed any more, and has left the list. Do not call or write.",
};

/** Who asked to be reminded by a call or a letter, and whose day has come. Emails go by themselves. */
export default async function RemindersPage(props: PageProps<"/staff/reminders">) {
	const staff = await requireStaff("desk:read", "/staff/reminders");
	const query = await props.searchParams;
	const { reminders, all, page, pages } = await reminderQueue.waitingReminders(staff, pageNumber(query.page) ?? 1);
	const notice = done[String(query.done)];
	const problem = problems[String(query.problem)];
	return (
		<StaffPage staff={staff} path="/staff/reminders">
			<PageHeading lead="People who asked to be reminded by a call or a letter. Emails go by themselves.">
				Reminders
			</PageHeading>
			{notice ? <Notice>{notice}</Notice> : null}
			{problem ? <Notice tone="wait">{problem}</Notice> : null}
			<Section title={all === 1 ? "1 reminder waits" : `${all} reminders wait`}>
				{reminders.length === 0 ? (
					<p>Nobody waits for a call or a letter.</p>
				) : (
					<Ledger caption="Reminders that wait" captionHidden head={["How", "Asked for", "Action"]}>
						{reminders.map((reminder) => (
							<tr key={reminder.id}>
								<th scope="row">{wayWords[reminder.channel]}</th>
								<td>
									<time dateTime={reminder.dueAt.toISOString()}>{formatDate(reminder.dueAt, "en")}</time>
								</td>
								<td>
									<a href={`/staff/reminders/${reminder.id}`}>
										Open
										<span className="sr-only">
											{" "}
											{wayWords[reminder.channel]}, {formatDate(reminder.dueAt, "en")}
										</span>
									</a>
								</td>
							</tr>
						))}
					</Ledger>
				)}
				<StaffPagination label="Pages of reminders" path="/staff/reminders" page={page} pages={pages} />
			</Section>
		</StaffPage>
	);
}
