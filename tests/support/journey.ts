import { expect, type Page } from "@playwright/test";
import { mailWithWords } from "./mailbox";
import { codeIn } from "./mailed-codes";
import { signInWords } from "./page";

/**
 * Signs in as people do, from a page that links to sign-in: address, mail, code. Ends on the answer. `folder` is the mail
 * folder of another site than the tests'. `look` is called with each of the two pages.
 */
export async function signIn(page: Page, address: string, folder?: string, look?: (page: Page) => Promise<void>) {
	await page.getByRole("link", { name: "Check your records" }).first().click();
	await page.waitForURL(/\/sign-in/);
	await look?.(page);
	await page.getByLabel(signInWords.address).fill(address);
	await sendCodeAndEnter(page, address, signInWords.sendCode, folder, look);
	await page.waitForURL((url) => url.pathname === "/check");
}

/** Sends a filled-in address field, finds the mail by its two words, and types the code. */
export async function sendCodeAndEnter(
	page: Page,
	address: string,
	button: string,
	folder?: string,
	look?: (page: Page) => Promise<void>,
) {
	await page.getByRole("button", { name: button }).click();
	await page.getByLabel(signInWords.code).waitFor();
	const text = (await page.getByRole("main").textContent()) ?? "";
	const words = /ends with these two words:\s*(\S+ \S+?)\./.exec(text)?.[1] ?? "";
	expect(words, "the two words on the code page").not.toBe("");
	await look?.(page);
	const mail = await mailWithWords(address, words, folder);
	await page.getByLabel(signInWords.code).fill(codeIn(mail.text));
	await page.getByRole("button", { name: signInWords.enter }).click();
}
