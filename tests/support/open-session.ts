/**
 * Signs a page in without rendering the sign-in pages, by the requests that a browser without scripts sends. For tests whose
 * subject is not sign-in. sign-in.spec.ts and journey.spec.ts use the pages.
 */
import { type Cookie, expect, type Page, type Response } from "@playwright/test";
import { href, type Locale } from "@/lib/i18n";
import { formOrigin, hiddenFields } from "./form-fields";
import { mailWithWords } from "./mailbox";
import { codeIn } from "./mailed-codes";

/** Requests a code on a sign-in page, reads the mail and sends the code. Opens the next page and returns its response. */
async function openSession(page: Page, signIn: string, address: string): Promise<Response | null> {
	// On new connections, because the server closes idle ones, and a later request could meet one just then.
	const closing = { connection: "close" };
	const asked = await page.request.get(signIn, { headers: closing });
	const form = await asked.text();
	const headers = { ...formOrigin(asked.url()), ...closing };
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
	return page.goto(answer.headers().location as string);
}

/** Signs a member in and opens a page. Returns its response. */
export async function signInAt(page: Page, locale: Locale, address: string, next: string): Promise<Response | null> {
	return openSession(page, href(locale, `/sign-in?next=${next}`), address);
}

/** The cookies of the members of staff whom tests of this process have signed in, by address and browser. */
const staffCookies = new Map<string, Cookie[]>();

/**
 * Signs a member of staff in and opens a page. A session that is still there is used again, since a sign-in takes longer than most
 * pages; one that a test has ended is not.
 */
export async function signInStaffAt(page: Page, address: string, next: string): Promise<Response | null> {
	// A session bears the name of its browser, by which ended-sessions.spec.ts finds its own.
	const by = `${address}, ${await page.evaluate(() => navigator.userAgent)}`;
	const kept = staffCookies.get(by);
	if (kept) {
		await page.context().addCookies(kept);
		const response = await page.goto(next);
		if (new URL(page.url()).pathname !== "/staff/sign-in") return response;
	}
	const response = await openSession(page, `/staff/sign-in?next=${next}`, address);
	const cookies = await page.context().cookies();
	staffCookies.set(
		by,
		cookies.filter(({ name }) => name === "staff"),
	);
	return response;
}
