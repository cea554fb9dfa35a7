import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { personalPolicy, refusedForm, unavailableResponse } from "./app/_server/personal-page";
import { databaseAnswers } from "./lib/database";
import { development } from "./lib/env";
import { sentFormHeader } from "./lib/form";
import { clearDraftHeader, codeCookieHeader, hasDraft } from "./lib/identity/form-draft";
import { formRefusal } from "./lib/identity/request-session";

/**
 * Matches only pages rendered per person. Public pages are static and run no script (app/_server/page-cache.mjs). Pages that are documents
 * do for themselves what is done here, because passing a proxy takes its time (app/[locale]/_shared/document-forms.ts).
 */
export const config = {
	matcher: [
		"/((?:cy/)?(?:sign-in(?=/account)|sign-out|exit|check(?=/)|plan(?=/)|preferences(?=/)|devices|identifiers|messages|follow|unsubscribe|verify/(?:confirmation|message|sender|fakes/report))(?:/.*)?)",
		// Excludes uploads, because Next truncates bodies that pass the proxy at 10 MB.
		"/((?:staff(?!/datasets/upload)|dev|api/auth)(?:/.*)?)",
	],
};

/** The path of "Exit this page". It works while the database is away. */
const exit = /^\/(?:cy\/)?exit$/;

/** The paths of pages that run React: those of staff, and the switch of a browser's notifications. */
const withReact = /^\/(?:staff|dev)(?:\/|$)|^\/(?:cy\/)?follow\/notifications$/;

/**
 * Sets the Content-Security-Policy of personal pages, with a nonce for the scripts of Next if they run React. From others
 * app/_server/compression.ts takes these scripts out. Forbids caching. Answers 503 while the database does not answer.
 */
export async function proxy(request: NextRequest): Promise<Response> {
	const path = request.nextUrl.pathname;
	if (!exit.test(path) && !(await databaseAnswers())) return unavailableResponse(path);
	// Without scripts, app/_server/response-policy.ts makes a page of it that shows what was typed and can send it again.
	const refusal = await formRefusal(request);
	if (refusal) return refusedForm(refusal);
	const nonce = randomBytes(16).toString("base64");
	const react = development || withReact.test(path);
	const policy = personalPolicy(react ? [`'nonce-${nonce}'`, ...(development ? ["'unsafe-eval'"] : [])] : []);
	const headers = new Headers(request.headers);
	headers.set("Content-Security-Policy", policy);
	headers.delete(sentFormHeader);
	if (request.method === "POST" && !headers.has("next-action")) headers.set(sentFormHeader, "1");
	const response = NextResponse.next({ request: { headers } });
	response.headers.set("Content-Security-Policy", policy);
	response.headers.set("Cache-Control", "private, no-store");
	// Deletes the draft that the language switch saved, because it is shown once.
	if (request.method === "GET" && hasDraft(request)) response.headers.append("Set-Cookie", clearDraftHeader());
	const codeCookie = request.method === "GET" && codeCookieHeader(request);
	if (codeCookie) response.headers.append("Set-Cookie", codeCookie);
	return response;
}
