"use server";

import { notFound, redirect } from "next/navigation";
import { type FormState, formError } from "@/lib/form";
import { requestCode, sendAnotherCode, signInStaff } from "@/lib/identity";
import {
	challengeToken,
	forgetChallenge,
	rememberChallenge,
	rememberSession,
	sessionToken,
	thisDevice,
} from "@/lib/identity/guard";
import { readCode, type StaffPath, safeReturnPath, staffPaths } from "@/lib/identity/schema";
import { staffSignInByCode } from "@/lib/identity/sign-in-methods";

const purpose = "staff-sign-in";
const sentences = {
	wrong: "That is not the code. Type the one in the newest email, in the browser where you asked for it.",
	expired: "That code is too old. Choose “Send another code” below.",
};

/** Mails a code, whether the address is staff's or not: only its owner finds out. */
export async function askForCode(next: StaffPath, _: FormState, form: FormData): Promise<FormState> {
	if (!staffSignInByCode()) notFound();
	const started = await requestCode({
		purpose,
		address: String(form.get("email") ?? ""),
		locale: "en",
		previous: await challengeToken(purpose),
		signedInWith: await sessionToken("staff"),
	});
	if (!started.ok) return formError(form, "email", "Enter an email address, such as name@example.org");
	await rememberChallenge(purpose, started.value);
	redirect(`/staff/sign-in/code?next=${safeReturnPath(staffPaths, next)}`);
}

/** Signs staff in with the code that was typed. */
export async function enterCode(next: StaffPath, _: FormState, form: FormData): Promise<FormState> {
	if (!staffSignInByCode()) notFound();
	const code = readCode(String(form.get("code") ?? ""));
	if (!code) return formError(form, "code", "Enter the 6 digits of the code", ["code"]);
	const token = (await challengeToken(purpose)) ?? "";
	const previousSession = await sessionToken("staff");
	const session = await signInStaff({ token, code, previousSession, device: await thisDevice() });
	const place = safeReturnPath(staffPaths, next);
	if (session.ok) {
		await rememberSession("staff", session.value);
		await forgetChallenge(purpose);
		redirect(place);
	}
	if (session.reason === "wrong" || session.reason === "expired") {
		return formError(form, "code", sentences[session.reason], ["code"]);
	}
	redirect(`/staff/sign-in?problem=${session.reason}&next=${place}`);
}

/** Mails another code for the same question. */
export async function sendAgain(next: StaffPath): Promise<void> {
	if (!staffSignInByCode()) notFound();
	const sent = await sendAnotherCode((await challengeToken(purpose)) ?? "", purpose, await sessionToken("staff"));
	const place = safeReturnPath(staffPaths, next);
	if (sent.ok || sent.reason === "too-many") {
		redirect(`/staff/sign-in/code?sent=${sent.ok ? "again" : "no"}&next=${place}`);
	}
	redirect(`/staff/sign-in?problem=${sent.reason}&next=${place}`);
}
