import { ReferenceForm } from "@/components/staff/reference-form";
import { Actions, ButtonLink } from "@/components/ui/button";
import { Meta, Notice, PageHeading, Section } from "@/components/ui/layout";
import { Figures } from "@/components/ui/list";
import { checkCounts } from "@/lib/exposure";
import { formatNumber } from "@/lib/format-number";
import { requireStaff } from "@/lib/identity/guard";
import { referenceExample } from "@/lib/ids";
import { organisation } from "@/lib/organisation";
import { formatDateTime } from "@/lib/time";
import { StaffPage, staffTitle } from "./_shared/page-shell";
import { todoList } from "./_shared/todo-list";
import { TodoTable } from "./_shared/todo-table";
import { findReference } from "./actions";

/** The staff's first page: today's counts and the to-do list. */
export default async function DeskPage() {
	const staff = await requireStaff("desk:read", "/staff");
	const now = new Date();
	const [checks, todos] = await Promise.all([checkCounts(staff), todoList(staff, now)]);
	return (
		<StaffPage staff={staff} path="/staff">
			<PageHeading>Today</PageHeading>
			<Actions>
				{staff.permissions.includes("updates:write") ? (
					<ButtonLink href="/staff/updates/new" shape="plain">
						Write an update
					</ButtonLink>
				) : null}
				{staff.permissions.includes("messages:write") ? (
					<ButtonLink href="/staff/messages/new" shape="plain">
						Write a message
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
					<Notice>
						Nothing to do. Every update we promised is published
						{organisation().languages.includes("cy") ? ", and every text is in Welsh too" : ""}.
					</Notice>
				) : (
					<TodoTable todos={todos} now={now} />
				)}
			</Section>
			<Section title="Look up a reference">
				<ReferenceForm title={staffTitle("Desk", "/staff")} action={findReference} example={referenceExample} />
			</Section>
			<Section title="People who have checked">
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
							label: "of them affected",
							note: checks?.people ? `${Math.round((100 * checks.affected) / checks.people)}%` : undefined,
						},
					]}
				/>
				<Meta>
					{checks
						? `Counted ${formatDateTime(checks.countedAt, "en")}. The figures are counted again every minute.`
						: "These figures are counted every minute. They have not been counted yet."}
				</Meta>
			</Section>
		</StaffPage>
	);
}
