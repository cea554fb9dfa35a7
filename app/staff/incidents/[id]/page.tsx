import type { Metadata } from "next";
import { StaffPage } from "@/app/staff/_shared/page-shell";
import { changedMeanwhile } from "@/app/staff/_shared/stale-form";
import { Actions, Button } from "@/components/ui/button";
import { Notice, PageHeading, Section } from "@/components/ui/layout";
import { Ledger, SummaryList } from "@/components/ui/list";
import { MarkdownText } from "@/components/ui/markdown";
import { translator } from "@/lib/i18n";
import { requireStaff } from "@/lib/identity/guard";
import { incidentAdmin } from "@/lib/incidents";
import { missingWelsh, relationships } from "@/lib/incidents/schema";
import { formatDateTime, formatDay } from "@/lib/time";
import { place } from "../actions";
import { readIncident } from "../read-incident";
import { IncidentWelshNotice } from "./incident-welsh-notice";

export const metadata: Metadata = { title: "Incident" };

const done: Record<string, string> = {
	saved: "Saved. Readers see it within ten seconds, if the incident is public.",
	created: "Entered. Fill in the other facts, then publish it.",
};

/** Everything readers are told of an incident, part by part, each with the way to change it. */
export default async function StaffIncidentPage(props: PageProps<"/staff/incidents/[id]">) {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const incident = await readIncident(staff, props.params);
	const query = await props.searchParams;
	const notice = done[String(query.done)];
	const leads = (await incidentAdmin.incidents(staff))[0]?.id === incident.id;
	const base = `/staff/incidents/${incident.id}`;
	const words = translator("en", "words");
	const link = (path: string, label: string, about?: string) => (
		<a href={path}>
			{label}
			{about ? <span className="sr-only"> {about}</span> : null}
		</a>
	);
	const change = (part: string, about: string) => link(`${base}/${part}`, "Change", about);
	const text = (en: string) => en || "Nothing yet";
	const rest = relationships.filter((each) => !incident.held.some((held) => held.relationship === each));
	return (
		<StaffPage staff={staff} path="/staff/incidents">
			{notice ? <Notice>{notice}</Notice> : null}
			{query.problem ? <Notice tone="stop">{changedMeanwhile}</Notice> : null}
			<PageHeading
				meta={`${incident.publishedAt ? words(`status.${incident.status}`) : "Not public yet"}${leads ? " · leads the home page" : ""} · changed ${formatDateTime(incident.updatedAt, "en")}`}
			>
				{incident.titleEn}
			</PageHeading>
			<IncidentWelshNotice incident={incident} />
			<form action={place.bind(null, incident.id, incident.seen)}>
				<Actions>
					{incident.publishedAt ? null : (
						<Button name="do" value="publish">
							Show it to everybody
						</Button>
					)}
					{incident.publishedAt && !leads ? (
						<Button name="do" value="lead" shape="plain">
							Lead the home page with it
						</Button>
					) : null}
					{incident.publishedAt ? link(`/incidents/${incident.slug}`, "See it on the site") : null}
				</Actions>
			</form>
			<Section title="Name and standing" tools={change("headline", "name and standing")}>
				<SummaryList
					rows={[
						{ key: "Where it stands", value: words(`status.${incident.status}`) },
						{ key: "Question", value: incident.questionEn },
						{ key: "Summary", value: incident.summaryEn },
						{
							key: "Next update due",
							value: incident.nextUpdateDueAt ? formatDateTime(incident.nextUpdateDueAt, "en") : "None promised",
						},
					]}
				/>
			</Section>
			<Section title="Dates and circumstances" tools={change("circumstances", "dates and circumstances")}>
				<SummaryList
					rows={[
						{
							key: "When it happened",
							value: incident.occurredOn ? formatDay(incident.occurredOn, "en") : "Not known yet",
						},
						{
							key: "When we found out",
							value: incident.discoveredOn ? formatDay(incident.discoveredOn, "en") : "Not known yet",
						},
						{
							key: "When we told people",
							value: incident.toldMembersAt ? formatDateTime(incident.toldMembersAt, "en") : "Not yet",
						},
						{ key: "Supplier", value: incident.processorEn || "None: our own systems" },
						{ key: "Kinds of breach", value: incident.breachTypes.join(", ") || "Not said yet" },
						{ key: "Personal data", value: incident.dataInvolved ? "Involved" : "Not involved" },
					]}
				/>
			</Section>
			<Section title="What happened" tools={change("knowledge", "what happened")}>
				<SummaryList
					rows={[
						{ key: "What we know", value: <MarkdownText text={text(incident.knownEn)} /> },
						{ key: "What we do not know yet", value: <MarkdownText text={text(incident.unknownEn)} /> },
						{ key: "What we are doing", value: <MarkdownText text={text(incident.doingEn)} /> },
					]}
				/>
			</Section>
			<Section title="What was done to the data" tools={change("findings", "what was done to the data")}>
				{incident.findings.length === 0 ? (
					<p>Nothing yet.</p>
				) : (
					<SummaryList
						rows={incident.findings.map((each) => ({
							key: words(`effect.${each.effect}`),
							value: `${words(`confidence.${each.confidence}`)}${each.noteEn ? `: ${each.noteEn}` : ""}`,
						}))}
					/>
				)}
			</Section>
			<Section title="Whose data, and which">
				{incident.held.length > 0 ? (
					<Ledger caption="Groups of people" captionHidden head={["Group", "Kinds of data", "Welsh", "Actions"]}>
						{incident.held.map((held) => {
							const name = words(`relationship.${held.relationship}`);
							return (
								<tr key={held.relationship}>
									<th scope="row">{name}</th>
									<td>
										{Object.values(held.categories).filter((standing) => standing === "in-data").length} of{" "}
										{Object.keys(held.categories).length} were in the data
									</td>
									<td>{missingWelsh(held).length > 0 ? "Welsh missing" : "Welsh complete"}</td>
									<td className="space-x-4">
										{link(`${base}/held/${held.relationship}`, "Change", name)}{" "}
										{link(`${base}/remove/${held.relationship}`, "Remove", name)}
									</td>
								</tr>
							);
						})}
					</Ledger>
				) : null}
				{rest.length > 0 ? (
					<p className="mt-4">
						Add:{" "}
						{rest.map((each, at) => (
							<span key={each}>
								{at > 0 ? " · " : ""}
								{link(`${base}/held/${each}`, words(`relationship.${each}`))}
							</span>
						))}
					</p>
				) : null}
			</Section>
			<Section title="Authorities we told" tools={link(`${base}/authorities/new`, "Add an authority")}>
				{incident.reports.length === 0 ? (
					<p>None yet.</p>
				) : (
					<Ledger caption="Authorities" captionHidden head={["Authority", "Told on", "How things stand", "Actions"]}>
						{incident.reports.map((report) => (
							<tr key={report.id}>
								<th scope="row">{report.authority}</th>
								<td>{formatDay(report.reportedOn, "en")}</td>
								<td>{report.statusEn}</td>
								<td className="space-x-4">
									{link(`${base}/authorities/${report.id}`, "Change", report.authority)}{" "}
									{link(`${base}/remove/${report.id}`, "Remove", report.authority)}
								</td>
							</tr>
						))}
					</Ledger>
				)}
			</Section>
			{staff.permissions.includes("audit:read") ? (
				<p className="mt-9">{link(`/staff/audit?subject=${incident.id}`, "History in the audit log")}</p>
			) : null}
		</StaffPage>
	);
}
