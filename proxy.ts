import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "./app/_server/content-security-policy.mjs";
import { localeOfPath, problemPage, problemPolicy } from "./app/_server/problem-page";
import { databaseAnswers } from "./lib/database";
import { development, env } from "./lib/env";
import { clearDraftHeader, hasDraft } from "./lib/identity/form-draft";

/** Only what is drawn anew for each person. Public pages are static and run no script (app/_server/page-cache.mjs). */
export const config = {
	matcher: [
		"/((?:cy/)?(?:sign-in|sign-out|exit|check|plan|preferences|devices|identifiers|verify/confirmation)(?:/.*)?)",
		// An upload passes by: bodies that come through here are cut at 10 MB.
		"/((?:staff(?!/datasets/upload)|dev|api/auth)(?:/.*)?)",
	],
};

/** Where a sign-in form may end besides here: the organisation's single sign-on. */
function signInOrigins(): string[] {
	const { OIDC_STAFF_ISSUER, OIDC_MEMBERS_ISSUER } = env();
	return [OIDC_STAFF_ISSUER, OIDC_MEMBERS_ISSUER].flatMap((issuer) => (issuer ? [new URL(issuer).origin] : []));
}

/** Says sorry while the database is away, in both languages and within a second, to whatever was asked. */
function unavailable(path: string): NextResponse {
	return new NextResponse(problemPage("unavailable", localeOfPath(path)), {
		status: 503,
		headers: {
			"Content-Type": "text/html; charset=utf-8",
			"Content-Security-Policy": problemPolicy,
			"Cache-Control": "private, no-store",
			"Retry-After": "60",
		},
	});
}

/** The answer, a document without inline scripts: app/[locale]/(member)/check/answer-document.tsxx. */
const answer = /^\/(?:cy\/)?check$/;

/** Pages about a person: a nonce for their scripts where they have any inline, nothing kept by any cache, and a calm answer while the database is down. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
	const path = request.nextUrl.pathname;
	if (!(await databaseAnswers())) return unavailable(path);
	const nonce = randomBytes(16).toString("base64");
	const inline = answer.test(path) ? [] : [`'nonce-${nonce}'`, ...(development ? ["'unsafe-eval'"] : [])];
	const policy = contentSecurityPolicy({
		scripts: ["'self'", ...inline],
		styles: development ? ["'unsafe-inline'"] : [],
		formTargets: signInOrigins(),
	});
	const headers = new Headers(request.headers);
	headers.set("Content-Security-Policy", policy);
	const response = NextResponse.next({ request: { headers } });
	response.headers.set("Content-Security-Policy", policy);
	response.headers.set("Cache-Control", "private, no-store");
	// What was typed before the language was changed is shown once.
	if (request.method === "GET" && hasDraft(request)) response.headers.append("Set-Cookie", clearDraftHeader());
	return response;
}
