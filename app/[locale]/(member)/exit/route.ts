import { endBrowserSessions } from "@/lib/identity/guard";
import { organisation } from "@/lib/organisation";

/**
 * Ends every session of this browser and leaves the site at once. Not by a redirect, which the page's policy forbids a form
 * to follow to another site, but by the Refresh header; the link is for browsers that do not know it.
 */
export async function POST(): Promise<Response> {
	const elsewhere = organisation().leaveTo;
	const headers = await endBrowserSessions(["member", "staff"]);
	return new Response(`<!doctype html><title>…</title><a href="${elsewhere}">${new URL(elsewhere).host}</a>`, {
		headers: { ...headers, "Content-Type": "text/html; charset=utf-8", Refresh: `0; url=${elsewhere}` },
	});
}

export async function GET(): Promise<Response> {
	return new Response(null, { status: 303, headers: { Location: "/" } });
}
