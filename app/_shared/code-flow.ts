import { redirect } from "next/navigation";
import type { Member } from "@/lib/authority";
import { type FormState, formError } from "@/lib/form";
import type { Locale } from "@/lib/i18n";
import { olderCode, requestCode, sendAnotherCode, type signInMember, type signInStaff } from "@/lib/identity";
import {
	browserToken,
	challengeToken,
	clientNetwork,
	rememberBrowserToken,
	rememberChallenge,
	rememberSession,
	thisDevice,
} from "@/lib/identity/guard";
import { readCode } from "@/lib/identity/schema";
import { ok, type Result } from "@/lib/result";
import { formatTime } from "@/lib/time";

/** One use of mailed codes: what the code is for, who asks, and the pages around it. Each file of actions builds its own, guard included. */
type CodeFlow = {
	purpose: Parameters<typeof requestCode>[0]["purpose"];
	locale: Locale;
	/** The member who asks, if the purpose requires a signed-in member. */
	member?: Member;
	/** The token of the browser's session. It raises the mail quota of an address that session has proven. */
	signedInWith?: string | undefined;
	messages: {
		notAnAddress: string;
		noCookie: string;
		notACode: string;
		wrong: string;
		/** For the code of an older mail: it names the times at which both were asked for. */
		older: (times: { older: string; newest: string }) => string;
		expired: string;
	};
	/** The path of the page that asks for the address. The page that asks for the code is `/code` below it. */
	path: string;
	/** The path to go to after signing in. Both pages carry it as the query parameter `next`. */
	next?: string;
};

/** The address of one of the flow's two pages. `parameter` comes first in its query, `next` last. */
function addressOf({ path, next }: CodeFlow, page: "" | "/code", parameter?: string): string {
	const query = [parameter, next && `next=${next}`].filter(Boolean).join("&");
	return `${path}${page}${query && `?${query}`}`;
}

const codePage = (flow: CodeFlow, sent?: "again" | "no") => addressOf(flow, "/code", sent && `sent=${sent}`);
const addressPage = (flow: CodeFlow, problem: string) => addressOf(flow, "", `problem=${problem}`);

/** Mails a code to the address in the form and redirects to the code page. */
export async function askForCode(flow: CodeFlow, form: FormData): Promise<FormState> {
	const { purpose, locale, member, signedInWith, messages } = flow;
	const address = String(form.get("email") ?? "");
	const previous = await challengeToken(purpose);
	// A member's session is a cookie too. After signing in, scripts draw a page without asking for it, so it has set no cookie.
	if (!previous && !member) {
		// The page set this cookie. If the browser keeps cookies after all, the form works at the next press.
		await rememberChallenge(purpose);
		return formError(form, "email", messages.noCookie);
	}
	const network = await clientNetwork();
	const started = await requestCode({ purpose, address, locale, member, previous, signedInWith, network });
	if (!started.ok) return formError(form, "email", messages.notAnAddress);
	await rememberChallenge(purpose, started.value);
	redirect(codePage(flow));
}

/** Checks the code in the form. `verify` uses it and returns the path to go to, or why the code was refused. */
export async function enterCode(
	flow: CodeFlow,
	form: FormData,
	verify: (answer: { token: string; code: string }) => Promise<Result<string, string>>,
): Promise<FormState> {
	const { purpose, messages, locale } = flow;
	const code = readCode(String(form.get("code") ?? ""));
	if (!code) return formError(form, "code", messages.notACode, ["code"]);
	const token = (await challengeToken(purpose)) ?? "";
	const verified = await verify({ token, code });
	if (verified.ok) redirect(verified.value);
	if (verified.reason === "expired") return formError(form, "code", messages.expired, ["code"]);
	if (verified.reason === "wrong") {
		const times = await olderCode(token, purpose, code);
		const time = (at: Date) => formatTime(at, locale);
		const message = times ? messages.older({ older: time(times.older), newest: time(times.newest) }) : messages.wrong;
		return formError(form, "code", message, ["code"]);
	}
	redirect(addressPage(flow, verified.reason));
}

/** Signs in with the code in the form, in place of the browser's session, and redirects to `destination`. */
export async function signInWithCode(
	flow: CodeFlow,
	form: FormData,
	audience: "member" | "staff",
	signIn: typeof signInMember | typeof signInStaff,
	destination: string,
): Promise<FormState> {
	return enterCode(flow, form, async (answer) => {
		const browser = await browserToken(answer.token);
		const here = { browser, previousSession: flow.signedInWith, device: await thisDevice() };
		const session = await signIn({ ...answer, ...here });
		if (!session.ok) return session;
		await rememberSession(audience, session.value);
		await rememberBrowserToken(browser);
		return ok(destination);
	});
}

/**
 * Mails another code for the same challenge and redirects: to the code page, or to the address page if no code can follow. `seen`
 * is how many mails were requested when the page was drawn, so that two presses mail one.
 */
export async function sendCodeAgain(flow: CodeFlow, seen: string): Promise<never> {
	const { purpose, signedInWith } = flow;
	const token = (await challengeToken(purpose)) ?? "";
	const sent = await sendAnotherCode(token, purpose, signedInWith, await clientNetwork(), Number(seen) || 0);
	if (sent.ok) redirect(codePage(flow, "again"));
	redirect(sent.reason === "too-many" ? codePage(flow, "no") : addressPage(flow, sent.reason));
}
