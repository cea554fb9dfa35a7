"use server";

import { notFound } from "next/navigation";
import * as codes from "@/app/_shared/code-flow";
import { codeMessages } from "@/app/staff/_shared/code-messages";
import type { FormState } from "@/lib/form";
import { signInStaff } from "@/lib/identity";
import { sessionToken } from "@/lib/identity/guard";
import { type StaffPath, safeReturnPath, staffPaths } from "@/lib/identity/schema";
import { staffSignInByCode } from "@/lib/identity/sign-in-methods";

async function staffSignInFlow(path: StaffPath) {
	if (!staffSignInByCode()) notFound();
	const next = safeReturnPath(staffPaths, path);
	const signedInWith = await sessionToken("staff");
	return {
		purpose: "staff-sign-in",
		locale: "en",
		signedInWith,
		messages: codeMessages,
		path: "/staff/sign-in",
		next,
	} as const;
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
export async function sendAgain(next: StaffPath, seen: string, _: FormData): Promise<void> {
	await codes.sendCodeAgain(await staffSignInFlow(next), seen);
}
