/** The main pages as plain text in source order, as screen readers, braille displays and lynx present them. */
import type { Page } from "@playwright/test";
import { formOwnerField } from "@/lib/form";
import { href, type Locale, locales } from "@/lib/i18n";
import { affectedPerson } from "../support/demo-people";
import { signInAt } from "../support/open-session";
import { expect, test } from "../support/page";
import { dumped, orderFaults, textBrowser, textFaults } from "../support/read-as-text";

const open = [
	"/",
	"/guidance/email-address",
	"/guidance/spotting-scams",
	"/guidance/safety",
	"/contact",
	"/verify",
	"/incidents/october-2021-supplier-incident",
	"/sign-in",
];
const own = ["/plan", "/plan/keep", "/preferences", "/identifiers", "/devices"];

/** Opens pages one after the other, those of an affected person at the end. */
async function* opened(page: Page, locale: Locale) {
	await page.setViewportSize({ width: 390, height: 844 });
	for (const path of open) yield [path, await page.goto(href(locale, path))] as const;
	const person = affectedPerson(locale === "en" ? 52 : 53);
	yield ["/check", await signInAt(page, locale, person.email, "/check")] as const;
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

/** Returns the words that a text has only together with the letters beside them: "Signed inSign out". */
function glued(text: string, words: string[]): string[] {
	const shown = words.map((word) => word.replaceAll(/\s+/g, " ").trim()).filter((word) => word && text.includes(word));
	return shown.filter((word) => {
		const around = text.split(word);
		return !around.some(
			(before, at) => at + 1 < around.length && !/\p{L}$/u.test(before) && !/^\p{L}/u.test(around[at + 1] ?? ""),
		);
	});
}

/** Finds what of a page cannot be read, in order, without its style sheets. */
async function unstyledFaults(page: Page): Promise<string[]> {
	const { text, parts, targets } = await page.evaluate(() => {
		for (const sheet of document.styleSheets) sheet.disabled = true;
		return {
			text: document.body.innerText,
			parts: ["a[href='#main']", "header a", "h1", "main h2", "footer p"].map(
				(selector) => document.querySelector<HTMLElement>(selector)?.innerText.trim() ?? "",
			),
			targets: document.querySelectorAll("#main").length,
		};
	});
	return [
		...missing(text, parts).map((words) => `without style sheets “${words}” is not in its place`),
		...(targets === 1 ? [] : [`the skip link has ${targets} targets`]),
	];
}

for (const locale of locales) {
	test(`every main page can be read as text: in its visual order, without style sheets and in a text browser, ${locale}`, async ({
		page,
	}, info) => {
		test.setTimeout(120_000);
		const browser = textBrowser();
		if (!browser) {
			const description = "There is no lynx and no w3m on this machine, so no text browser read a page.";
			info.annotations.push({ type: "skip", description });
		}
		const faults: string[] = [];
		for await (const [path, answer] of opened(page, locale)) {
			const found = [...(await textFaults(page)), ...(await orderFaults(page))];
			if (browser) {
				const words = await page.locator("h1, main h2").allInnerTexts();
				const text = dumped(browser, (await answer?.text()) ?? "");
				for (const word of missing(text, words)) found.push(`${browser[0]} does not read “${word}” in its place`);
				const neighbours = await page.locator("a, button, .mask > :first-child, .block").allInnerTexts();
				for (const word of glued(text, neighbours)) found.push(`${browser[0]} reads “${word}” as a part of a word`);
				const twice = /^\s*(\d+)\. \1\b.*/m.exec(text);
				if (twice) found.push(`${browser[0]} reads the number of a step twice: “${twice[0].trim()}”`);
			}
			found.push(...(await unstyledFaults(page)));
			faults.push(...found.map((fault) => `${path}: ${fault}`));
		}
		expect(faults).toEqual([]);
	});
}

test("a page whose headings are not in its text, or not in their order, is found", () => {
	expect(missing("one two three", ["one", "three"])).toEqual([]);
	expect(missing("one two three", ["three", "one", "four"])).toEqual(["one", "four"]);
	expect(glued("Signed inSign out, a•••partly", ["Sign out", "a•••", "gone"])).toEqual(["Sign out", "a•••"]);
	expect(glued("Sign outside. Sign out", ["Sign out"])).toEqual([]);
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

test("a form of a browser that names only the page it is on is taken from the person it was drawn for, and from nobody else @only-nojs", async ({
	page,
}) => {
	await signInAt(page, "en", "text.browser@example.org", "/plan");
	const referer = page.url();
	const step = new FormData();
	for (const [name, value] of Object.entries({ page: "plan", action: "stay-alert", state: "done" }))
		step.set(name, value);
	const post = async (headers: Record<string, string>) =>
		(await page.request.post("/plan/steps", { headers, multipart: step, maxRedirects: 0 })).status();
	const mark = (await page.locator(`[name=${formOwnerField}]`).first().getAttribute("value")) ?? "";
	for (const [drawnFor, status] of [
		[`${mark}x`, 412],
		[mark, 303],
	] as const) {
		step.set(formOwnerField, drawnFor);
		expect(await post({ referer }), drawnFor).toBe(status);
	}
	for (const headers of [{}, { referer: "https://elsewhere.example/" }] as Record<string, string>[])
		expect(await post(headers)).toBe(403);
	await page.goto("/plan");
	await expect(page.getByText("1 of 3 steps done")).toBeVisible();
});
