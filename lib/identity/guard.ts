/**
 * Guards of pages and server actions. A guard reads the session cookie and returns the authority that guarded functions take.
 * Call one first in every page and action. Layouts never guard, because Next does not run them again on navigation.
 */
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { Member, Permission, Staff } from "../authority";
import { databaseAnswers } from "../database";
import { href, type Locale } from "../i18n";
import { clientHeader } from "../limits";
import { log } from "../log";
import { forgetAudience, sessionToken } from "./cookies";
import type { Audience, MemberPath, StaffPath } from "./schema";
import { endSession, memberOfToken, staffOfToken } from "./sessions";
import { deviceWords } from "./user-agent";

export {
	browserToken,
	challengeToken,
	cookiesSet,
	rememberBrowserToken,
	rememberChallenge,
	rememberSession,
	sessionToken,
} from "./cookies";
export { formOwnerHash as formOwner } from "./tokens";

/** Returns the member signed in in this browser, or undefined. Throws if the database fails. */
export async function optionalMember(): Promise<Member | undefined> {
	const token = await sessionToken("member");
	return token ? memberOfToken(token) : undefined;
}

/**
 * Returns the member signed in in this browser. Redirects anybody else to the sign-in page, which returns to `place`. Throws if
 * the database fails. A page and its actions call it alike: `requireMember(locale, "/plan")`.
 */
export async function requireMember(locale: Locale = "en", place: MemberPath = "/check"): Promise<Member> {
	const token = await sessionToken("member");
	const member = token ? await memberOfToken(token) : undefined;
	return member ?? signIn(locale, place, token);
}

/** Redirects to the sign-in page, which returns to `place`. A browser that sent a token had a session. */
function signIn(locale: Locale, place: MemberPath, token: string | undefined): never {
	redirect(href(locale, `/sign-in?next=${place}${token ? "&ended=1" : ""}`));
}

/**
 * Does as `requireMember`, for a page whose question finds its member in the same round trip (questionOfMember of sessions.ts). Returns what
 * `ask` found, undefined where there is no session. If it failed, asks for the session by itself and returns the member alone.
 */
export async function requireMemberAsking<Found extends { member: Member }>(
	locale: Locale,
	place: MemberPath,
	ask: (token: string, locale: Locale) => Promise<Found | "failed" | undefined>,
): Promise<Found | { member: Member; value?: undefined }> {
	const token = await sessionToken("member");
	const found = token ? await ask(token, locale) : undefined;
	if (found === "failed") return { member: await requireMember(locale, place) };
	return found ?? signIn(locale, place, token);
}

/** Returns the member of staff signed in in this browser, or undefined. Throws if the database fails. */
export async function currentStaff(): Promise<Staff | undefined> {
	const token = await sessionToken("staff");
	return token ? staffOfToken(token) : undefined;
}

/**
 * Returns the member of staff signed in in this browser, if they have the permission. Staff without it get a 404. Redirects
 * everybody else, members too, to the staff's sign-in page, which tells them nothing. Throws if the database fails.
 */
export async function requireStaff(permission: Permission, place: StaffPath = "/staff"): Promise<Staff> {
	const token = await sessionToken("staff");
	const staff = token ? await staffOfToken(token) : undefined;
	if (!staff) redirect(`/staff/sign-in?next=${place}${token ? "&ended=1" : ""}`);
	if (!staff.permissions.includes(permission)) notFound();
	return staff;
}

/** Returns the client's network, which the web process puts into a header of its own in place of whatever the client wrote there. */
export async function clientNetwork(): Promise<string> {
	return (await headers()).get(clientHeader) ?? "";
}

/** Returns coarse words for the requesting browser, for the devices page. */
export async function thisDevice(): Promise<string> {
	return deviceWords((await headers()).get("user-agent") ?? "");
}

const clearSiteData = { "Clear-Site-Data": '"cache", "storage"' };

/**
 * Deletes what this browser stored of the site, as `endBrowserSessions` does, also while the database does not answer: whoever leaves
 * in a hurry must get away. Their sessions then end by inactivity, and no cookie of this browser opens one.
 */
export async function leaveSite(): Promise<Record<string, string>> {
	const audiences = ["member", "staff"] as const;
	if (await databaseAnswers()) return endBrowserSessions(audiences);
	if ((await headers()).get("sec-fetch-site") === "cross-site") return {};
	log.warn({ event: "session.not-ended" });
	for (const audience of audiences) await forgetAudience(audience);
	return clearSiteData;
}

/**
 * Ends this browser's sessions on the server and deletes their cookies and those of its codes. Returns the header that makes the
 * browser delete what it stored of the site (W3C Clear Site Data). Does nothing if another site sent the form.
 */
export async function endBrowserSessions(audiences: readonly Audience[]): Promise<Record<string, string>> {
	if ((await headers()).get("sec-fetch-site") === "cross-site") return {};
	for (const audience of audiences) {
		const token = await sessionToken(audience);
		if (token) await endSession(token);
		await forgetAudience(audience);
	}
	return clearSiteData;
}
