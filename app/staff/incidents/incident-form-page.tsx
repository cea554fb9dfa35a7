import { notFound, redirect } from "next/navigation";
import { StaffPage, staffTitle } from "@/app/staff/_shared/page-shell";
import { FieldForm } from "@/components/staff/field-form";
import { Notice, PageHeading } from "@/components/ui/layout";
import type { Staff } from "@/lib/authority";
import { incidentAdmin } from "@/lib/incidents";
import { changedBefore } from "../_shared/form-steps";
import { saveIncidentForm } from "./actions";
import { incidentFormOf } from "./incident-forms";

/** The page of the incident's form at `path`. Calls notFound() if there is none. `changed`: somebody else was quicker. */
export async function IncidentFormPage(props: {
	staff: Staff;
	incident: incidentAdmin.DeskIncident;
	path: string;
	changed?: boolean;
}) {
	const { staff, incident, path } = props;
	const [leading] = await incidentAdmin.incidents(staff);
	const form = incidentFormOf(incident, path, leading?.title);
	// Somebody else has published the incident or removed the part since the link to this page was drawn.
	if (!form && /^(publish|remove)\b/.test(path)) redirect(`/staff/incidents/${incident.id}?done=already`);
	if (!form) notFound();
	const shown = incident.publishedAt !== null;
	return (
		<StaffPage staff={staff} path="/staff/incidents">
			{props.changed ? <Notice tone="wait">{changedBefore}</Notice> : null}
			<PageHeading meta={incident.titleEn} lead={form.lead}>
				{form.title}
			</PageHeading>
			<FieldForm
				title={staffTitle(`${form.title.replace("?", "")}: ${incident.titleEn}`, "/staff/incidents")}
				action={saveIncidentForm.bind(null, incident.id, path)}
				revision={incident.revision}
				fields={form.fields}
				submit={shown ? "See what readers will see" : "Save"}
				publish={form.publish ?? "Publish"}
				review={form.review}
				cancel={`/staff/incidents/${incident.id}`}
				loud={form.loud}
			/>
		</StaffPage>
	);
}
