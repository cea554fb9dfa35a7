import { development, env } from "@/lib/env";
import { refusalStatus } from "@/lib/identity/request-session";
import { contentSecurityPolicy } from "./content-security-policy.mjs";
import { localeOfPath, problemPage, problemPolicy } from "./problem-page";

/** The origins that a sign-in form may redirect to: the organisation's single sign-on. */
function signInOrigins(): string[] {
	const { OIDC_STAFF_ISSUER, OIDC_MEMBERS_ISSUER } = env();
	return [OIDC_STAFF_ISSUER, OIDC_MEMBERS_ISSUER].flatMap((issuer) => (issuer ? [new URL(issuer).origin] : []));
}

/** Returns the Content-Security-Policy of a page rendered per person. `inline` are the sources of its inline scripts, if it has any. */
export function personalPolicy(inline: readonly string[] = []): string {
	return contentSecurityPolicy({
		scripts: ["'self'", ...inline],
		styles: development ? ["'unsafe-inline'"] : [],
		formTargets: signInOrigins(),
	});
}

/** Returns the response to a form that is refused: a word, which React reads only of exactly this type. Others get a page of it (response-policy.ts). */
export function refusedForm(refusal: keyof typeof refusalStatus): Response {
	const headers = { "Content-Type": "text/plain", "Cache-Control": "private, no-store" };
	return new Response(refusal, { status: refusalStatus[refusal], headers });
}

/** Returns the 503 response for a failed database, in every language of the site. */
export function unavailableResponse(path: string): Response {
	return new Response(problemPage("unavailable", localeOfPath(path)), {
		status: 503,
		headers: {
			"Content-Type": "text/html; charset=utf-8",
			"Content-Security-Policy": problemPolicy,
			"Cache-Control": "private, no-store",
			"Retry-After": "60",
		},
	});
}
