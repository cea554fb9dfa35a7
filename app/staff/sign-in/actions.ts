"use server";

import { notFound } from "next/navigation";
import * as codes from "@/app/_shared/code-flow";
import type { FormState } from "@/lib/form";
import { signInStaff } from "@/lib/identity";
import { sessionToken } from "@/lib/identity/guard";
import { type StaffPath, safeReturnPath, staffPaths } from "@/lib/identity/schema";
import { staffSignInByCode } from "@/lib/identity/sign-in-methods";

const messages = {
	notAnAddress: "Enter an email address, such as name@example.org",
	notACode: "Enter the code from the email, in digits",
	wrong:
		"That is not the right code. Enter the one from the newest email, in the browser where you asked for it. If it still does not work, enter the long code from that email.",
	expired: "That code has expired. Enter the long code from the same email, or choose “Send another code” below.",
};

async function staffSignInFlow(path: StaffPath) {
	if (!staffSignInByCode()) notFound();
	const next = safeReturnPath(staffPaths, path);
	const signedInWith = await sessionToken("staff");
	return { purpose: "staff-sign-in", locale: "en", signedInWith, messages, path: "/staff/sign-in", next } as const;
}

/** Mails a code, whether the address belongs to staff or not. Only the owner of the mailbox learns which. */
export async function askForCode(next: StaffPath, _: FormState, form: FormData): Promise<FormState> {
	return codes.askForCode(await staffSignInFlow(next), form);
}

/** Signs staff in with the code that was typed. */
export async function enterCode(next: StaffPath, _: FormState, form: FormData): Promise<FormState> {
	const flow = await staffSignInFlow(next);
	return codes.signInWithCode(flow, form, "staff", signInStaff, flow.next);
}

/** Mails another code for the same challenge. */
export async function sendAgain(next: StaffPath): Promise<void> {
	await codes.sendCodeAgain(await staffSignInFlow(next));
}
