// Pages as text browsers and screen readers give them: faults of text, order and structure, and the page as plain text.
import { spawnSync } from "node:child_process";
import type { Page } from "@playwright/test";

/** The supported text browsers, each with the arguments that print a page from standard input. */
const browsers = [
	["lynx", "-dump", "-stdin", "-nolist", "-assume_charset=utf-8", "-display_charset=utf-8"],
	["w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8"],
] as const;

/** Returns the text browser of this machine, or undefined. */
export const textBrowser = () => browsers.find(([name]) => spawnSync(name, ["-version"]).error === undefined);

/** Returns a page as a text browser prints it, with single spaces. */
export function dumped([name, ...options]: readonly [string, ...string[]], html: string): string {
	const { stdout } = spawnSync(name, options, { input: html, encoding: "utf8", timeout: 20_000 });
	return stdout.replaceAll(/\s+/g, " ");
}

/** Link texts that mean nothing without the text around them. */
const vague =
	/^(click )?(here|more|read more|this|link|details|open|change|yma|mwy|darllen mwy|hwn|dolen|agor|newid)\.?$/i;

/** Finds what somebody who only reads or hears the text would miss. Returns a sentence for each fault. */
export function textFaults(page: Page): Promise<string[]> {
	return page.evaluate((vagueSource) => {
		const faults: string[] = [];
		const vague = new RegExp(vagueSource, "i");
		const said = (element: Element) =>
			(element.getAttribute("aria-label") ?? element.textContent ?? "").replaceAll(/\s+/g, " ").trim();
		const all = (selector: string) => [...document.querySelectorAll(selector)];

		let level = 0;
		for (const heading of all("h1, h2, h3, h4, h5, h6")) {
			const next = Number(heading.tagName[1]);
			if (next > level + 1) faults.push(`heading “${said(heading)}” jumps from level ${level} to ${next}`);
			level = next;
		}
		const leads = new Map<string, string>();
		for (const link of all("a[href]")) {
			const words = said(link);
			const { href } = link as HTMLAnchorElement;
			if (!words || vague.test(words)) faults.push(`link to ${href} says only “${words}”`);
			if (leads.has(words) && leads.get(words) !== href)
				faults.push(`links “${words}” lead to ${leads.get(words)} and ${href}`);
			leads.set(words, href);
		}
		for (const button of all("button:not([aria-hidden])")) if (!said(button)) faults.push("a button without words");
		for (const table of all("table")) {
			if (!table.querySelector("caption")?.textContent?.trim()) faults.push("a table without a caption");
			for (const head of table.querySelectorAll("th"))
				if (!head.scope) faults.push(`table head “${said(head)}” without a scope`);
			if (!table.querySelector("th[scope=row]")) faults.push("a table whose rows have no heads");
		}
		for (const picture of all("svg, img")) {
			const silent = picture.closest("[aria-hidden=true]") || picture.getAttribute("alt") === "";
			if (silent && !said(picture.closest("a, button, p, li, td, th, dt, dd, div, section") ?? picture))
				faults.push("a picture that stands alone without words");
			if (!silent && !picture.getAttribute("alt") && !said(picture)) faults.push("a picture without words");
		}
		for (const mark of all(".tag, [class*=bg-stop], [class*=bg-wait], [class*=bg-clear], [aria-current]"))
			if (!said(mark)) faults.push(`colour alone: ${mark.outerHTML.slice(0, 60)}`);
		for (const field of all("input:not([type=hidden]), select, textarea"))
			if (!(field as HTMLInputElement).labels?.length) faults.push(`field ${field.id} without a label`);
		return faults;
	}, vague.source);
}

/**
 * Finds blocks whose visual order differs from the reading order. On a phone there is one column, so each block of text begins
 * below the one before it, or beside it in the same row.
 */
export function orderFaults(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const faults: string[] = [];
		let before = { bottom: 0, top: 0, words: "" };
		for (const element of document.querySelectorAll<HTMLElement>("header *, main *, footer *")) {
			const words = [...element.childNodes].flatMap((node) => (node.nodeType === 3 ? [node.nodeValue ?? ""] : []));
			if (!words.join("").trim() || !element.checkVisibility()) continue;
			const { top, bottom, width, height } = element.getBoundingClientRect();
			if (width <= 1 || height <= 1 || getComputedStyle(element).display === "inline") continue;
			if (bottom <= before.top) faults.push(`“${words.join("").trim().slice(0, 40)}” stands above “${before.words}”`);
			before = { top, bottom, words: words.join("").trim().slice(0, 40) };
		}
		return faults;
	});
}
