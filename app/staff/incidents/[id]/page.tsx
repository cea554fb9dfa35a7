import type { Metadata } from "next";
import { ActionLink } from "@/app/staff/_shared/action-link";
import { StaffPage } from "@/app/staff/_shared/page-shell";
import { changedMeanwhile } from "@/app/staff/_shared/stale-form";
import { Actions, Button } from "@/components/ui/button";
import { Notice, PageHeading } from "@/components/ui/layout";
import { translator } from "@/lib/i18n";
import { requireStaff } from "@/lib/identity/guard";
import { incidentAdmin } from "@/lib/incidents";
import { formatDateTime } from "@/lib/time";
import { publishOrLead } from "../actions";
import { readIncident } from "../load";
import { AuthoritiesSection } from "./authorities-section";
import { CircumstancesSection, FindingsSection, HeadlineSection, KnowledgeSection } from "./fact-sections";
import { HeldDataSection } from "./held-data-section";
import { IncidentWelshNotice } from "./incident-welsh-notice";

export const metadata: Metadata = { title: "Incident" };

const done: Record<string, string> = {
	saved: "Saved. If the incident is published, readers see the change within ten seconds.",
	created: "Saved. Add the other facts, then publish it.",
};

/** Shows an incident part by part, each with a link to its form. */
export default async function StaffIncidentPage(props: PageProps<"/staff/incidents/[id]">) {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const incident = await readIncident(staff, props.params);
	const query = await props.searchParams;
	const notice = done[String(query.done)];
	const leads = (await incidentAdmin.incidents(staff))[0]?.id === incident.id;
	const status = incident.publishedAt ? translator("en", "labels")(`status.${incident.status}`) : "Not published yet";
	return (
		<StaffPage staff={staff} path="/staff/incidents">
			{notice ? <Notice>{notice}</Notice> : null}
			{query.problem ? <Notice tone="stop">{changedMeanwhile}</Notice> : null}
			<PageHeading
				meta={`${status}${leads ? " · leads the home page" : ""} · changed ${formatDateTime(incident.updatedAt, "en")}`}
			>
				{incident.titleEn}
			</PageHeading>
			<IncidentWelshNotice incident={incident} />
			<PublishActions incident={incident} leads={leads} />
			<HeadlineSection incident={incident} />
			<CircumstancesSection incident={incident} />
			<KnowledgeSection incident={incident} />
			<FindingsSection incident={incident} />
			<HeldDataSection incident={incident} />
			<AuthoritiesSection incident={incident} />
			{staff.permissions.includes("audit:read") ? (
				<p className="mt-9">
					<ActionLink href={`/staff/audit?subject=${incident.id}`} label="History in the audit log" />
				</p>
			) : null}
		</StaffPage>
	);
}

/** Shows the buttons that publish the incident or put it first on the home page, and the link to its public page, as far as they apply. */
function PublishActions({ incident, leads }: { incident: incidentAdmin.DeskIncident; leads: boolean }) {
	return (
		<form action={publishOrLead.bind(null, incident.id, incident.revision)}>
			<Actions>
				{incident.publishedAt ? null : (
					<Button name="do" value="publish">
						Publish it
					</Button>
				)}
				{incident.publishedAt && !leads ? (
					<Button name="do" value="lead" shape="plain">
						Put it first on the home page
					</Button>
				) : null}
				{incident.publishedAt ? <ActionLink href={`/incidents/${incident.slug}`} label="See it on the site" /> : null}
			</Actions>
		</form>
	);
}
