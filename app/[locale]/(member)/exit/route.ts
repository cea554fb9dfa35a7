import { leaveSite } from "@/lib/identity/guard";
import { organisation } from "@/lib/organisation";

/**
 * Ends every session of this browser and opens the organisation's neutral site, also while the database is away. Uses the Refresh header, because the page's
 * form-action policy blocks a redirect to another site. The link is for browsers without Refresh.
 */
export async function POST(): Promise<Response> {
	const elsewhere = organisation().leaveTo;
	const headers = await leaveSite();
	return new Response(`<!doctype html><title>…</title><a href="${elsewhere}">${new URL(elsewhere).host}</a>`, {
		headers: { ...headers, "Content-Type": "text/html; charset=utf-8", Refresh: `0; url=${elsewhere}` },
	});
}

export async function GET(): Promise<Response> {
	return new Response(null, { status: 303, headers: { Location: "/" } });
}
