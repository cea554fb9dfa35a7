import { type BarPart, StackedBars } from "@/components/staff/stacked-bars";
import { Meta, Section } from "@/components/ui/layout";
import { DataTable } from "@/components/ui/list";
import type { Staff } from "@/lib/authority";
import { formatNumber } from "@/lib/format-number";
import { messageAdmin } from "@/lib/messages";
import type { CohortFigures } from "@/lib/messages/schema";
import { formatDay } from "@/lib/time";
import { cohortLabels, otherNoticeLabels } from "../labels";

type Count = Exclude<keyof CohortFigures, "cohort">;

/** The columns of the table. Prepared is the sum of accepted, bounced, unknown, and waiting or stopped. */
const columns: readonly [string, (figures: Record<Count, number>) => number][] = [
	["Left out", ({ excluded }) => excluded],
	["Prepared", ({ prepared }) => prepared],
	["Accepted", ({ accepted }) => accepted],
	["Bounced", ({ bounced }) => bounced],
	["Not known", ({ unknown }) => unknown],
	["Waiting or stopped", ({ waiting, stopped }) => waiting + stopped],
	["Checked since", ({ checked }) => checked],
	["Not reached", ({ notReached }) => notReached],
];

const parts: readonly (BarPart & { of: (figures: CohortFigures) => number })[] = [
	{ label: "Accepted", fill: "clear", of: ({ accepted }) => accepted },
	{ label: "Not known", fill: "wait", of: ({ unknown }) => unknown },
	{ label: "Bounced", fill: "stop", of: ({ bounced }) => bounced },
	{
		label: "Waiting, stopped or left out",
		fill: "empty",
		of: ({ waiting, stopped, excluded }) => waiting + stopped + excluded,
	},
];

/** Adds up the groups. */
function sumOf(all: readonly CohortFigures[]): Record<Count, number> {
	const sum = (name: Count) => all.reduce((total, figures) => total + figures[name], 0);
	return {
		prepared: sum("prepared"),
		excluded: sum("excluded"),
		accepted: sum("accepted"),
		bounced: sum("bounced"),
		unknown: sum("unknown"),
		waiting: sum("waiting"),
		stopped: sum("stopped"),
		checked: sum("checked"),
		notReached: sum("notReached"),
	};
}

/** Shows what became of a message for each group: a chart, the same numbers as a table, and what was done for people nobody reached. */
export async function MessageFigures(props: {
	staff: Staff;
	message: messageAdmin.StaffMessage;
	figures: readonly CohortFigures[];
}) {
	const { staff, message, figures } = props;
	if (!message.startedAt || figures.length === 0) return null;
	const notices = await messageAdmin.otherNotices(staff, message.id);
	const row = (key: string, label: string, own: Record<Count, number>) => ({
		key,
		cells: [label, ...columns.map(([, count]) => formatNumber(count(own)))],
	});
	return (
		<Section title="Figures">
			<StackedBars
				label="Chart of what happened to the message in each group. The table after it has the numbers."
				parts={parts}
				rows={figures.map((own) => ({ label: cohortLabels[own.cohort], values: parts.map(({ of }) => of(own)) }))}
			/>
			<DataTable
				caption="What happened to it in each group"
				head={["Group", ...columns.map(([name]) => name)]}
				figures={columns.map((_, column) => column + 1)}
				rows={[
					...figures.map((own) => row(own.cohort, cohortLabels[own.cohort], own)),
					row("all", "Everyone", sumOf(figures)),
				]}
			/>
			<Meta>
				Bounced: refused for good. Not reached: it bounced, was stopped or could not be sent. No letter is on its way to
				them either, and they have not checked since.
			</Meta>
			{notices.length > 0 ? (
				<DataTable
					caption="What was done instead"
					head={["Date", "How", "What", "Not reached by then"]}
					figures={[3]}
					rows={notices.map(({ id, doneOn, kind, note, notReached }) => ({
						key: id,
						cells: [formatDay(doneOn, "en"), otherNoticeLabels[kind], note, formatNumber(notReached)],
					}))}
				/>
			) : null}
			{message.incidentId ? (
				<p className="mt-6">
					<a href={`/staff/incidents/${message.incidentId}/notifications/download`}>
						Download who was told about this incident (CSV, without addresses)
					</a>
				</p>
			) : null}
		</Section>
	);
}
