/**
 * Keeps what was typed while a page changes its language: sealed, in a cookie of this browser, for five minutes or until the
 * other page has been drawn. Here, since only this subject reads cookies. Codes that prove something are on no list.
 */
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { seal, unsealBytes } from "../crypto/seal";
import { rememberTyped, typedCookie } from "./cookies";

export { clearDraftHeader, hasDraft } from "./cookies";

/** Allowlist: only these pages and fields are ever saved. */
const fieldsOf = {
	"/sign-in": ["email"],
	"/identifiers": ["email"],
	"/preferences/email": ["email"],
	"/preferences/text": ["number"],
	"/preferences/telephone": ["number"],
	"/preferences/post": ["line1", "line2", "town", "postcode", "country"],
	"/check/match": ["number", "telephone", "name", "postcode"],
	"/verify/confirmation": ["code"],
} as const;
type TypedPage = keyof typeof fieldsOf;

/** Browsers keep cookies up to 4096 bytes, name and attributes among them (RFC 6265bis, 5.7). */
const maxDraftBytes = 3_800;

/** Has the browser carry what the form of a page holds. Nothing where it holds nothing, or more than a cookie can. */
export async function saveDraft(page: TypedPage, form: FormData): Promise<void> {
	const typed: Record<string, string> = {};
	for (const name of fieldsOf[page]) {
		const value = form.get(name);
		if (typeof value === "string" && value) typed[name] = value;
	}
	const text = JSON.stringify([page, typed]);
	const sealed = seal("typed", deflateRawSync(Buffer.from(text))).toString("base64url");
	await rememberTyped(Object.keys(typed).length && sealed.length <= maxDraftBytes ? sealed : "");
}

/** What was typed into a page's form before its language was changed: field by field, nothing as a rule. */
export async function readDraft(page: TypedPage): Promise<Record<string, string>> {
	const sealed = await typedCookie();
	if (!sealed) return {};
	try {
		const bytes = inflateRawSync(unsealBytes("typed", Buffer.from(sealed, "base64url")), {
			maxOutputLength: 64 * 1024,
		});
		const [kept, typed] = JSON.parse(bytes.toString("utf8"));
		return kept === page ? typed : {};
	} catch {
		// Altered, or sealed under a key of before: then the form opens empty, as it did.
		return {};
	}
}

/** The page a form says it is on, with its query, if its text is kept. */
export function typedPage(said: string): { page: TypedPage; query: string } | undefined {
	const [path, query] = said.split("?", 2);
	const page = (Object.keys(fieldsOf) as TypedPage[]).find((each) => each === path);
	return page && { page, query: query ? `?${new URLSearchParams(query)}` : "" };
}
