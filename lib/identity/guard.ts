/**
 * The door for pages and server actions: it reads the cookies and mints the authority that guarded functions ask for.
 * Call it first in every page and action; layouts never guard, since they are not run again on navigation.
 */
import { notFound, redirect } from "next/navigation";
import { href, type Locale } from "../i18n";
import { readCookie } from "./cookies";
import type { MemberPlace, StaffPlace } from "./places";
import type { Member, Permission, Staff } from "./schema";
import { memberOfToken, staffOfToken } from "./sessions";

export { cookiesSet } from "./cookies";

/** The member signed in here, or undefined. Throws when the database is lost. */
export async function optionalMember(): Promise<Member | undefined> {
	const token = await readCookie("member");
	return token ? memberOfToken(token) : undefined;
}

/**
 * The member signed in here; anybody else is led to sign in, and from there back to `place`.
 * `requireMember(locale, "/plan")` in a page and in its actions.
 */
export async function requireMember(locale: Locale = "en", place: MemberPlace = "/check"): Promise<Member> {
	const token = await readCookie("member");
	const member = token ? await memberOfToken(token) : undefined;
	if (member) return member;
	redirect(href(locale, `/sign-in?next=${place}${token ? "&ended=1" : ""}`));
}

/** The staff signed in here, or undefined. Throws when the database is lost. */
export async function currentStaff(): Promise<Staff | undefined> {
	const token = await readCookie("staff");
	return token ? staffOfToken(token) : undefined;
}

/**
 * The staff signed in here, who may do what `permission` says. Anybody else, members too, is led to the staff's sign-in and
 * learns nothing; staff without the permission get a 404.
 */
export async function requireStaff(permission: Permission, place: StaffPlace = "/staff"): Promise<Staff> {
	const token = await readCookie("staff");
	const staff = token ? await staffOfToken(token) : undefined;
	if (!staff) redirect(`/staff/sign-in?next=${place}${token ? "&ended=1" : ""}`);
	if (!staff.permissions.includes(permission)) notFound();
	return staff;
}
