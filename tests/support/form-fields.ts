import type { APIRequestContext } from "@playwright/test";

/** Returns the hidden fields of the form that contains a field, as a browser without scripts sends them. */
export function hiddenFields(page: string, field: string): Record<string, string> {
	const forms = [...page.matchAll(/<form[\s\S]*?<\/form>/g)].map(([form]) => form);
	const form = forms.find((form) => form.includes(` name="${field}"`));
	if (!form) throw new Error(`no form with a field ${field}`);
	const fields: Record<string, string> = {};
	for (const [tag] of form.matchAll(/<input type="hidden"[^>]*>/g)) {
		const [, name = "", value = ""] = /name="([^"]*)"(?: value="([^"]*)")?/.exec(tag) ?? [];
		fields[name] = value.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
	}
	return fields;
}

/** The header by which a browser says which site a form is on. Without it a form is refused. */
export const formOrigin = (url = "") => ({ origin: new URL(url).origin });

/** Fetches a page and returns the hidden fields of its form. */
export async function formFields(
	request: APIRequestContext,
	address: string,
	field: string,
): Promise<Record<string, string>> {
	return hiddenFields(await (await request.get(address)).text(), field);
}
