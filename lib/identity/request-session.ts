import { fullName } from "./cookie-names";
import type { Audience } from "./schema";
import { memberOfToken, staffOfToken } from "./sessions";

/**
 * Returns the id of the member of staff whose live session a request has, or undefined. The web process calls it before Next
 * reads an upload or a large form.
 */
export async function staffIdOfRequest(request: {
	headers: { cookie?: string | undefined };
}): Promise<string | undefined> {
	const start = `${fullName("staff")}=`;
	const cookie = request.headers.cookie?.split(/;\s*/).find((cookie) => cookie.startsWith(start));
	const token = cookie?.slice(start.length);
	return token ? (await staffOfToken(token))?.staffId : undefined;
}

/** The pages whose forms need a session. A form that ends one needs none. */
const guarded: Record<Audience, RegExp> = {
	member: /^\/(?:cy\/)?(?:check|plan|preferences|devices|identifiers)(?:\/|$)/,
	staff: /^\/staff\/?(?!\/?(?:sign-in|sign-out)(?:\/|$))/,
};

/**
 * Whether a form was sent to a page that needs a session, by a browser that has none, or whose session has ended. proxy.ts then
 * refuses it with what was typed, before an action redirects to the sign-in page. Actions guard all the same. Throws if the
 * database fails.
 */
export async function lacksSession(request: {
	method: string;
	nextUrl: { pathname: string };
	cookies: { get: (name: string) => { value: string } | undefined };
}): Promise<boolean> {
	if (request.method !== "POST") return false;
	const token = (audience: Audience) => request.cookies.get(fullName(audience))?.value ?? "";
	const { pathname } = request.nextUrl;
	if (guarded.member.test(pathname)) return !(await memberOfToken(token("member")));
	return guarded.staff.test(pathname) && !(await staffOfToken(token("staff")));
}
