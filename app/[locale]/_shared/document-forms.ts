import type { NextRequest } from "next/server";
import { refusedForm, unavailableResponse } from "@/app/_server/personal-page";
import type { SentForm } from "@/components/ui/document-form";
import { databaseAnswers } from "@/lib/database";
import { type FormState, formNameField } from "@/lib/form";
import type { Locale } from "@/lib/i18n";
import { clearDraftHeader, codeCookieHeader, hasDraft } from "@/lib/identity/form-draft";
import { formRefusal } from "@/lib/identity/request-session";

/** The forms of a document, by the name that each carries. One that succeeds redirects; otherwise it returns what is wrong. */
type DocumentForms = Record<string, (locale: Locale, form: FormData) => Promise<FormState>>;

/** Returns the query of a request by name. */
export const queryOf = (request: Request): Record<string, string> =>
	Object.fromEntries(new URL(request.url).searchParams);

/**
 * Does for a document what proxy.ts does for pages of Next: returns why a request is refused before it is looked at, because the database
 * does not answer, or a form may not be sent. `path` is the page's, with its language.
 */
export async function refusalOf(request: NextRequest, path: string): Promise<Response | undefined> {
	if (!(await databaseAnswers())) return unavailableResponse(path);
	const { method, headers, cookies } = request;
	const refusal = await formRefusal({ method, headers, cookies, nextUrl: { pathname: path } });
	return refusal && refusedForm(refusal);
}

/** Returns what proxy.ts sets beside a page that is opened: the cookie of the code that its form will request, and the end of a draft. */
export function pageCookies({ cookies }: NextRequest, path: string): string[] {
	const code = codeCookieHeader({ nextUrl: { pathname: path }, cookies });
	return [...(code ? [code] : []), ...(hasDraft({ cookies }) ? [clearDraftHeader()] : [])];
}

/**
 * Carries out the form that was sent to a document. Where it is refused, answers with the page, which `draw` draws with it. A form
 * that the page does not have was opened before a deployment: the response policy shows what was typed into it.
 */
export async function answerForm(
	request: NextRequest,
	locale: Locale,
	forms: DocumentForms,
	draw: (sent: SentForm) => Promise<Response>,
): Promise<Response> {
	// The web process has looked at the fields of forms in parts alone (request-body.ts), and could read them.
	if (!/^multipart\/form-data\b/i.test(request.headers.get("content-type") ?? ""))
		return new Response(null, { status: 400 });
	const form = await request.formData();
	const name = String(form.get(formNameField));
	const carryOut = Object.hasOwn(forms, name) ? forms[name] : undefined;
	if (!carryOut) return new Response(null, { status: 409 });
	return draw({ name, state: await carryOut(locale, form) });
}
