import { ActionLink } from "@/app/staff/_shared/action-link";
import { StaffPage } from "@/app/staff/_shared/page-shell";
import { Actions, ButtonLink } from "@/components/ui/button";
import { Notice, PageHeading } from "@/components/ui/layout";
import { translator } from "@/lib/i18n";
import { requireStaff } from "@/lib/identity/guard";
import { incidentAdmin } from "@/lib/incidents";
import { formatDateTime } from "@/lib/time";
import { readIncident } from "../load";
import { AuthoritiesSection } from "./authorities-section";
import { CircumstancesSection, FindingsSection, HeadlineSection, KnowledgeSection } from "./fact-sections";
import { HeldDataSection } from "./held-data-section";
import { IncidentWelshNotice } from "./incident-welsh-notice";

const done: Record<string, string> = {
	saved: "Saved. Only staff can see it until you publish the incident.",
	created: "Saved. Add the other facts, then publish it.",
	published: "Published. Readers see it within ten seconds.",
	already: "That has already been done.",
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
		<StaffPage staff={staff} path="/staff/incidents" title={incident.titleEn}>
			{notice ? <Notice>{notice}</Notice> : null}
			<PageHeading
				meta={`${status}${leads ? " · first on the home page" : ""} · changed ${formatDateTime(incident.updatedAt, "en")}`}
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

/** Shows the links that lead to publishing the incident, to putting it first on the home page, and to its public page, as far as they apply. */
function PublishActions({ incident, leads }: { incident: incidentAdmin.DeskIncident; leads: boolean }) {
	const base = `/staff/incidents/${incident.id}`;
	if (!incident.publishedAt)
		return (
			<Actions>
				<ButtonLink href={`${base}/publish`}>Publish</ButtonLink>
			</Actions>
		);
	return (
		<Actions>
			{leads ? null : (
				<ButtonLink href={`${base}/lead`} shape="plain">
					Put it first on the home page
				</ButtonLink>
			)}
			<ActionLink href={`${base}/figures`} label="Publish figures" />
			<ActionLink href={`/incidents/${incident.slug}`} label="See it on the site" />
		</Actions>
	);
}
