/**
 * The door for pages and server actions: it reads the cookies and mints the authority that guarded functions ask for.
 * Call it first in every page and action; layouts never guard, since they are not run again on navigation.
 */
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { Member, Permission, Staff } from "../authority";
import { href, type Locale } from "../i18n";
import { forgetAudience, sessionToken } from "./cookies";
import type { Audience, MemberPath, StaffPath } from "./schema";
import { endSession, memberOfToken, staffOfToken } from "./sessions";
import { deviceWords } from "./user-agent";

export {
	challengeToken,
	cookiesSet,
	forgetChallenge,
	rememberChallenge,
	rememberSession,
	sessionToken,
} from "./cookies";

/** The member signed in here, or undefined. Throws when the database is lost. */
export async function optionalMember(): Promise<Member | undefined> {
	const token = await sessionToken("member");
	return token ? memberOfToken(token) : undefined;
}

/**
 * The member signed in here; anybody else is led to sign in, and from there back to `place`.
 * `requireMember(locale, "/plan")` in a page and in its actions.
 */
export async function requireMember(locale: Locale = "en", place: MemberPath = "/check"): Promise<Member> {
	const token = await sessionToken("member");
	const member = token ? await memberOfToken(token) : undefined;
	if (member) return member;
	redirect(href(locale, `/sign-in?next=${place}${token ? "&ended=1" : ""}`));
}

/** The staff signed in here, or undefined. Throws when the database is lost. */
export async function currentStaff(): Promise<Staff | undefined> {
	const token = await sessionToken("staff");
	return token ? staffOfToken(token) : undefined;
}

/**
 * The staff signed in here, who may do what `permission` says. Anybody else, members too, is led to the staff's sign-in and
 * learns nothing; staff without the permission get a 404.
 */
export async function requireStaff(permission: Permission, place: StaffPath = "/staff"): Promise<Staff> {
	const token = await sessionToken("staff");
	const staff = token ? await staffOfToken(token) : undefined;
	if (!staff) redirect(`/staff/sign-in?next=${place}${token ? "&ended=1" : ""}`);
	if (!staff.permissions.includes(permission)) notFound();
	return staff;
}

/** Coarse words for the browser that asks, for the devices page. */
export async function thisDevice(): Promise<string> {
	return deviceWords((await headers()).get("user-agent") ?? "");
}

/**
 * Ends this browser's sessions, on the server and in its cookies, with the codes it waits for, and gives the header that has the browser drop what it kept
 * of the site (W3C Clear Site Data). Does nothing when another site sent the form.
 */
export async function endBrowserSessions(audiences: readonly Audience[]): Promise<Record<string, string>> {
	if ((await headers()).get("sec-fetch-site") === "cross-site") return {};
	for (const audience of audiences) {
		const token = await sessionToken(audience);
		if (token) await endSession(token);
		await forgetAudience(audience);
	}
	return { "Clear-Site-Data": '"cache", "storage"' };
}
