/**
 * The forms of a page's HTML, and what a browser without scripts sends of them. Reads what React writes, which has no bare < or > in
 * attributes and texts.
 */

type Button = { name: string; value: string; label: string };
export type HtmlForm = {
	html: string;
	/** Where it is sent; empty for the address of its page. */
	action: string;
	multipart: boolean;
	/** The fields as they open, in their order. */
	fields: [name: string, value: string | Blob][];
	buttons: Button[];
};

const characters: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };
const unescaped = (text: string) => text.replaceAll(/&(#?\w+);/g, (whole, name) => characters[name as string] ?? whole);
const textOf = (html: string) =>
	unescaped(html.replaceAll(/<[^>]*>/g, " "))
		.replaceAll(/\s+/g, " ")
		.trim();

/** The attributes of a tag. */
const attributesOf = (tag: string): Record<string, string> =>
	Object.fromEntries(
		[...tag.matchAll(/\s([a-zA-Z-]+)(?:="([^"]*)")?/g)].map(([, name = "", value = ""]) => [
			name.toLowerCase(),
			unescaped(value),
		]),
	);

/** What a field of a form sends as it opens; undefined for nothing. */
function opensWith(kind: string, attributes: Record<string, string>, inside: string): string | Blob | undefined {
	if (kind === "textarea") return unescaped(inside.replace(/^\n/, ""));
	if (kind === "select") {
		const options = [...inside.matchAll(/<option\b[^>]*>/g)].map(([tag]) => attributesOf(tag));
		return (options.find((option) => "selected" in option) ?? options[0])?.value;
	}
	const type = attributes.type ?? "text";
	if (type === "radio" || type === "checkbox") return "checked" in attributes ? (attributes.value ?? "on") : undefined;
	return type === "file" ? new Blob([]) : (attributes.value ?? "");
}

function read(html: string): HtmlForm {
	const [tag = ""] = /^<form[^>]*>/.exec(html) ?? [];
	const { action = "", enctype = "" } = attributesOf(tag);
	const form: HtmlForm = { html, action, multipart: enctype === "multipart/form-data", fields: [], buttons: [] };
	const parts = /<(input)\b[^>]*>|<(textarea|select|button)\b[^>]*>([\s\S]*?)<\/\2>/g;
	for (const [whole, input, other = "", inside = ""] of html.matchAll(parts)) {
		const attributes = attributesOf(/^<[^>]*>/.exec(whole)?.[0] ?? "");
		const { name = "", value = "" } = attributes;
		if ("disabled" in attributes) continue;
		if (other === "button") form.buttons.push({ name, value, label: attributes["aria-label"] ?? textOf(inside) });
		else {
			const opens = name ? opensWith(input ?? other, attributes, inside) : undefined;
			if (opens !== undefined) form.fields.push([name, opens]);
		}
	}
	return form;
}

/** Returns the forms of a page from a place on: its main part, unless said otherwise. */
export const formsIn = (html: string, from = "<main"): HtmlForm[] =>
	[...html.slice(html.indexOf(from)).matchAll(/<form\b[\s\S]*?<\/form>/g)].map(([form]) => read(form));

/** Fills fields by name. A file is named as one, and a box that may be ticked beside others is ticked. */
function filledIn({ html, fields }: HtmlForm, values: Record<string, string>): [string, string | Blob][] {
	let sent = [...fields];
	for (const [name, value] of Object.entries(values)) {
		const tags = [...html.matchAll(/<(?:input|textarea|select)\b[^>]*>/g)].map(([tag]) => tag);
		const tag = tags.find((tag) => attributesOf(tag).name === name);
		if (!tag) throw new Error(`the form has no field ${name}`);
		const { type } = attributesOf(tag);
		if (type !== "checkbox") sent = sent.filter(([other]) => other !== name);
		sent.push([name, type === "file" ? new File([value], "table.csv", { type: "text/csv" }) : value]);
	}
	return sent;
}

/** Returns what a form sends when it is filled and its button is pressed. */
export function bodyOf(form: HtmlForm, values: Record<string, string>, button?: Button): FormData | URLSearchParams {
	const sent = filledIn(form, values);
	if (button?.name) sent.push([button.name, button.value]);
	if (!form.multipart) return new URLSearchParams(sent.map(([name, value]) => [name, String(value)]));
	const body = new FormData();
	for (const [name, value] of sent) body.append(name, value);
	return body;
}
