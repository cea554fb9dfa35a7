/** What the walks share: how one is written down, and the steps people take in either language. */
import type { Page } from "@playwright/test";
import type { Locale } from "@/lib/i18n";
import { mailWithWords } from "../mailbox";
import { expect, mailWords } from "../page";
import { codeIn } from "../people";

/** Looks at the page as it stands. `route` is the one of tests/house/routes.ts that it answers, `state` what it shows. */
export type See = (route: string, state: string) => Promise<void>;

export type Steps = {
	page: Page;
	locale: Locale;
	/** Something that differs from one run of a walk to the next: 0 for English, 1 for Welsh. */
	number: number;
	see: See;
	/** Opens an address written as if it were English. */
	go: (path: string) => Promise<void>;
};

/** A way through some routes that brings each into every state it has. `shows` says which, as "route: state, state". */
export type Walk = { name: string; shows: Record<string, string[]>; walk: (steps: Steps) => Promise<void> };

/** The form that holds a field. */
export const formOf = (page: Page, field: string) =>
	page.locator("main form").filter({ has: page.locator(`[name="${field}"]`) });
/** The button that stops a reminder: the one of its section whose form has nothing to choose. */
export const stopReminder = (page: Page) => page.locator("main #reminder form:not(:has([name=when])) button");
export const field = (page: Page, name: string) => page.locator(`main [name="${name}"]`);

/** Presses the button of the form, or of the section of a form, that holds a field. */
export async function send(page: Page, name: string): Promise<void> {
	const form = formOf(page, name).first();
	const section = form.locator("section").filter({ has: page.locator(`[name="${name}"]`) });
	const part = (await section.count()) > 0 ? section.first() : form;
	await part.locator("button[type=submit]").first().click();
}

/** Sends a form that is wrong, and waits until that is said: what says it takes the focus each time. */
export async function sendWrong(page: Page, name: string): Promise<void> {
	await send(page, name);
	await expect(page.locator("main [role=alert]").first()).toBeFocused();
}

/**
 * Types an address, has a code mailed to it, and finds the mail as people do: by the two words that its subject ends with and
 * the page shows, since somebody else may ask for the same address.
 */
export async function askCode(page: Page, address: string): Promise<{ code: string; words: string }> {
	await field(page, "email").fill(address);
	await send(page, "email");
	await page.waitForURL((url) => url.pathname.endsWith("/code"));
	await field(page, "code").waitFor();
	const words = await mailWords(page);
	const mail = await mailWithWords(address, words);
	return { code: codeIn(mail.text), words };
}

/** Types a code in and waits until another page answers. */
export async function enterCode(page: Page, code: string): Promise<void> {
	await field(page, "code").fill(code);
	await send(page, "code");
	await page.waitForURL((url) => !url.pathname.endsWith("/code"));
}

/** Opens everything on the page that is folded away, so that what is in it is looked at too. */
export const unfold = (page: Page) =>
	page.locator("main details").evaluateAll((all) => {
		for (const details of all as HTMLDetailsElement[]) details.open = true;
	});

/** A code that is not this one. */
export const wrongCode = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
