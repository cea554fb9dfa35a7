import { Section } from "@/components/ui/layout";
import { DataTable } from "@/components/ui/list";
import type { Staff } from "@/lib/authority";
import { formatNumber } from "@/lib/format-number";
import { messageAdmin } from "@/lib/messages";
import { groupsLabel } from "../labels";
import { StateTag } from "../state-tag";
import type { StepFacts } from "../step-facts";

/** Shows the messages that tell other groups of people about the same thing, and whether everybody is in one of them. Nothing if there are none. */
export async function LinkedTable(props: {
	staff: Staff;
	message: messageAdmin.StaffMessage;
	counted: StepFacts["linked"];
}) {
	const { staff, message, counted } = props;
	const messages = await messageAdmin.linkedMessages(staff, message);
	if (messages.length < 2) return null;
	const sums = messages.some(({ state }) => state === "draft") ? null : counted;
	const sum = (of: "prepared" | "excluded") => formatNumber(messages.reduce((total, own) => total + own[of], 0));
	const number = (own: messageAdmin.StaffMessage, of: "prepared" | "excluded") =>
		own.state === "draft" ? "Not counted yet" : formatNumber(own[of]);
	return (
		<Section title="Linked messages">
			<p>Each group of people gets its own words. They become final together. Nobody is in two of them.</p>
			<DataTable
				caption="Linked messages"
				captionHidden
				head={["Who it is for", "State", "Get it", "Do not get it"]}
				figures={[2, 3]}
				rows={[
					...messages.map((own) => {
						const people = groupsLabel(own.audience.cohorts);
						return {
							key: own.id,
							cells: [
								own.id === message.id ? (
									`${people} (this one)`
								) : (
									<a key="people" href={`/staff/messages/${own.id}`}>
										{people}
									</a>
								),
								<StateTag key="state" message={own} />,
								number(own, "prepared"),
								number(own, "excluded"),
							],
						};
					}),
					...(sums ? [{ key: "sum", cells: ["Everyone", "", sum("prepared"), sum("excluded")] }] : []),
				]}
			/>
			{sums ? (
				<p>
					{sums.in_none === 0
						? `Everyone who has signed in is in one of these: ${formatNumber(sums.everybody)}.`
						: `${formatNumber(sums.in_none)} of ${formatNumber(sums.everybody)} people who have signed in are in none of these. They came since, or a draft was finalised later than the others.`}
					{sums.in_several > 0 ? ` ${formatNumber(sums.in_several)} are in more than one.` : ""}
				</p>
			) : null}
		</Section>
	);
}
