import type { Metadata } from "next";
import { Notice, PageHeading, Section } from "@/components/ui/layout";
import { DataTable, Figures } from "@/components/ui/list";
import { countChecks } from "@/lib/exposure";
import { requireStaff } from "@/lib/identity/guard";
import { formatNumber } from "@/lib/numbers";
import { ActionLink } from "./_shared/action-link";
import { StaffPage } from "./_shared/page-shell";
import { todoList } from "./_shared/todo-list";

export const metadata: Metadata = { title: "Desk" };

/** The staff's first page: today's counts and the to-do list. */
export default async function DeskPage() {
	const staff = await requireStaff("desk:read", "/staff");
	const [checks, todos] = await Promise.all([countChecks(staff), todoList(staff, new Date())]);
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
					{ value: formatNumber(todos.length), label: todos.length === 1 ? "thing waits" : "things wait" },
				]}
			/>
			<Section title="Waiting for somebody">
				{todos.length === 0 ? (
					<Notice>Nothing waits. Every promised update is out and every text has its Welsh.</Notice>
				) : (
					<DataTable caption="What waits" captionHidden head={["What", "Why", "Action"]}>
						{todos.map((todo) => (
							<tr key={todo.title + todo.reason}>
								<th scope="row">{todo.title}</th>
								<td>{todo.reason}</td>
								<td>{todo.href ? <ActionLink href={todo.href} label="Open" about={todo.title} /> : null}</td>
							</tr>
						))}
					</DataTable>
				)}
			</Section>
		</StaffPage>
	);
}
