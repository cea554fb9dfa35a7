"use server";

import { notFound } from "next/navigation";
import * as codes from "@/app/_shared/code-flow";
import type { FormState } from "@/lib/form";
import { signInStaff } from "@/lib/identity";
import { rememberSession, sessionToken, thisDevice } from "@/lib/identity/guard";
import { type StaffPath, safeReturnPath, staffPaths } from "@/lib/identity/schema";
import { staffSignInByCode } from "@/lib/identity/sign-in-methods";
import { ok } from "@/lib/result";

const messages = {
	notAnAddress: "Enter an email address, such as name@example.org",
	notSixDigits: "Enter the 6 digits of the code",
	wrong: "That is not the code. Type the one in the newest email, in the browser where you asked for it.",
	expired: "That code is too old. Choose “Send another code” below.",
};

async function staffSignInFlow(next: StaffPath): Promise<codes.CodeFlow> {
	if (!staffSignInByCode()) notFound();
	const query = `next=${safeReturnPath(staffPaths, next)}`;
	return {
		purpose: "staff-sign-in",
		locale: "en",
		signedInWith: await sessionToken("staff"),
		messages,
		codePath: (sent) => `/staff/sign-in/code?${sent ? `sent=${sent}&` : ""}${query}`,
		problemPath: (reason) => `/staff/sign-in?problem=${reason}&${query}`,
	};
}

/** Mails a code, whether the address belongs to staff or not: only its owner finds out. */
export async function askForCode(next: StaffPath, _: FormState, form: FormData): Promise<FormState> {
	return codes.askForCode(await staffSignInFlow(next), form);
}

/** Signs staff in with the code that was typed. */
export async function enterCode(next: StaffPath, _: FormState, form: FormData): Promise<FormState> {
	const flow = await staffSignInFlow(next);
	return codes.enterCode(flow, form, async (answer) => {
		const session = await signInStaff({ ...answer, previousSession: flow.signedInWith, device: await thisDevice() });
		if (!session.ok) return session;
		await rememberSession("staff", session.value);
		return ok(safeReturnPath(staffPaths, next));
	});
}

/** Mails another code for the same challenge. */
export async function sendAgain(next: StaffPath): Promise<void> {
	await codes.sendCodeAgain(await staffSignInFlow(next));
}
