/**
 * Signs a page in without rendering the sign-in pages, by the requests that a browser without scripts sends. For tests whose
 * subject is not sign-in. sign-in.spec.ts and journey.spec.ts use the pages.
 */
import { expect, type Page } from "@playwright/test";
import { href, type Locale } from "@/lib/i18n";
import { formOrigin, hiddenFields } from "./form-fields";
import { mailWithWords } from "./mailbox";
import { codeIn } from "./people";

/** Requests a code on a sign-in page, reads the mail and sends the code. Ends on the next page. */
async function openSession(page: Page, signIn: string, address: string): Promise<void> {
	const asked = await page.request.get(signIn);
	const form = await asked.text();
	const headers = formOrigin(asked.url());
	const sent = await page.request.post(signIn, {
		headers,
		multipart: { ...hiddenFields(form, "email"), email: address },
	});
	const codePage = await sent.text();
	// Another test may use the same address, so the mail is found by the two words that the page shows.
	const words = /<b[^>]*>(\w+ \w+)<\/b>/.exec(codePage)?.[1];
	expect(words, `the two words on ${sent.url()}`).toBeDefined();
	const mail = await mailWithWords(address, words as string);
	const multipart = { ...hiddenFields(codePage, "code"), code: codeIn(mail.text) };
	const answer = await page.request.post(sent.url(), { headers, multipart, maxRedirects: 0 });
	expect(answer.status(), `the code for ${address}`).toBe(303);
	await page.goto(answer.headers().location as string);
}

/** Signs a member in and opens a page. */
export async function signInAt(page: Page, locale: Locale, address: string, next: string): Promise<void> {
	await openSession(page, href(locale, `/sign-in?next=${next}`), address);
}

/** Signs a member of staff in and opens a page. */
export async function signInStaffAt(page: Page, address: string, next: string): Promise<void> {
	await openSession(page, `/staff/sign-in?next=${next}`, address);
}
