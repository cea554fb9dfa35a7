import type { FormField, InputField } from "@/components/staff/form-fields";
import { type DataCategory, dataCategories } from "@/lib/data-categories";
import { translator } from "@/lib/i18n";
import type { incidentAdmin } from "@/lib/incidents";
import { type Standing, standings } from "@/lib/incidents/schema";

type Held = Partial<incidentAdmin.DeskIncident["held"][number]>;

const texts = [
	["source", "Where the data came from", "“You gave it to us when you joined.”"],
	["lawfulBasis", "Lawful basis", "In plain words: our legal reason for having it."],
	["retention", "How long we keep it", "“For as long as you are a member, and six years after.”"],
] as const;

/** Returns the fields for one relationship: why its data is held, and which data categories were in the incident. */
export function heldDataFields(held: Held): FormField[] {
	const labels = translator("en", "labels");
	const text = { kind: "text", rows: 3 } as const satisfies Partial<InputField>;
	return [
		{
			kind: "languages",
			name: "texts",
			english: texts.map(([name, label, hint]) => ({
				...text,
				name: `${name}En`,
				label,
				hint,
				value: held[`${name}En`] ?? "",
			})),
			welsh: texts.map(([name, label]) => ({
				...text,
				name: `${name}Cy`,
				label: `${label}, in Welsh`,
				value: held[`${name}Cy`] ?? "",
				lang: "cy",
				optional: true,
			})),
		},
		{
			kind: "heading",
			name: "categories",
			label: "Kinds of data",
			hint: "What was in the data, what we hold that was not, and what is still being recovered.",
		},
		...dataCategories.map(
			(category): FormField => ({
				kind: "one",
				inline: true,
				name: `category-${category}`,
				label: labels(`category.${category}`),
				value: held.categories?.[category] ?? "",
				options: [
					...standings.map((value) => ({ value: value as string, label: labels(`standing.${value}`) })),
					{ value: "", label: "We do not hold it" },
				],
			}),
		),
	];
}

/** Reads the standing of each data category. Leaves out those that are not held. */
export function readCategories(form: FormData): Partial<Record<DataCategory, Standing>> {
	return Object.fromEntries(
		dataCategories.flatMap((category) => {
			const standing = standings.find((value) => value === form.get(`category-${category}`));
			return standing ? [[category, standing]] : [];
		}),
	);
}
