import type { Metadata } from "next";
import { Notice, PageHeading, Section } from "@/components/ui/layout";
import { Figures, Ledger } from "@/components/ui/list";
import { formatQueue } from "@/lib/contact";
import { figures } from "@/lib/exposure";
import { overdueTopics } from "@/lib/guidance";
import { requireStaff } from "@/lib/identity/guard";
import { incidentAdmin, updateAdmin } from "@/lib/incidents";
import { formatNumber } from "@/lib/numbers";
import { reminderQueue } from "@/lib/reminders";
import { StaffPage } from "./_shared/page-shell";
import { waiting } from "./_shared/todo-list";

export const metadata: Metadata = { title: "Desk" };

/** What happened today and what waits for somebody. */
export default async function DeskPage() {
	const staff = await requireStaff("desk:read", "/staff");
	const now = new Date();
	const [checks, incidents, updates, formats, reminders] = await Promise.all([
		figures(staff),
		incidentAdmin.incidents(staff),
		updateAdmin.unfinished(staff),
		formatQueue.waitingRequests(staff, 1),
		reminderQueue.waitingReminders(staff, 1),
	]);
	const tasks = waiting({ incidents, updates, overdue: overdueTopics(now), formats, reminders, now, staff });
	return (
		<StaffPage staff={staff} path="/staff">
			<PageHeading>Today</PageHeading>
			<Figures
				figures={[
					{
						value: formatNumber(checks.today),
						label: checks.today === 1 ? "person checked today" : "people checked today",
					},
					{
						value: formatNumber(checks.people),
						label: checks.people === 1 ? "person checked so far" : "people checked so far",
					},
					{
						value: formatNumber(checks.affected),
						label: "of them were affected",
						note: checks.people > 0 ? `${Math.round((100 * checks.affected) / checks.people)}%` : undefined,
					},
					{ value: formatNumber(tasks.length), label: tasks.length === 1 ? "thing waits" : "things wait" },
				]}
			/>
			<Section title="Waiting for somebody">
				{tasks.length === 0 ? (
					<Notice>Nothing waits. Every promised update is out and every text has its Welsh.</Notice>
				) : (
					<Ledger caption="What waits" captionHidden head={["What", "Why", "Action"]}>
						{tasks.map((task) => (
							<tr key={task.what + task.why}>
								<th scope="row">{task.what}</th>
								<td>{task.why}</td>
								<td>
									{task.href ? (
										<a href={task.href}>
											Open<span className="sr-only"> {task.what}</span>
										</a>
									) : null}
								</td>
							</tr>
						))}
					</Ledger>
				)}
			</Section>
		</StaffPage>
	);
}
