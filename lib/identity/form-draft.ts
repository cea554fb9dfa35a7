/**
 * Drafts: what was typed into a form, kept while its page changes its language. A draft is sealed in a cookie for five minutes,
 * or until the other page has rendered. This subject has them because only it reads cookies. One-time codes are never kept.
 */
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { seal, unsealBytes } from "../crypto/seal";
import { rememberTyped, typedCookie } from "./cookies";

export { clearDraftHeader, codeCookieHeader, hasDraft } from "./cookies";

/** Allowlist: only these pages and fields are ever saved. */
const fieldsOf = {
	"/sign-in": ["email"],
	"/identifiers": ["email"],
	"/preferences/email": ["email"],
	"/preferences/text": ["number"],
	"/preferences/telephone": ["number"],
	"/preferences/post": ["line1", "line2", "town", "postcode", "country"],
	"/check/match": ["kind", "number", "telephone", "name", "postcode"],
	"/follow": ["email"],
	"/verify/confirmation": ["code"],
	"/verify/sender": ["address"],
	"/verify/message": ["message"],
	"/verify/fakes/report": ["channel", "sender", "text"],
} as const;
type TypedPage = keyof typeof fieldsOf;

/** The maximum length of a draft. Browsers keep cookies of up to 4096 bytes with name and attributes (RFC 6265bis, 5.7). */
const maxDraftBytes = 3_800;

/** Saves the form of a page as a draft. Deletes the draft if the form is empty or too long for a cookie. */
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

/** Returns the draft of a page's form by field. Empty if there is none, or if it cannot be opened. */
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
		// The draft was altered or was sealed under an earlier key. The form is then shown empty.
		return {};
	}
}

/** Returns the page that a form says it is on, with its query. Undefined if drafts of that page are not saved. */
export function typedPage(said: string): { page: TypedPage; query: string } | undefined {
	const [path, query] = said.split("?", 2);
	const page = (Object.keys(fieldsOf) as TypedPage[]).find((page) => page === path);
	return page && { page, query: query ? `?${new URLSearchParams(query)}` : "" };
}
