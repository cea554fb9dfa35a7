import { hasChangedTooMuch } from "../audit";
import { formOwnerHeader } from "../limits";
import { fullName } from "./cookie-names";
import type { Audience } from "./schema";
import { memberOfToken, staffOfToken } from "./sessions";
import { formOwnerHash } from "./tokens";

/** A request as the web process gets it. */
type Request = { headers: { cookie?: string | undefined } };

/** Returns the token in the cookie of an audience's session, if a request has one. */
function tokenOf(request: Request, audience: Audience): string | undefined {
	const start = `${fullName(audience)}=`;
	const cookie = request.headers.cookie?.split(/;\s*/).find((cookie) => cookie.startsWith(start));
	return cookie?.slice(start.length) || undefined;
}

/** Whether a request has a member's session, which may have ended. What is shown by it reveals nothing. */
export const sentSession = (request: Request): boolean => tokenOf(request, "member") !== undefined;

/**
 * Returns the id of the member of staff whose live session a request has, or undefined. The web process calls it before Next
 * reads an upload or a large form.
 */
export async function staffIdOfRequest(request: Request): Promise<string | undefined> {
	const token = tokenOf(request, "staff");
	return token ? (await staffOfToken(token))?.staffId : undefined;
}

/** The pages whose forms need a session. A form that ends one needs none. */
const guarded: Record<Audience, RegExp> = {
	member: /^\/(?:cy\/)?(?:check|plan|preferences|devices|identifiers|messages)(?:\/|$)/,
	staff: /^\/staff\/?(?!\/?(?:sign-in|sign-out)(?:\/|$))/,
};

/** Where sessions are ended, which nobody waits for. */
const devices = /^\/(?:cy\/)?devices(?:\/|$)/;

/** A request as proxy.ts gets it. */
type FormRequest = {
	method: string;
	nextUrl: { pathname: string };
	headers: { get: (name: string) => string | null };
	cookies: { get: (name: string) => { value: string } | undefined };
};

/**
 * Why a form sent to a page that needs a session is refused; undefined if it is not. "signed-out": the browser has no session, or
 * one that has ended; proxy.ts then shows what was typed, before an action redirects to the sign-in page. "someone-else": the form
 * was drawn for another person than the one signed in now, so that one person's words would be kept as another's. "too-many": a member
 * has changed so much within an hour that the database keeps no more for now. Actions and the database guard all the same. Throws if
 * the database fails.
 */
export async function formRefusal(request: FormRequest): Promise<keyof typeof refusalStatus | undefined> {
	if (request.method !== "POST") return undefined;
	const sender = await idBehind(request);
	if (sender === "anybody") return undefined;
	if (!sender) return "signed-out";
	const owner = request.headers.get(formOwnerHeader);
	if (owner && owner !== formOwnerHash(sender)) return "someone-else";
	const counted = guarded.member.test(request.nextUrl.pathname) && !devices.test(request.nextUrl.pathname);
	return counted && (await hasChangedTooMuch(sender)) ? "too-many" : undefined;
}

/** The status of each refusal, by which the response policy knows its page. */
export const refusalStatus = { "signed-out": 401, "someone-else": 412, "too-many": 429 } as const;

/** Returns the id of the person whose live session opens the requested page; undefined without one, "anybody" if it needs none. */
async function idBehind({ nextUrl, cookies }: FormRequest): Promise<string | undefined> {
	const token = (audience: Audience) => cookies.get(fullName(audience))?.value ?? "";
	if (guarded.member.test(nextUrl.pathname)) return (await memberOfToken(token("member")))?.personId;
	if (guarded.staff.test(nextUrl.pathname)) return (await staffOfToken(token("staff")))?.staffId;
	return "anybody";
}
