import { sessionToken } from "@/lib/identity/guard";

/**
 * Shows the parts of a public page that are for people who are signed in (components/site/public-bar.tsx). Public pages are cached
 * and the same for everybody, and have no script, so this style sheet is what differs. Looks at the cookie alone: what it
 * shows reveals nothing, and public pages must not need the database.
 */
export async function GET(): Promise<Response> {
	const css = (await sessionToken("member")) ? "@media screen{.signed-in-only{display:block}}" : "";
	return new Response(css, {
		headers: { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "private, no-store" },
	});
}
