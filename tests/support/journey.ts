import { expect, type Page } from "@playwright/test";
import { mailWithWords } from "./mailbox";
import { signInWords } from "./page";
import { codeIn } from "./people";

/**
 * Signs in the way people do, from a page that links to sign-in: address, mail, code. Ends on the answer. `folder` is where
 * the mail of a site other than the tests' lies. `look` sees the two pages on the way.
 */
export async function signIn(page: Page, address: string, folder?: string, look?: (page: Page) => Promise<void>) {
	await page.getByRole("link", { name: "Check your records" }).first().click();
	await page.waitForURL(/\/sign-in/);
	await look?.(page);
	await page.getByLabel(signInWords.address).fill(address);
	await sendCodeAndEnter(page, address, signInWords.sendCode, folder, look);
	await page.waitForURL((url) => url.pathname === "/check");
}

/** From a filled-in address field: has a code mailed, finds the mail by its two words as people do, types the code in. */
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
