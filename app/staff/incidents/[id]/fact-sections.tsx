import { ActionLink } from "@/app/staff/_shared/action-link";
import { Section } from "@/components/ui/layout";
import { SummaryList } from "@/components/ui/list";
import { MarkdownText } from "@/components/ui/markdown";
import { translator } from "@/lib/i18n";
import type { incidentAdmin } from "@/lib/incidents";
import { formatDateTime, formatDay } from "@/lib/time";

type Props = { incident: incidentAdmin.DeskIncident };

const labels = translator("en", "labels");

/** Links to the form of one part. */
function ChangePart({ incident, part, about }: Props & { part: string; about: string }) {
	return <ActionLink href={`/staff/incidents/${incident.id}/${part}`} label="Change" about={about} />;
}

export function HeadlineSection({ incident }: Props) {
	return (
		<Section title="Name and status" tools={<ChangePart incident={incident} part="headline" about="name and status" />}>
			<SummaryList
				rows={[
					{ key: "Status", value: labels(`status.${incident.status}`) },
					{ key: "Question", value: incident.questionEn },
					{ key: "Summary", value: incident.summaryEn },
					{
						key: "Next update due",
						value: incident.nextUpdateDueAt ? formatDateTime(incident.nextUpdateDueAt, "en") : "None promised",
					},
				]}
			/>
		</Section>
	);
}

export function CircumstancesSection({ incident }: Props) {
	const { occurredOn, discoveredOn, toldMembersAt } = incident;
	return (
		<Section
			title="Dates and circumstances"
			tools={<ChangePart incident={incident} part="circumstances" about="dates and circumstances" />}
		>
			<SummaryList
				rows={[
					{ key: "When it happened", value: occurredOn ? formatDay(occurredOn, "en") : "Not known yet" },
					{ key: "When we found out", value: discoveredOn ? formatDay(discoveredOn, "en") : "Not known yet" },
					{ key: "When we told people", value: toldMembersAt ? formatDateTime(toldMembersAt, "en") : "Not yet" },
					{ key: "Supplier", value: incident.processorEn || "None: our own systems" },
					{ key: "Kinds of breach", value: incident.breachTypes.join(", ") || "Not given yet" },
					{ key: "Personal data", value: incident.dataInvolved ? "Involved" : "Not involved" },
				]}
			/>
		</Section>
	);
}

export function KnowledgeSection({ incident }: Props) {
	const rows = [
		{ key: "What we know", text: incident.knownEn },
		{ key: "What we do not know yet", text: incident.unknownEn },
		{ key: "What we are doing", text: incident.doingEn },
	];
	return (
		<Section title="What happened" tools={<ChangePart incident={incident} part="knowledge" about="what happened" />}>
			<SummaryList
				rows={rows.map(({ key, text }) => ({ key, value: <MarkdownText text={text || "Nothing yet"} /> }))}
			/>
		</Section>
	);
}

export function FindingsSection({ incident }: Props) {
	return (
		<Section
			title="What happened to the data"
			tools={<ChangePart incident={incident} part="findings" about="what happened to the data" />}
		>
			{incident.findings.length === 0 ? (
				<p>Nothing yet.</p>
			) : (
				<SummaryList
					rows={incident.findings.map((finding) => ({
						key: labels(`effect.${finding.effect}`),
						value: `${labels(`confidence.${finding.confidence}`)}${finding.noteEn ? `: ${finding.noteEn}` : ""}`,
					}))}
				/>
			)}
		</Section>
	);
}
