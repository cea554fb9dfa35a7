/** The whole journey by keyboard: Tab, Enter, Space and the digits of a code. */
import type { Page } from "@playwright/test";
import { mailWithWords } from "../support/mailbox";
import { codeIn } from "../support/mailed-codes";
import { expect, mailWords, signInWords, test } from "../support/page";

const address = "keyboard@example.org";

/** Returns the focused element: its text, whether its focus ring is visible, and whether nothing covers it. */
async function focused(page: Page) {
	return page.evaluate(() => {
		const element = document.activeElement as HTMLElement;
		const style = getComputedStyle(element);
		const { left, top, width, height } = element.getClientRects()[0] ?? new DOMRect();
		const there = document.elementFromPoint(left + Math.min(width / 2, 20), top + height / 2);
		const label = (element as HTMLInputElement).labels?.[0]?.textContent;
		return {
			words: (label || element.textContent || element.tagName).trim().replaceAll(/\s+/g, " "),
			ring: style.outlineStyle === "solid" && style.boxShadow.includes("0px 0px 0px 6px"),
			open: there !== null && element.contains(there),
			body: element === document.body,
			// The buttons of a step or a row are beside its text and come after it.
			at: (element.closest("li.step, tr")?.getBoundingClientRect().top ?? top) + window.scrollY,
			inMain: element.closest("main") !== null,
			sticky: element.closest("aside") !== null,
		};
	});
}

/** Presses Tab until an element with this text has the focus. Expects visible focus at each stop. */
async function tabTo(page: Page, words: string | RegExp): Promise<void> {
	for (let stops = 0; stops < 120; stops++) {
		await page.keyboard.press("Tab");
		const stop = await focused(page);
		if (stop.body) continue; // the end of the page; the next Tab starts at the top
		expect(stop.ring, `the ring on “${stop.words}”`).toBe(true);
		expect(stop.open, `“${stop.words}” is not hidden`).toBe(true);
		if (typeof words === "string" ? stop.words === words : words.test(stop.words)) return;
	}
	throw new Error(`No stop called ${words}.`);
}

/** Tabs through the whole page. Expects the stops of main in visual order, and no keyboard trap. */
async function walkThrough(page: Page): Promise<void> {
	await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
	const places: number[] = [];
	const expected = await page
		.locator("a[href]:visible, button:visible, input:visible, select:visible, textarea:visible, summary:visible")
		.count();
	for (let stops = 0; ; stops++) {
		await page.keyboard.press("Tab");
		const stop = await focused(page);
		if (stop.body) break;
		expect(stops, "the last stop leads out of the page").toBeLessThanOrEqual(expected + 1);
		if (stop.inMain) places.push(stop.at);
	}
	for (const [at, place] of places.entries())
		expect(place, "focus goes down the page").toBeGreaterThanOrEqual((places[at - 1] ?? 0) - 60);
}

test("home, check, code, answer, plan, done, preferences and out again, by keyboard alone", async ({ page }) => {
	test.setTimeout(120_000);
	// Turns smooth scrolling off, so that stops are measured at their final position.
	await page.emulateMedia({ reducedMotion: "reduce" });
	await page.goto("/");
	await page.keyboard.press("Tab");
	expect((await focused(page)).words).toBe("Skip to main content");
	await page.keyboard.press("Enter");
	await expect(page.locator("main")).toBeFocused();
	await tabTo(page, "Check your records");
	await page.keyboard.press("Enter");
	await page.waitForURL(/\/sign-in/);

	// An error moves the focus to the error summary, whose link moves it to the field.
	await page.getByLabel(signInWords.address).waitFor();
	await tabTo(page, signInWords.sendCode);
	await page.keyboard.press("Enter");
	await expect(page.locator("main [role=alert]")).toBeFocused();
	await tabTo(page, /^Enter an email address/);
	await page.keyboard.press("Enter");
	await expect(page.getByLabel(signInWords.address)).toBeFocused();
	await page.keyboard.type(address);
	await page.keyboard.press("Enter");
	await page.getByLabel(signInWords.code).waitFor();
	const words = await mailWords(page);
	await tabTo(page, signInWords.code);
	await page.keyboard.type(codeIn((await mailWithWords(address, words)).text));
	await page.keyboard.press("Enter");
	await page.waitForURL(({ pathname }) => pathname === "/check");
	await walkThrough(page);

	await tabTo(page, "Your plan");
	await page.keyboard.press("Enter");
	await page.waitForURL("/plan");
	await expect(page.getByText("0 of 3 steps done")).toBeVisible();
	await walkThrough(page);
	await tabTo(page, /^How to do it/);
	const open = page.locator("main li details").first();
	const before = await open.getAttribute("open");
	await page.keyboard.press("Space");
	await expect.poll(() => open.getAttribute("open")).not.toBe(before);
	await tabTo(page, /^Mark as done/);
	await page.keyboard.press("Space");
	await expect(page.getByText("1 of 3 steps done")).toBeVisible();

	await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
	await tabTo(page, "Preferences");
	await page.keyboard.press("Enter");
	await page.waitForURL("/preferences");
	await walkThrough(page);
	await tabTo(page, "Email me about the incidents and my records");
	await page.keyboard.press("Space");
	await tabTo(page, "Save these choices");
	await page.keyboard.press("Enter");
	await expect(page.getByText("We have saved your choices.")).toBeVisible();
	await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
	await tabTo(page, "Sign out");
	await page.keyboard.press("Enter");
	await expect(page.getByText("You are signed out.")).toBeVisible();
});
