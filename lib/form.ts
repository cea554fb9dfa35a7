import type { z } from "zod";

/** The hidden field of a personal form that names the person for whom it was drawn, as a keyed hash. */
export const formOwnerField = "signed-in-as";

/** The hidden field of a document's form that says which of the page's forms it is. */
export const formNameField = "form";

/**
 * The request header by which the proxy tells a page that it answers a form sent without scripts. A form that was accepted is answered
 * with a redirect, so the page shows the form again with its errors.
 */
export const sentFormHeader = "sent-form";

/** One error of a form: the field's name, a sentence, and perhaps a page that helps, which opens beside the form. */
export type FieldError = { field: string; message: string; help?: { href: string; label: string } };

/** The state that a form's server action returns if it does not redirect: errors in field order and the typed values, without secrets. */
export type FormState = { errors: FieldError[]; values: Record<string, string> };

/** The state of a form before it is sent. */
export const untouched: FormState = { errors: [], values: {} };

/** Returns the state of a form that opens with a saved draft, after its page changed language. */
export const openedWith = (typed: Record<string, string> = {}): FormState => ({ errors: [], values: typed });

/** Fields of one line that anybody sends without signing in. No address and no code is longer than `maxShown`. */
const oneLine: ReadonlySet<string> = new Set(["email", "code", "ending"]);
const maxShown = 400;

/**
 * Returns what a page shows again of a typed value. A page with scripts has it several times, escaped, so a long one would come back
 * fifteen times as large.
 */
const shownAgain = (name: string, value: string) => (oneLine.has(name) ? value.slice(0, maxShown) : value);

/** Characters that HTML or JSON writes several times as long. */
const swelling = /["'<>&\\\p{Cc}\u2028\u2029]/gu;
/** A text may have so many of them, or one in eight where it is longer: HTML that somebody pastes has fewer. */
const swellingShown = { least: 500, ofLength: 8 };

/** Returns the state of a form that anybody sends without signing in, with texts cut off that would come back many times as large. */
export function shownToAnybody<State extends FormState>(state: State): State {
	const bounded = (text: string) => {
		const most = Math.max(swellingShown.least, Math.floor(text.length / swellingShown.ofLength));
		const dear = [...text.matchAll(swelling)].filter(([character]) => character !== "\n" && character !== "\r");
		return text.slice(0, dear[most]?.index);
	};
	const values = Object.entries(state.values).map(([name, value]) => [name, bounded(value)]);
	return { ...state, values: Object.fromEntries(values) };
}

/** Returns the texts of each field that a person has filled in, by its name. Goes through the form once: a form may have a thousand names. */
function textsOf(form: FormData): Map<string, string[]> {
	const texts = new Map<string, string[]>();
	for (const [name, value] of form) {
		if (name.startsWith("$ACTION")) continue;
		const before = texts.get(name) ?? [];
		if (typeof value === "string") before.push(value);
		texts.set(name, before);
	}
	return texts;
}

/** Returns what was typed, to show it again: a line for each value of a repeated field. */
function typedValues(form: FormData, secrets: readonly string[]): Record<string, string> {
	const shown = [...textsOf(form)].filter(([name]) => !secrets.includes(name));
	return Object.fromEntries(shown.map(([name, texts]) => [name, shownAgain(name, texts.join("\n"))]));
}

/**
 * Reads a form through its zod schema. `messageText` turns a message of the schema into a sentence; without it the message is
 * the sentence.
 * Repeated fields arrive as arrays where the name ends in "[]". Fields named in `secrets` are never echoed.
 */
export function parseForm<Schema extends z.ZodType>(
	schema: Schema,
	form: FormData,
	messageText: (message: string) => string = (message) => message,
	secrets: readonly string[] = [],
): { ok: true; value: z.output<Schema> } | { ok: false; state: FormState } {
	const input: Record<string, unknown> = {};
	for (const [name, all] of textsOf(form)) input[name.replace(/\[\]$/, "")] = name.endsWith("[]") ? all : all[0];
	const parsed = schema.safeParse(input);
	if (parsed.success) return { ok: true, value: parsed.data };
	const faulty = new Set<string>();
	const errors: FieldError[] = [];
	for (const issue of parsed.error.issues) {
		const field = String(issue.path[0] ?? "");
		if (!faulty.has(field)) errors.push({ field, message: messageText(issue.message) });
		faulty.add(field);
	}
	return { ok: false, state: { errors, values: typedValues(form, secrets) } };
}

/** Returns the state for one error found after parsing, with the typed values. */
export function formError(form: FormData, field: string, message: string, secrets: readonly string[] = []): FormState {
	return { errors: [{ field, message }], values: typedValues(form, secrets) };
}
