import type { FormState } from "@/lib/form";

type Option = { value: string; label: string; hint?: string };
type Named = {
	name: string;
	label: string;
	hint?: string;
	optional?: boolean;
	/** What it is called under "Readers will see", if the label asks staff a question. */
	shownAs?: string;
	/** What the field is about, for lists in which its heading is not above it: "Copied". */
	about?: string;
};

/** A field that a person fills in. */
export type InputField =
	| (Named & { kind: "line"; value: string; lang?: string; type?: "text" | "date" | "datetime-local" })
	| (Named & { kind: "text"; value: string; lang?: string; rows?: number; markdown?: boolean })
	| (Named & { kind: "one"; value: string; options: Option[]; inline?: boolean })
	| (Named & { kind: "list"; value: string; options: Option[] })
	| (Named & { kind: "several"; values: readonly string[]; options: Option[] });

/** One part of a staff form, as data. Pages list the parts and components/staff renders them. */
export type FormField =
	| InputField
	| { kind: "heading"; name: string; label: string; hint?: string }
	/** Fields that few people need. Folded until one of them has a value or an error. */
	| { kind: "fold"; name: string; label: string; hint?: string; fields: InputField[] }
	/** The same texts in English and in Welsh, in the same order. They are side by side on a wide screen. */
	| { kind: "languages"; name: string; english: InputField[]; welsh: InputField[]; withoutHeadings?: boolean };

/** Returns the fields of a form in their order, without headings and groups. */
export function inputFields(fields: readonly FormField[]): InputField[] {
	return fields.flatMap((field) => {
		if (field.kind === "heading") return [];
		if (field.kind === "fold") return field.fields;
		return field.kind === "languages" ? [...field.english, ...field.welsh] : [field];
	});
}

/** One value of a form in two wordings: before and after a change, or as two people wrote it. */
export type Comparison = { label: string; lang?: string; markdown?: boolean; one: string; other: string };

/**
 * The state of a staff form. With `review` it shows what readers will see, before anything is published. With `conflict` it shows
 * what this person wrote and what somebody else saved meanwhile.
 */
export type StaffFormState = FormState & {
	review?: Comparison[];
	/** The texts whose English was changed and whose Welsh was not. */
	oldWelsh?: string[];
	conflict?: Comparison[];
};
