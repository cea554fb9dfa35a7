/** Appearance under a reader's settings: reduced motion, forced colours, print. */
import type { Locator, Page } from "@playwright/test";
import postcss from "postcss";
import { signInAt } from "../support/open-session";
import { expect, test } from "../support/page";

const address = "looks@example.org";

/** Returns the elements with an animation, a transition or smooth scrolling. */
const moving = (page: Page) =>
	page.evaluate(() =>
		[document.documentElement, ...document.querySelectorAll("body *")].flatMap((element) => {
			const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
			const moves =
				animationName !== "none" ||
				transitionDuration.split(", ").some((duration) => duration !== "0s") ||
				scrollBehavior === "smooth";
			return moves ? [element.tagName] : [];
		}),
	);

test("nothing moves with reduced motion", async ({ page }) => {
	await page.emulateMedia({ reducedMotion: "no-preference" });
	await page.goto("/");
	expect(await moving(page), "a jump within a page is smooth for everybody else").toEqual(["HTML"]);
	await page.emulateMedia({ reducedMotion: "reduce" });
	await signInAt(page, "en", address, "/check");
	for (const path of ["/", "/guidance/email-address", "/check", "/plan", "/preferences"]) {
		await page.goto(path);
		expect(await moving(page), path).toEqual([]);
	}
});

/** Whether a colour differs from the page's background. That of a line counts only if there is the line. */
const standsOut = (element: Locator, property: string, pseudo?: string) =>
	element.first().evaluate(
		(element, [name, part]) => {
			const paper = getComputedStyle(document.documentElement).backgroundColor;
			const style = getComputedStyle(element, part);
			const shown = style.getPropertyValue(name as string);
			const line = style.getPropertyValue(`${name?.replace(/-color$/, "")}-style`);
			return shown !== paper && !/^rgba\(.*, 0\)$/.test(shown) && shown !== "" && line !== "none";
		},
		[property, pseudo] as const,
	);

test("in forced colours buttons, fields, outcomes, tags and focus stay visible @widths", async ({ page }, info) => {
	await page.emulateMedia({ forcedColors: "active" });
	await page.goto("/");
	expect(
		await standsOut(page.getByRole("main").getByRole("link", { name: "Check your records" }), "border-top-color"),
	).toBe(true);
	await page.goto("/incidents/october-2021-supplier-incident");
	expect(
		await standsOut(page.locator("details.section h2"), "background-color", "::before"),
		"the mark of a fold",
	).toBe(true);
	await signInAt(page, "en", `${info.project.name}.${address}`, "/check");
	expect(await standsOut(page.locator("main svg"), "stroke")).toBe(true);
	expect(await standsOut(page.getByText("Under review", { exact: true }), "background-color", "::before")).toBe(true);
	expect(await standsOut(page.getByText("Not found", { exact: true }), "background-color", "::before")).toBe(true);
	// The bar stays over the page, and the box has a background of its own.
	expect(await standsOut(page.locator("aside"), "outline-color")).toBe(true);
	const box = page.locator("main div", {
		has: page.getByRole("heading", { name: "If you are worried about your safety" }),
	});
	expect(await standsOut(box.last(), "outline-color")).toBe(true);
	await page.goto("/plan");
	const progress = page.locator("progress");
	expect(await standsOut(progress, "border-top-color")).toBe(true);
	const brightness = async (part: number) => {
		await progress.evaluate((it: HTMLProgressElement, part) => (it.value = part * it.max), part);
		return page.evaluate(
			async (png) => {
				const image = await createImageBitmap(new Blob([new Uint8Array(png)]));
				const canvas = new OffscreenCanvas(image.width, image.height).getContext(
					"2d",
				) as OffscreenCanvasRenderingContext2D;
				canvas.drawImage(image, 0, 0);
				const { data } = canvas.getImageData(0, 0, image.width, image.height);
				return data.reduce((sum, value) => sum + value, 0) / data.length;
			},
			[...(await progress.screenshot())],
		);
	};
	expect((await brightness(0)) - (await brightness(0.5)), "what is done of it").toBeGreaterThan(30);
	await page.goto("/preferences");
	await page.keyboard.press("Tab");
	const tick = page.locator("main [type=checkbox]").first();
	await tick.focus();
	expect(await standsOut(page.locator("main [type=checkbox]"), "outline-color")).toBe(true);
	await expect(tick).toHaveCSS("outline-style", "solid");
	await page.goto("/preferences/text");
	expect(await standsOut(page.locator("main [name=number]"), "border-top-color")).toBe(true);
});

test("answer, plan and the page to keep print black on white, without header, navigation and footer", async ({
	page,
}) => {
	await signInAt(page, "en", `print.${address}`, "/check");
	await page.emulateMedia({ media: "print", colorScheme: "dark" });
	for (const path of ["/check", "/plan", "/plan/keep", "/guidance/email-address"]) {
		await page.goto(path);
		await expect(page.locator("html")).toHaveCSS("background-color", "rgb(255, 255, 255)");
		await expect(page.locator("h1")).toHaveCSS("color", "rgb(0, 0, 0)");
		for (const aside of await page.locator("nav, aside, main button, main .button").all())
			await expect(aside, path).toBeHidden();
		expect(
			await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
			`${path} fits the paper`,
		).toBe(true);
	}
	await page.goto("/check");
	expect(
		await page.locator(".tag").evaluateAll((all) => all.map((it) => getComputedStyle(it, "::before").printColorAdjust)),
		"the marks of outcomes are printed",
	).not.toContain("economy");
	// On paper, links to other sites show their address.
	await page.goto("/guidance/date-of-birth");
	const elsewhere = page.locator("main a[href^='https:']").first();
	const said = await elsewhere.evaluate((link) => getComputedStyle(link, "::after").content);
	expect(said).toContain("https://");
});

/** Returns a style sheet as a browser from before cascade layers reads it. */
function withoutLayers(css: string): string {
	const sheet = postcss.parse(css);
	sheet.walkAtRules("layer", (layer) => void layer.remove());
	sheet.walkAtRules("supports", (rule) => {
		if (rule.params.startsWith("(not (accent-color")) rule.replaceWith(rule.nodes ?? []);
	});
	return sheet.toString();
}

test("a browser from before cascade layers shows pages that are readable and calm, on a wide screen and on a phone", async ({
	page,
}) => {
	await page.route(/\/site\.css/, async (route) => {
		const response = await route.fetch();
		await route.fulfill({ response, body: withoutLayers(await response.text()) });
	});
	await signInAt(page, "en", `older.${address}`, "/check");
	const wide = page.viewportSize() ?? { width: 0, height: 0 };
	for (const path of ["/", "/check", "/plan", "/preferences", "/guidance/safety"]) {
		await page.setViewportSize(wide);
		await page.goto(path);
		for (const size of [wide, { width: 390, height: 844 }]) {
			await page.setViewportSize(size);
			const { beside, large, small, spoken } = await page.evaluate(() => ({
				beside: document.documentElement.scrollWidth - innerWidth,
				large: [...document.querySelectorAll("svg")].filter((svg) => svg.getBoundingClientRect().height > 48).length,
				small: Number.parseFloat(getComputedStyle(document.body).fontSize),
				spoken: [...document.querySelectorAll(".sr-only")].filter((part) => part.getBoundingClientRect().width > 1)
					.length,
			}));
			const at = `${path} at ${size.width} px`;
			expect({ at, beside: Math.max(beside, 0), large, spoken }).toEqual({ at, beside: 0, large: 0, spoken: 0 });
			expect(small, at).toBeGreaterThanOrEqual(16);
			await expect(page.getByRole("heading", { level: 1 }), at).toBeInViewport();
		}
	}
});
