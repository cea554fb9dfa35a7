/** The main pages as plain text in source order, as screen readers, braille displays and lynx present them. */
import type { Page } from "@playwright/test";
import { href, type Locale, locales } from "@/lib/i18n";
import { affectedPerson } from "../support/demo-people";
import { signInAt } from "../support/open-session";
import { expect, test } from "../support/page";
import { dumped, orderFaults, textBrowser, textFaults } from "../support/read-as-text";

const open = [
	"/",
	"/guidance/email-address",
	"/guidance/spotting-scams",
	"/incidents/october-2021-supplier-incident",
	"/sign-in",
];
const own = ["/check", "/plan", "/plan/keep", "/preferences"];

/** Opens pages one after the other, those of an affected person at the end. */
async function* opened(page: Page, locale: Locale) {
	await page.setViewportSize({ width: 390, height: 844 });
	for (const path of open) yield [path, await page.goto(href(locale, path))] as const;
	await signInAt(page, locale, affectedPerson(locale === "en" ? 52 : 53).email, "/check");
	for (const path of own) yield [path, await page.goto(href(locale, path))] as const;
}

/** Returns the words that a text does not have in their order. */
function missing(text: string, words: string[]): string[] {
	const whole = text.replaceAll(/\s+/g, " ");
	let from = 0;
	return words.filter((word) => {
		const at = whole.indexOf(word.replaceAll(/\s+/g, " ").trim(), from);
		from = Math.max(from, at);
		return at < 0;
	});
}

for (const locale of locales) {
	test(`every page says all it says in words, in the order it is seen, ${locale}`, async ({ page }) => {
		test.setTimeout(120_000);
		const faults: string[] = [];
		for await (const [path] of opened(page, locale))
			for (const fault of [...(await textFaults(page)), ...(await orderFaults(page))]) faults.push(`${path}: ${fault}`);
		expect(faults).toEqual([]);
	});

	test(`without any style sheet every page still reads from its top to its end, ${locale}`, async ({ page }) => {
		test.setTimeout(120_000);
		await page.route(/\.css(\?|$)/, (route) => route.fulfill({ contentType: "text/css", body: "" }));
		for await (const [path] of opened(page, locale)) {
			expect(await page.evaluate(() => [...document.styleSheets].every((sheet) => sheet.cssRules.length === 0))).toBe(
				true,
			);
			const text = await page.evaluate(() => document.body.innerText);
			const parts = await page.evaluate(() =>
				["a[href='#main']", "header a", "h1", "main h2", "footer p"].map(
					(selector) => document.querySelector<HTMLElement>(selector)?.innerText.trim() ?? "",
				),
			);
			expect(missing(text, parts), path).toEqual([]);
			expect(await page.locator("#main").count(), path).toBe(1);
		}
	});
}

test.describe("lynx or w3m", () => {
	test.skip(() => !textBrowser(), "There is no lynx and no w3m on this machine, so no text browser read a page.");

	test("reads the main pages as they were sent", async ({ page }) => {
		test.setTimeout(120_000);
		const browser = textBrowser() as NonNullable<ReturnType<typeof textBrowser>>;
		for await (const [path, answer] of opened(page, "en")) {
			const text = dumped(browser, (await answer?.text()) ?? "");
			const words = await page.locator("h1, main h2").allInnerTexts();
			expect(missing(text, words), path).toEqual([]);
		}
	});
});

test("the checks find each fault they look for", async ({ page }) => {
	await page.setContent(
		`<main><h1>One</h1><h3>Three</h3><a href="/a">here</a><table><tr><th>x</th></tr></table><div><svg aria-hidden="true"></svg></div>
		<span class="tag"></span><input id="lone"><a href="/b">Same</a><a href="/c">Same</a><button></button></main>`,
	);
	expect((await textFaults(page)).length).toBe(10);
	await page.setContent(`<main><p>first</p><p id="last">last</p></main>`);
	expect(await orderFaults(page)).toEqual([]);
	await page.locator("#last").evaluate((element) => element.setAttribute("style", "position:absolute;top:-30px"));
	expect(await orderFaults(page)).toHaveLength(1);
});
