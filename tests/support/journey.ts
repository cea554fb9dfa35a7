import type { Page } from "@playwright/test";
import { mailAfter, mailsTo } from "./mailbox";
import { codeIn } from "./people";

/**
 * Signs in the way people do, from a page that links to sign-in: address, mail, code. Ends on the answer. `folder` is where
 * the mail of a site other than the tests' lies. `look` sees the two pages on the way.
 */
export async function signIn(page: Page, address: string, folder?: string, look?: (page: Page) => Promise<void>) {
	await page.getByRole("link", { name: "Check your records" }).first().click();
	await page.waitForURL(/\/sign-in/);
	await look?.(page);
	await page.getByLabel("Email address").fill(address);
	await sendCodeAndEnter(page, address, "Email me a code", folder, look);
	await page.waitForURL((url) => url.pathname === "/check");
}

/** From a filled-in address field: asks for a code, reads it from the mail and types it in. */
export async function sendCodeAndEnter(
	page: Page,
	address: string,
	button: string,
	folder?: string,
	look?: (page: Page) => Promise<void>,
) {
	const seen = mailsTo(address, folder).length;
	await page.getByRole("button", { name: button }).click();
	const field = page.getByLabel("6-digit code");
	await field.waitFor();
	await look?.(page);
	const mail = await mailAfter(address, seen, folder);
	await field.fill(codeIn(mail.text));
	await page.getByRole("button", { name: "Continue" }).click();
}
