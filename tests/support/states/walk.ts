// Shared by the walks: their type, and steps in either language.
import type { Page } from "@playwright/test";
import type { Locale } from "@/lib/i18n";
import { mailWithWords } from "../mailbox";
import { codeIn } from "../mailed-codes";
import { expect, mailWords } from "../page";

/** Audits the page in its present state. `route` is its route in tests/house/routes.ts, `state` the name of the state. */
export type See = (route: string, state: string) => Promise<void>;

export type Steps = {
	page: Page;
	locale: Locale;
	/** The number of the run of this walk: 0 for English, 1 for Welsh. */
	number: number;
	see: See;
	/** Opens a page in the walk's language. Takes the English path. */
	go: (path: string) => Promise<void>;
};

/** Visits every state of some routes. `shows` lists them as "route: state, state". */
export type Walk = { name: string; shows: Record<string, string[]>; walk: (steps: Steps) => Promise<void> };

/** Returns the form that contains a field. */
export const formOf = (page: Page, field: string) =>
	page.locator("main form").filter({ has: page.locator(`[name="${field}"]`) });
/** Returns the button that stops a reminder. Its form has no choices. */
export const stopReminder = (page: Page) => page.locator("main #reminder form:not(:has([name=when])) button");
export const field = (page: Page, name: string) => page.locator(`main [name="${name}"]`);

/** Presses the button of the form, or of the section of a form, that contains a field. */
export async function send(page: Page, name: string): Promise<void> {
	const form = formOf(page, name).first();
	const section = form.locator("section").filter({ has: page.locator(`[name="${name}"]`) });
	const part = (await section.count()) > 0 ? section.first() : form;
	await part.locator("button[type=submit]").first().click();
}

/** Sends a form with an error and waits until the error summary has the focus. */
export async function sendWrong(page: Page, name: string): Promise<void> {
	await send(page, name);
	await expect(page.locator("main [role=alert]").first()).toBeFocused();
}

/**
 * Requests a code for an address and finds the mail by the two words that its subject ends with and the page shows, because
 * another test may use the same address.
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

/** Enters a code and waits for the next page. */
export async function enterCode(page: Page, code: string): Promise<void> {
	await field(page, "code").fill(code);
	await send(page, "code");
	await page.waitForURL((url) => !url.pathname.endsWith("/code"));
}

/** Opens all collapsed text on the page, so that it is audited too. */
export const unfold = (page: Page) =>
	page.locator("main details").evaluateAll((all) => {
		for (const details of all as HTMLDetailsElement[]) details.open = true;
	});

/** Returns a code that differs from this one. */
export const wrongCode = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
