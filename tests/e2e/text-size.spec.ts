/** Text of twice its size (WCAG 1.4.4): by the browser's zoom, and by its text size alone. docs/decisions/0022 says why titles differ. */
import type { Page } from "@playwright/test";
import { affectedPerson } from "../support/demo-people";
import { signInAt } from "../support/open-session";
import { expect, test } from "../support/page";

/** Returns the size of each text of a page, in its order. */
const sizes = (page: Page) =>
	page.evaluate(() => {
		const found: { size: number; what: string; kind: "title" | "large" | "running" }[] = [];
		const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let text = texts.nextNode(); text; text = texts.nextNode()) {
			const element = text.parentElement;
			if (!element || !text.nodeValue?.trim() || element.closest("script, style, template, option, [aria-hidden=true]"))
				continue;
			found.push({
				size: Number.parseFloat(getComputedStyle(element).fontSize),
				what: `${element.localName} “${text.nodeValue.trim().slice(0, 40)}”`,
				kind: element.closest("h1")
					? "title"
					: element.closest("h2, h3.heading, .lead, .text-heading")
						? "large"
						: "running",
			});
		}
		return found;
	});

/** How much each kind of text grows at least on a phone, if the size of text alone is doubled. */
const ofTextAlone = { title: 1.35, large: 1.66, running: 2 };

/** Names the texts that grow less than they should. */
async function small(page: Page, before: Awaited<ReturnType<typeof sizes>>, zoom: number, wanted: number) {
	const after = await sizes(page);
	expect(after.length).toBe(before.length);
	return before.flatMap(({ size, what, kind }, at) => {
		const grown = (zoom * (after[at]?.size ?? 0)) / size;
		return grown < Math.min(wanted, zoom === 1 ? ofTextAlone[kind] : wanted) - 0.01
			? [`${what} is ${grown.toFixed(2)} times its size`]
			: [];
	});
}

test("every text grows to twice its size by zoom, running text by the size of text alone too, and the title stays the largest", async ({
	page,
}) => {
	await signInAt(page, "en", affectedPerson(196).email, "/check");
	const faults: string[] = [];
	for (const path of ["/", "/check", "/plan"]) {
		await page.setViewportSize({ width: 1280, height: 900 });
		await page.goto(path);
		const wide = await sizes(page);
		// 1280 px at 400 % are 320 CSS px.
		await page.setViewportSize({ width: 320, height: 640 });
		const zoomed = await small(page, wide, 4, 2);
		await page.setViewportSize({ width: 390, height: 844 });
		const phone = await sizes(page);
		await page.evaluate(() => {
			const { style } = document.documentElement;
			style.fontSize = `${2 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)}px`;
		});
		const large = await small(page, phone, 1, 2);
		const grown = await sizes(page);
		const title = Math.max(...grown.filter(({ kind }) => kind === "title").map(({ size }) => size));
		const larger = grown.filter(({ kind, size }) => kind !== "title" && size >= title);
		faults.push(
			...zoomed.map((fault) => `${path} at 400 %: ${fault}`),
			...large.map((fault) => `${path}, text at 200 %: ${fault}`),
			...larger.map(({ what, size }) => `${path}, text at 200 %: ${what} has ${size} px, the title ${title} px`),
		);
	}
	expect(faults).toEqual([]);
});

/** Sets the size of text in percent, as a browser's setting does. */
const setTextSize = (page: Page, percent: number) =>
	page.evaluate((asked) => {
		const { style } = document.documentElement;
		style.fontSize = "";
		style.fontSize = `${(asked / 100) * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)}px`;
	}, percent);

test("a title is larger than what stands in front of it, also with large text on a phone", async ({ page }) => {
	await signInAt(page, "en", affectedPerson(196).email, "/check");
	await page.setViewportSize({ width: 390, height: 844 });
	for (const size of [100, 200]) {
		await setTextSize(page, size);
		const [title, about] = await page.locator("h1").evaluate((it) => {
			const sizeOf = (element: Element | null) => (element ? Number.parseFloat(getComputedStyle(element).fontSize) : 0);
			return [sizeOf(it), sizeOf(it.querySelector("span"))] as const;
		});
		expect(about, `at ${size} %`).toBeGreaterThan(0);
		expect(about, `at ${size} %`).toBeLessThan(0.9 * title);
	}
});

/** Kinds of text, the largest first. The question of a field is a heading within its section. */
const levels = {
	title: "h1",
	"section heading": ".section-head > h2, .group-heading, .prose h2, [role=alert] h2",
	"heading or question within a section": "h3, legend, label",
	"running text": ":root",
};

test("no text is larger than what it stands under, also with large text on a small phone", async ({ page }) => {
	await signInAt(page, "en", affectedPerson(196).email, "/check");
	const faults: string[] = [];
	for (const path of ["/check", "/plan", "/preferences", "/contact"]) {
		await page.goto(path);
		for (const width of [390, 360, 320])
			for (const size of [100, 200]) {
				await page.setViewportSize({ width, height: 844 });
				await setTextSize(page, size);
				const found = await page.evaluate(
					(asked) =>
						Object.entries(asked).map(([name, selector]) => ({
							name,
							sizes: [...document.querySelectorAll(selector)].map((it) =>
								Number.parseFloat(getComputedStyle(it).fontSize),
							),
						})),
					levels,
				);
				for (const [at, { name, sizes }] of found.entries()) {
					const below = found[at + 1];
					expect(sizes.length, `${path}: ${name}`).toBeGreaterThan(0);
					if (below && Math.min(...sizes) < Math.max(...below.sizes))
						faults.push(
							`${path}, ${width} px, ${size} %: a ${name} has ${Math.min(...sizes)} px, a ${below.name} ${Math.max(...below.sizes)} px`,
						);
				}
			}
	}
	expect(faults).toEqual([]);
});

test("no telephone number breaks, also with large text on a phone", async ({ page }) => {
	await signInAt(page, "en", affectedPerson(196).email, "/check");
	await page.setViewportSize({ width: 390, height: 844 });
	const broken: string[] = [];
	for (const path of ["/check", "/plan", "/contact", "/guidance/safety"]) {
		await page.goto(path);
		await setTextSize(page, 200);
		const found = await page.evaluate(() => {
			for (const details of document.querySelectorAll("details")) details.open = true;
			return [...document.querySelectorAll("a[href^='tel:']")]
				.filter((link) => link.getClientRects().length > 0)
				.map((link) => {
					const { height } = link.getBoundingClientRect();
					return { text: link.textContent, lines: height / Number.parseFloat(getComputedStyle(link).fontSize) };
				});
		});
		expect(found.length, path).toBeGreaterThan(0);
		broken.push(...found.filter(({ lines }) => lines > 2.4).map(({ text }) => `${path}: ${text}`));
	}
	expect(broken).toEqual([]);
});

test("no line of a hint is longer than running text on a wide screen", async ({ page }) => {
	await signInAt(page, "en", affectedPerson(196).email, "/preferences");
	await page.setViewportSize({ width: 1280, height: 900 });
	const [widest, read] = await page.evaluate(() => {
		const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
		const hints = [...document.querySelectorAll("main [id$=-hint]")].map((hint) => hint.getBoundingClientRect().width);
		return [Math.max(0, ...hints), 38 * rem] as const;
	});
	expect(widest).toBeGreaterThan(0);
	expect(widest).toBeLessThanOrEqual(read + 1);
});

/** Returns the words of a page whose hyphen ends a line, of those of which a part is no word. */
const parted = (page: Page) =>
	page.evaluate(() => {
		const found: string[] = [];
		const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let text = texts.nextNode(); text; text = texts.nextNode())
			for (const { 0: word, index } of (text.nodeValue ?? "").matchAll(/\b\p{L}{1,2}-\p{L}+|\p{L}+-\p{L}{1,2}\b/gu)) {
				const range = document.createRange();
				range.setStart(text, index);
				range.setEnd(text, index + word.length);
				if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word);
			}
		return found;
	});

test("a word such as e-bost never breaks at its hyphen, and is still found and copied", async ({ page }) => {
	await signInAt(page, "cy", affectedPerson(197).email, "/check");
	const faults: string[] = [];
	let words = 0;
	for (const path of [
		"/cy",
		"/cy/contact",
		"/cy/check",
		"/cy/plan",
		"/cy/preferences",
		"/cy/identifiers",
		"/cy/nowhere",
	]) {
		await page.goto(path);
		words += (await page.locator("body").innerText()).match(/e-b[oy]st/gi)?.length ?? 0;
		for (let width = 300; width < 460; width += 10) {
			await page.setViewportSize({ width, height: 800 });
			faults.push(...(await parted(page)).map((word) => `${path} at ${width} px: ${word}`));
		}
	}
	expect(faults).toEqual([]);
	expect(words).toBeGreaterThan(10);
	await page.goto("/cy/contact");
	// What is copied, and searched by "Find in page".
	const copied = await page.evaluate(() => {
		getSelection()?.selectAllChildren(document.querySelector("main") ?? document.body);
		return getSelection()?.toString();
	});
	expect(copied).toContain("E-bost");
});
