import type { APIRequestContext } from "@playwright/test";

/** The hidden fields of the form on a page, as a browser without scripts would send them back. */
export async function formFields(request: APIRequestContext, address: string): Promise<Record<string, string>> {
	const page = await (await request.get(address)).text();
	const fields: Record<string, string> = {};
	for (const [tag] of page.matchAll(/<input type="hidden"[^>]*>/g)) {
		const [, name = "", value = ""] = /name="([^"]*)"(?: value="([^"]*)")?/.exec(tag) ?? [];
		fields[name] = value.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
	}
	return fields;
}
