import { redirect } from "next/navigation";
import type { Member } from "@/lib/authority";
import { type FormState, formError } from "@/lib/form";
import type { Locale } from "@/lib/i18n";
import { requestCode, sendAnotherCode } from "@/lib/identity";
import { challengeToken, forgetChallenge, rememberChallenge } from "@/lib/identity/guard";
import { readCode } from "@/lib/identity/schema";
import type { Result } from "@/lib/result";

/** One use of mailed codes: what the code is for, who asks, and the pages around it. Built by each action, after its guard. */
export type CodeFlow = {
	purpose: Parameters<typeof requestCode>[0]["purpose"];
	locale: Locale;
	/** Who asks, where the purpose needs somebody signed in. */
	member?: Member;
	/** The token of the browser's session. It raises the mail quota of an address that session has proven. */
	signedInWith?: string | undefined;
	messages: { notAnAddress: string; notSixDigits: string; wrong: string; expired: string };
	/** The path of the page that asks for the code. `sent` is how the last request for another code ended. */
	codePath: (sent?: "again" | "no") => string;
	/** The path of the page the address was typed on, with why the code is refused for good. */
	problemPath: (reason: string) => string;
};

/** Mails a code to the address in the form and redirects to the code page. */
export async function askForCode(flow: CodeFlow, form: FormData): Promise<FormState> {
	const { purpose, locale, member, signedInWith, messages } = flow;
	const address = String(form.get("email") ?? "");
	const previous = await challengeToken(purpose);
	const started = await requestCode({ purpose, address, locale, member, previous, signedInWith });
	if (!started.ok) return formError(form, "email", messages.notAnAddress);
	await rememberChallenge(purpose, started.value);
	redirect(flow.codePath());
}

/** Checks the code in the form. `verify` uses it and returns the path to go to, or why the code was refused. */
export async function enterCode(
	flow: CodeFlow,
	form: FormData,
	verify: (answer: { token: string; code: string }) => Promise<Result<string, string>>,
): Promise<FormState> {
	const { purpose, messages } = flow;
	const code = readCode(String(form.get("code") ?? ""));
	if (!code) return formError(form, "code", messages.notSixDigits, ["code"]);
	const verified = await verify({ token: (await challengeToken(purpose)) ?? "", code });
	if (verified.ok) {
		await forgetChallenge(purpose);
		redirect(verified.value);
	}
	if (verified.reason === "wrong" || verified.reason === "expired") {
		return formError(form, "code", messages[verified.reason], ["code"]);
	}
	redirect(flow.problemPath(verified.reason));
}

/** Mails another code for the same challenge and redirects to the code page. */
export async function sendCodeAgain({ purpose, signedInWith, codePath, problemPath }: CodeFlow): Promise<never> {
	const sent = await sendAnotherCode((await challengeToken(purpose)) ?? "", purpose, signedInWith);
	if (sent.ok) redirect(codePath("again"));
	redirect(sent.reason === "too-many" ? codePath("no") : problemPath(sent.reason));
}
