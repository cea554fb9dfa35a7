import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { StaffPage } from "@/app/staff/_shared/page-shell";
import { saveHeldData } from "@/app/staff/incidents/actions";
import { readIncident } from "@/app/staff/incidents/load";
import { FieldForm, type FormField } from "@/components/staff/field-form";
import { PageHeading } from "@/components/ui/layout";
import { dataCategories } from "@/lib/data-categories";
import { translator } from "@/lib/i18n";
import { requireStaff } from "@/lib/identity/guard";
import type { incidentAdmin } from "@/lib/incidents";
import { relationships, standings } from "@/lib/incidents/schema";

export const metadata: Metadata = { title: "Whose data was affected" };

type Held = Partial<incidentAdmin.DeskIncident["held"][number]>;

const texts = [
	["source", "Where the data came from", "“You gave it to us when you joined.”"],
	["lawfulBasis", "Lawful basis", "In plain words: our legal reason for having it."],
	["retention", "How long we keep it", ""],
] as const;

function fields(held: Held): FormField[] {
	const labels = translator("en", "labels");
	const line = (name: (typeof texts)[number][0], label: string, hint: string, lang?: "cy"): FormField => ({
		kind: "text",
		rows: 2,
		name: `${name}${lang ? "Cy" : "En"}`,
		label,
		hint: hint || undefined,
		lang,
		value: held[`${name}${lang ? "Cy" : "En"}`] ?? "",
		optional: Boolean(lang),
	});
	return [
		...texts.map(([name, label, hint]) => line(name, label, hint)),
		{ kind: "heading", name: "welsh", label: "Welsh", hint: "You can add this later." },
		...texts.map(([name, label]) => line(name, `${label}, in Welsh`, "", "cy")),
		{
			kind: "heading",
			name: "categories",
			label: "Kinds of data",
			hint: "What was in the data, what we hold that was not, and what is still being recovered.",
		},
		...dataCategories.map(
			(category): FormField => ({
				kind: "list",
				name: `category-${category}`,
				label: labels(`category.${category}`),
				value: held.categories?.[category] ?? "",
				options: [
					{ value: "", label: "We do not hold it" },
					...standings.map((value) => ({ value: value as string, label: labels(`standing.${value}`) })),
				],
			}),
		),
	];
}

/** The form for one relationship: why its data is held, and which data categories were in the incident. */
export default async function HeldDataPage(props: PageProps<"/staff/incidents/[id]/held/[relationship]">) {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const incident = await readIncident(staff, props.params);
	const { relationship: name } = await props.params;
	const relationship = relationships.find((known) => known === name) ?? notFound();
	const held = incident.held.find((held) => held.relationship === relationship) ?? {};
	return (
		<StaffPage staff={staff} path="/staff/incidents">
			<PageHeading meta={incident.titleEn}>{translator("en", "labels")(`relationship.${relationship}`)}</PageHeading>
			<FieldForm
				action={saveHeldData.bind(null, incident.id, incident.revision, relationship)}
				fields={fields(held)}
				submit="Save"
				cancel={`/staff/incidents/${incident.id}`}
			/>
		</StaffPage>
	);
}
