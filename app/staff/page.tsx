import type { Metadata } from "next";
import { Actions, ButtonLink } from "@/components/ui/button";
import { Meta, Notice, PageHeading, Section } from "@/components/ui/layout";
import { DataTable, Figures } from "@/components/ui/list";
import { checkCounts } from "@/lib/exposure";
import { requireStaff } from "@/lib/identity/guard";
import { formatNumber } from "@/lib/numbers";
import { formatDateTime } from "@/lib/time";
import { ActionLink } from "./_shared/action-link";
import { StaffPage } from "./_shared/page-shell";
import { todoList } from "./_shared/todo-list";

export const metadata: Metadata = { title: "Desk" };

/** The staff's first page: today's counts and the to-do list. */
export default async function DeskPage() {
	const staff = await requireStaff("desk:read", "/staff");
	const [checks, todos] = await Promise.all([checkCounts(staff), todoList(staff, new Date())]);
	return (
		<StaffPage staff={staff} path="/staff">
			<PageHeading>Today</PageHeading>
			<Figures
				figures={[
					{
						value: checks ? formatNumber(checks.today) : "–",
						label: checks?.today === 1 ? "person checked today" : "people checked today",
					},
					{
						value: checks ? formatNumber(checks.people) : "–",
						label: checks?.people === 1 ? "person checked so far" : "people checked so far",
					},
					{
						value: checks ? formatNumber(checks.affected) : "–",
						label: "of them were affected",
						note: checks?.people ? `${Math.round((100 * checks.affected) / checks.people)}%` : undefined,
					},
					{ value: formatNumber(todos.length), label: todos.length === 1 ? "task to do" : "tasks to do" },
				]}
			/>
			<Meta>
				{checks
					? `People were counted ${formatDateTime(checks.countedAt, "en")}, as they are once a minute.`
					: "People are counted once a minute by the worker, which has not done so yet."}
			</Meta>
			<Actions>
				{staff.permissions.includes("updates:write") ? (
					<ButtonLink href="/staff/updates/new" shape="plain">
						Write an update
					</ButtonLink>
				) : null}
				{staff.permissions.includes("datasets:import") ? (
					<ButtonLink href="/staff/datasets" shape="plain">
						Upload a table
					</ButtonLink>
				) : null}
			</Actions>
			<Section title="To do">
				{todos.length === 0 ? (
					<Notice>Nothing to do. Every update we promised is published, and every text is in Welsh too.</Notice>
				) : (
					<DataTable
						caption="Tasks to do"
						captionHidden
						head={["What", "Why", "Action"]}
						rows={todos.map((todo) => ({
							key: todo.title + todo.reason,
							cells: [
								todo.title,
								todo.reason,
								todo.href ? (
									<ActionLink key="action" href={todo.href} label="Open" about={todo.title} />
								) : (
									<span key="action" className="text-soft">
										Your role does not include it
									</span>
								),
							],
						}))}
					/>
				)}
			</Section>
		</StaffPage>
	);
}
