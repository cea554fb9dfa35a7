import { signedInStyles } from "@/app/_server/signed-in-styles";
import { sessionToken } from "@/lib/identity/guard";

/**
 * Shows the parts of a public page that are for people who are signed in (components/site/public-bar.tsx). Public pages are cached
 * and the same for everybody, and have no script, so this style sheet is what differs. Looks at the cookie alone: what it
 * shows reveals nothing, and public pages must not need the database. In production app/_server/signed-in-styles.ts sends it.
 */
export async function GET(): Promise<Response> {
	const { css, headers } = signedInStyles((await sessionToken("member")) !== undefined);
	return new Response(css, { headers });
}
