import { DataTable } from "@/components/ui/list";
import { formatNumber } from "@/lib/format-number";
import { type AudienceCount, cohorts, type DeliveryCount } from "@/lib/messages/schema";
import { cohortLabels, deliveryLabels, exclusionLabels, letterLabels, textLabels } from "../labels";

const sum = (counts: readonly AudienceCount[]) => counts.reduce((total, { people }) => total + people, 0);
const lower = (text: string) => text.replace(/^./, (first) => first.toLowerCase());

const channelLabels = { email: deliveryLabels, text: textLabels, letter: letterLabels };

/** Says what became of them. What came by a later channel says what became of the first. */
function labelOf({ channel, state, firstChannel, firstState, excludedFor }: DeliveryCount): string {
	if (excludedFor) return `Not sent to: ${lower(exclusionLabels[excludedFor])}`;
	const label = channelLabels[channel][state];
	if (!firstChannel || !firstState) return label;
	return `${label} (${firstChannel === "email" ? "email: " : ""}${lower(channelLabels[firstChannel][firstState])})`;
}

/** Shows what became of everybody in the audience: a row for each state, and the sum. */
export function DeliveryTable({ counts }: { counts: readonly DeliveryCount[] }) {
	const labels = [...new Set(counts.map(labelOf))];
	const row = (label: string, own: readonly DeliveryCount[]) => ({
		key: label,
		cells: [label, formatNumber(sum(own)), formatNumber(own.reduce((total, { checked }) => total + checked, 0))],
	});
	return (
		<DataTable
			caption="What happened to it"
			head={["State", "People", "Checked since"]}
			figures={[1, 2]}
			rows={[
				...labels.map((label) =>
					row(
						label,
						counts.filter((count) => labelOf(count) === label),
					),
				),
				row("Everyone", counts),
			]}
		/>
	);
}

/** Shows before a message is sent who in its audience gets none, by why. Nothing if everybody gets it. */
export function ExclusionTable({ counts }: { counts: readonly AudienceCount[] }) {
	const reasons = [...new Set(counts.flatMap(({ excludedFor }) => (excludedFor ? [excludedFor] : [])))];
	if (reasons.length === 0) return null;
	return (
		<DataTable
			caption="Why some people do not get it"
			head={["Reason", "People"]}
			figures={[1]}
			rows={reasons.map((reason) => ({
				key: reason,
				cells: [exclusionLabels[reason], formatNumber(sum(counts.filter((count) => count.excludedFor === reason)))],
			}))}
		/>
	);
}

/** Shows how many people of each group a message is for. */
export function CohortTable({ counts }: { counts: readonly AudienceCount[] }) {
	const rows = cohorts.map((cohort) => {
		const own = counts.filter((count) => count.cohort === cohort);
		const left = sum(own.filter(({ excludedFor }) => excludedFor));
		return { cohort, all: sum(own), left };
	});
	return (
		<DataTable
			caption="Who gets it"
			head={["Group", "Get it", "Do not get it"]}
			figures={[1, 2]}
			rows={rows
				.filter(({ all }) => all > 0)
				.map(({ cohort, all, left }) => ({
					key: cohort,
					cells: [cohortLabels[cohort], formatNumber(all - left), formatNumber(left)],
				}))}
		/>
	);
}
