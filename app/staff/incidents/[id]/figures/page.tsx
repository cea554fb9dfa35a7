import { FigureTables } from "@/app/[locale]/(public)/incidents/[slug]/figure-tables";
import { StaffPage, staffTitle } from "@/app/staff/_shared/page-shell";
import { FieldForm } from "@/components/staff/field-form";
import { Notice, PageHeading, Section } from "@/components/ui/layout";
import { requireStaff } from "@/lib/identity/guard";
import { messageAdmin } from "@/lib/messages";
import { publishFigures } from "../../actions";
import { readIncident } from "../../load";

/** Shows the figures of an incident as they are counted now, and asks before they are published. */
export default async function IncidentFiguresPage(props: PageProps<"/staff/incidents/[id]/figures">) {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const incident = await readIncident(staff, props.params);
	const { changed } = await props.searchParams;
	const figures = await messageAdmin.countFigures(staff, incident.id);
	return (
		<StaffPage staff={staff} path="/staff/incidents">
			{changed ? (
				<Notice tone="wait">We did not publish them, because the figures have changed. These are the latest.</Notice>
			) : null}
			<PageHeading
				meta={incident.titleEn}
				lead="They stay as they are until you publish newer ones. Numbers are rounded to tens, and groups of fewer than ten are combined, so that nobody can be identified."
			>
				Publish these figures?
			</PageHeading>
			<Section title="Readers will see">
				<FigureTables figures={figures} at={new Date()} locale="en" />
			</Section>
			<FieldForm
				title={staffTitle(`Publish figures: ${incident.titleEn}`, "/staff/incidents")}
				action={publishFigures.bind(null, incident.id, JSON.stringify(figures))}
				fields={[]}
				submit="Publish the figures"
				cancel={`/staff/incidents/${incident.id}`}
			/>
		</StaffPage>
	);
}
