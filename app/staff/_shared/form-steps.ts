import {
	type Comparison,
	type FormField,
	type InputField,
	inputFields,
	type StaffFormState,
} from "@/components/staff/form-fields";
import { formError } from "@/lib/form";
import { formatDateTime, formatDay, fromLocalInput } from "@/lib/time";

/** The error of a form if somebody else saved its subject after the form was opened. */
const changedMeanwhile =
	"Someone else changed this while you were writing. Nothing is lost. Compare what you wrote with what it says now, change your text if you need to, and save it again";

/** The same, on a page that asks a question and has nothing typed. */
export const changedBefore =
	"Someone else changed this after you opened the page. Check it again: this is how it is now.";

/** Returns the revision that a form was opened with. */
export const revisionOf = (form: FormData): string => String(form.get("revision") ?? "");

/** Returns the values of a form as text, several values of one name on lines of their own. */
function valuesOf(form: FormData): Record<string, string> {
	const names = [...new Set(form.keys())].filter((name) => !name.startsWith("$ACTION") && name !== "step");
	const text = (name: string) => form.getAll(name).join("\n").replaceAll("\r\n", "\n");
	return Object.fromEntries(names.map((name) => [name, text(name)]));
}

/** Returns a value as readers see it: a choice by its label, a date in words. */
function shown(field: InputField, value: string): string {
	if (field.kind === "one" || field.kind === "list")
		return field.options.find((option) => option.value === value)?.label ?? "";
	if (field.kind === "several") {
		const chosen = value.split("\n");
		return field.options.flatMap((option) => (chosen.includes(option.value) ? [option.label] : [])).join(", ");
	}
	const text = value.replaceAll("\r\n", "\n").trim();
	if (field.kind === "line" && field.type === "date" && text) return formatDay(text, "en");
	const time = field.kind === "line" && field.type === "datetime-local" ? fromLocalInput(text) : undefined;
	return time ? formatDateTime(time, "en") : text;
}

const valueNow = (field: InputField) => (field.kind === "several" ? field.values.join("\n") : field.value);

/** Returns what readers read a field as: "Copied: How sure we are". */
const nameOf = (field: InputField) => [field.about, field.shownAs ?? field.label].filter(Boolean).join(": ");

/** Compares two values of each field. Returns the fields whose values differ. */
function compare(
	fields: readonly FormField[],
	one: (field: InputField) => string,
	other: (field: InputField) => string,
): Comparison[] {
	return inputFields(fields)
		.map((field) => ({
			label: nameOf(field),
			lang: "lang" in field ? field.lang : undefined,
			markdown: field.kind === "text" && field.markdown,
			one: shown(field, one(field)),
			other: shown(field, other(field)),
		}))
		.filter(({ one, other }) => one !== other);
}

/** Returns every value of these fields as something that readers do not see yet, or with `removed` no longer see. */
export function wholeText(fields: readonly FormField[], removed?: "removed"): Comparison[] {
	return removed ? compare(fields, valueNow, () => "") : compare(fields, () => "", valueNow);
}

/**
 * Returns the state that shows what readers will see, or the fields again. Returns undefined if "Publish" was pressed. `fields`
 * and `revision` are those of now, `read` is what the form's schema made of the typed values.
 */
export function stateBeforePublishing(
	form: FormData,
	fields: readonly FormField[],
	revision: string,
	read: unknown,
	more: Comparison[] = [],
): StaffFormState | undefined {
	if (form.get("step") === "publish") return undefined;
	const values: Record<string, string> = { ...valuesOf(form), revision };
	for (const [name, value] of Object.entries(read as Record<string, unknown>))
		if (typeof value === "string" && name in values) values[name] = value;
	if (form.get("step") === "edit") return { errors: [], values };
	const typed = (field: InputField) => values[field.name] ?? "";
	return {
		errors: [],
		values,
		review: [...compare(fields, valueNow, typed), ...more],
		oldWelsh: textsWithOldWelsh(fields, typed),
	};
}

/** Returns the labels of the texts whose English differs from now and whose Welsh is there and does not. */
function textsWithOldWelsh(fields: readonly FormField[], typed: (field: InputField) => string): string[] {
	const changed = (field: InputField) => shown(field, typed(field)) !== shown(field, valueNow(field));
	return fields.flatMap((field) => {
		if (field.kind !== "languages") return [];
		return field.english.flatMap((english, at) => {
			const welsh = field.welsh[at];
			return welsh && typed(welsh) && changed(english) && !changed(welsh) ? [nameOf(english)] : [];
		});
	});
}

/** Whether these fields say what a form says: its button was pressed twice, and the first press has saved it. */
export function isSaved(form: FormData, fields: readonly FormField[]): boolean {
	const values = valuesOf(form);
	return fields.length > 0 && compare(fields, (field) => values[field.name] ?? "", valueNow).length === 0;
}

/** Returns the state that shows both texts. `fields` and `revision` are those of now. */
export function conflictState(form: FormData, fields: readonly FormField[], revision: string): StaffFormState {
	const values = valuesOf(form);
	const conflict = compare(fields, (field) => values[field.name] ?? "", valueNow);
	return { ...formError(form, "", changedMeanwhile), values: { ...values, revision }, conflict };
}
