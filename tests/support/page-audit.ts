/** Audits a page in the browser. Returns a list of faults. */
import type { Page } from "@playwright/test";
import { axeFaults, inAxeWorld } from "./page";

/** Two widths: a common phone, and 320 CSS px, which is 1280 at 400 % (WCAG 1.4.10). */
const phone = { width: 390, height: 844 };
const zoomed = { width: 320, height: 640 };

/** Selects the visible controls and fields. */
const interactive = "a[href], button, input:not([type=hidden]), select, textarea, summary";

/**
 * Finds small targets (WCAG 2.5.8): at least 24 by 24 px, except links in running text. Buttons and fields need 44 px, a
 * checkbox together with its label. Omits what is visible only with the focus, such as the skip link. Finds names of columns
 * without a value, too, and errors above the page's title, since they stand right above the form on every page.
 */
function targetFaults(selector: string): string[] {
	const faults: string[] = [];
	const inText = (element: Element): boolean => {
		if (getComputedStyle(element).display !== "inline") return false;
		const block = element.closest("p, li, dd, td, th, dt, span.block, div, caption, figcaption, h1, h2, h3, summary");
		return (block?.textContent ?? "").trim().length > (element.textContent ?? "").trim().length;
	};
	const [title, errors] = [document.querySelector("main h1"), document.querySelector("main [role=alert]")];
	if (title && errors && errors.compareDocumentPosition(title) & Node.DOCUMENT_POSITION_FOLLOWING)
		faults.push("the errors stand above the title");
	for (const cell of document.querySelectorAll<HTMLElement>("tbody td[data-label]:empty"))
		if (cell.checkVisibility()) faults.push(`“${cell.dataset.label}:” stands before nothing`);
	for (const button of document.querySelectorAll<HTMLButtonElement>("button[form]"))
		if (!button.form) faults.push(`button “${button.textContent}” belongs to a form that is not there`);
	for (const element of document.querySelectorAll<HTMLElement>(selector)) {
		let { width, height } = element.getBoundingClientRect();
		if (!element.checkVisibility() || (width <= 1 && height <= 1) || inText(element)) continue;
		const small = `${Math.round(width)}×${Math.round(height)}`;
		const name = `${element.tagName.toLowerCase()} “${(element.textContent || element.id).trim().slice(0, 40)}”`;
		if (width < 24 || height < 24) faults.push(`target ${name} is ${small}`);
		const box = element as HTMLInputElement;
		if (box.type === "checkbox" || box.type === "radio") {
			const label = box.labels?.[0]?.getBoundingClientRect();
			if (label) {
				height =
					Math.max(box.getBoundingClientRect().bottom, label.bottom) -
					Math.min(box.getBoundingClientRect().top, label.top);
				width = label.right - Math.min(box.getBoundingClientRect().left, label.left);
			}
		}
		const main = element.matches("button:not(.button-link), .button:not(.button-link), input, select, textarea");
		if (main && (width < 43.9 || height < 43.9))
			faults.push(`main control ${name} is ${Math.round(width)}×${Math.round(height)}`);
	}
	return faults;
}

/**
 * Finds focus faults (WCAG 2.4.7 and 2.4.11): a focused element has both tones of the ring, dark inside light, and is not
 * covered. A key must have been pressed before, so that the browser shows the focus.
 */
function focusFaults(selector: string): string[] {
	const faults: string[] = [];
	for (const element of document.querySelectorAll<HTMLElement>(selector)) {
		if (!element.checkVisibility() || element.matches(":disabled, [tabindex='-1']")) continue;
		element.focus();
		if (document.activeElement !== element) continue;
		const name = `${element.tagName.toLowerCase()} “${(element.textContent || element.id).trim().slice(0, 40)}”`;
		const style = getComputedStyle(element);
		if (style.outlineStyle !== "solid" || Number.parseFloat(style.outlineWidth) < 3)
			faults.push(`focus of ${name} has no dark ring`);
		// "rgb(…) 0px 0px 0px 6px": no offset and no blur, so it is visible around the dark ring.
		const rings = [...style.boxShadow.matchAll(/\b0px 0px 0px ([\d.]+)px/g)].map(([, width]) => Number(width));
		if (!rings.some((width) => width > Number.parseFloat(style.outlineWidth)))
			faults.push(`focus of ${name} has no light ring`);
		const line = [...element.getClientRects()].find((box) => box.width > 0 && box.height > 0);
		if (!line) continue;
		const shows = [8, line.height / 2, line.height - 8].some((down) => {
			const there = document.elementFromPoint(line.left + Math.min(line.width / 2, 20), line.top + down);
			return there !== null && element.contains(there);
		});
		if (!shows) faults.push(`focused ${name} is hidden`);
	}
	(document.activeElement as HTMLElement | null)?.blur();
	window.scrollTo({ top: 0, behavior: "instant" });
	return faults;
}

/** Finds overflow: a page wider than the window, or text that is cut off or overlaps its neighbour. */
function overflowFaults(when: string): string[] {
	const faults: string[] = [];
	const { scrollWidth } = document.documentElement;
	if (scrollWidth > innerWidth) faults.push(`${when}: the page is ${scrollWidth} wide and scrolls sideways`);
	// Text for screen readers only is clipped with everything inside it.
	const clipped = new Set<Element>();
	const over = [...document.querySelectorAll<HTMLElement>("body *")].filter((element) => {
		const { display, clipPath } = getComputedStyle(element);
		if (clipPath !== "none" || (element.parentElement && clipped.has(element.parentElement))) {
			clipped.add(element);
			return false;
		}
		if (element.matches("input, select, textarea, svg *, option, progress") || !element.checkVisibility()) return false;
		if (display === "inline" || element.clientWidth <= 1) return false;
		return element.scrollWidth > element.clientWidth + 1;
	});
	// Reports the innermost element only, because it makes its ancestors as wide.
	for (const element of over.filter((inner) => !over.some((other) => other !== inner && inner.contains(other))))
		faults.push(
			`${when}: ${element.tagName.toLowerCase()} “${element.innerText.slice(0, 40)}” is cut off or runs over`,
		);
	return faults;
}

/** Finds words of headings that go on in the next line. Names of sites and addresses are no words. */
function brokenWordFaults(when: string): string[] {
	const faults: string[] = [];
	for (const heading of document.querySelectorAll<HTMLElement>("h1, h2, h3")) {
		if (!heading.checkVisibility()) continue;
		const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
		for (let text = texts.nextNode(); text; text = texts.nextNode())
			for (const { 0: word, index } of (text.textContent ?? "").matchAll(
				/(?<![^\s“‘(])[\p{L}\p{M}'’]+(?![^\s”’.,:;?!)])/gu,
			)) {
				const range = document.createRange();
				range.setStart(text, index);
				range.setEnd(text, index + word.length);
				const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
				if (lines.size > 1) faults.push(`${when}: ${heading.tagName.toLowerCase()} breaks “${word}”`);
			}
	}
	return faults;
}

/**
 * Finds telephone numbers that cannot be pressed. Those in quotes, in examples of scams and in hints and errors, which show how one is typed,
 * are not for pressing.
 */
function numberFaults(): string[] {
	const faults: string[] = [];
	const number = /(?<![\w.,£/-])(?:(?:\+|0)\d(?:[ \u00a0]?\d){8,12}|7726|116 123)(?![\w-]|\.\d)/g;
	const notPressed =
		"a[href^='tel:'], a[href^='sms:'], figure, blockquote, q, bdi, pre, code, script, style, template, textarea, [id$='-hint'], [id$='-error'], [role='alert']";
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let text = texts.nextNode(); text; text = texts.nextNode())
		for (const [found] of (text.nodeValue ?? "").matchAll(number))
			if (!text.parentElement?.closest(notPressed)) faults.push(`“${found}” cannot be pressed`);
	return faults;
}

/**
 * Describes a page for axe, in axe's world. `structure` is what it judges without reading words: the elements with their attributes, which
 * of them have a text, and what was chosen. Values that are words, addresses or languages count as there or not there. `colours` has a
 * hash for each element with a text: of the elements from the page down to it, with their attributes, which its colours follow from.
 * Leaves these elements in `globalThis.coloured`, in the same order.
 */
function describe(): { structure: string; colours: number[] } {
	const words =
		/^(alt|title|value|placeholder|content|action|datetime|for|src|srcset|d|lang|hreflang|name)$|label$|^data-/;
	const ofWords = /^(id|href|aria-(labelledby|describedby|controls)|colspan|rowspan)$/;
	const coloured = new Map<Element, number>();
	const hash = (before: number, text: string) => {
		let sum = before;
		for (let at = 0; at < text.length; at++) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0;
		return sum;
	};
	/** Whether a link is one of several in its element, or beside words, from which it must be told apart. */
	const isInText = (link: Element) =>
		(link.parentElement?.textContent ?? "").trim() !== (link.textContent ?? "").trim();
	const shape = (node: Node, above: number): string => {
		if (node.nodeType === Node.TEXT_NODE) {
			if (!node.textContent?.trim()) return "";
			if (node.parentElement) coloured.set(node.parentElement, above);
			return "text";
		}
		if (!(node instanceof Element) || node.matches("script, style, meta, link")) return "";
		const attributes = [...node.attributes]
			.map(({ name, value }) => {
				if (name === "href") return `href=${value.startsWith("#") ? value : "elsewhere"}`;
				return `${name}=${words.test(name) ? value.trim() !== "" : value}`;
			})
			.sort();
		if (node instanceof HTMLInputElement) attributes.push(String(node.checked));
		const styled = attributes.filter((attribute) => !ofWords.test(attribute.split("=")[0] as string));
		if (node instanceof HTMLAnchorElement) styled.push(String(isInText(node)));
		const below = hash(above, `<${node.tagName} ${styled.join(" ")}`);
		if (node.matches("a, input, select, textarea")) coloured.set(node, below);
		return `<${node.tagName} ${attributes.join(" ")}>${[...node.childNodes].map((child) => shape(child, below)).join("")}</>`;
	};
	const structure = shape(document.documentElement, 0);
	Object.assign(globalThis, { coloured: [...coloured.keys()] });
	return { structure, colours: [...coloured.values()] };
}

/** The rules of axe that depend on the words of a page or on the room that they take. */
const rulesOfWords = ["image-redundant-alt", "landmark-unique", "scrollable-region-focusable", "target-size"];
/** The rules of axe about colours, which it takes longest for. */
const rulesOfColours = ["color-contrast", "link-in-text-block"];
/** The structures that axe found no fault in, and the texts whose colours it found none in. */
const faultless = new Set<string>();
const legible = new Set<number>();

/** Runs axe's rules about colours, in both schemes, on the texts whose colours are not known to be legible. */
async function colourFaults(page: Page, colours: number[]): Promise<string[]> {
	const asked = colours.flatMap((one, at) => (legible.has(one) ? [] : at));
	if (asked.length === 0) return [];
	const question = { rules: rulesOfColours, of: `{ include: ${JSON.stringify(asked)}.map((at) => coloured[at]) }` };
	const faults = await axeFaults(page, question);
	await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
	faults.push(...(await axeFaults(page, question)).map((fault) => `dark: ${fault}`));
	await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
	if (faults.length === 0) for (const one of colours) legible.add(one);
	return faults;
}

/** Runs axe in both colour schemes. A structure without a fault is asked again only what depends on words, since axe is slow. */
async function axeInBothSchemes(page: Page): Promise<string[]> {
	const { structure, colours } = await inAxeWorld(page, describe);
	const faults = await colourFaults(page, colours);
	if (faultless.has(structure)) return [...faults, ...(await axeFaults(page, { rules: rulesOfWords }))];
	const ofStructure = await axeFaults(page, { without: rulesOfColours });
	if (ofStructure.length === 0) faultless.add(structure);
	return [...faults, ...ofStructure];
}

/** Doubles the text size, as a browser's setting does. The page's policy forbids added style sheets, but not this. */
function doubleText(): string[] {
	const { style } = document.documentElement;
	// Large print is chosen in place of the ordinary size, so twice the ordinary size of a screen is what it must bear.
	const largePrint = document.querySelector(".large-print") !== null;
	style.fontSize = largePrint
		? "237.5%"
		: `${2 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)}px`;
	return [];
}

function ordinaryText(): string[] {
	document.documentElement.style.removeProperty("font-size");
	return [];
}

/** A function that runs in the page and returns faults, and what it is given. */
type Check = [find: (about: string) => string[], about: string];
/** What may break where text has little room. */
const withoutRoom = (when: string): Check[] => [
	[overflowFaults, when],
	[brokenWordFaults, when],
];

/** Runs checks in the page, one after the other. Together, because each call of the browser takes as long as a check. */
function findFaults(page: Page, checks: Check[]): Promise<string[]> {
	const calls = checks.map(([find, about]) => `...(${find})(${JSON.stringify(about)})`);
	return page.evaluate<string[]>(`[${calls.join()}]`);
}

/** Which faults are looked for: all; what another state of the same page can have, too; what other words can do, in a state or a language. */
export type Depth = "page" | "state" | "words";

/**
 * Audits a page in its present state: axe in both colour schemes, targets, focus, telephone numbers, reflow at 400 % and text at 200 %, where no word of a
 * heading breaks. A state of a page is not also drawn at 400 %, since text at 200 % on a phone has less room; other words are only drawn
 * with that. Returns a sentence for each fault.
 */
export async function inspect(page: Page, depth: Depth = "page"): Promise<string[]> {
	const faults: string[] = [];
	const look = async (checks: Check[]) => void faults.push(...(await findFaults(page, checks)));
	await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
	await page.setViewportSize(phone);
	const largeText: Check[] = [[doubleText, ""], ...withoutRoom("text at 200 %"), [ordinaryText, ""]];
	const ordinary: Check[] = [
		[targetFaults, interactive],
		[focusFaults, interactive],
		[numberFaults, ""],
		[overflowFaults, "390 px"],
	];
	if (depth === "words") {
		await look([[numberFaults, ""], [overflowFaults, "390 px"], ...largeText]);
		return faults;
	}
	await page.keyboard.press("Shift");
	faults.push(...(await axeInBothSchemes(page)));
	await look([...ordinary, ...largeText]);
	if (depth === "state") return faults;
	await page.setViewportSize(zoomed);
	await look(withoutRoom("400 %"));
	await page.setViewportSize(phone);
	return faults;
}
