import type { Token } from "markdown-it";
import { createElement, Fragment, type ReactNode } from "react";
import { isLinkAddress, parseMarkdown } from "@/lib/markdown";
import { TelephoneText } from "./telephone-text";

/** The headings of a text, below the heading it is placed under: no level is left out between them (WCAG 1.3.1). */
const headings = {
	h1: { h1: "h2", h2: "h2", h3: "h3", h4: "h3", h5: "h3", h6: "h3" },
	h2: { h1: "h3", h2: "h3", h3: "h4", h4: "h4", h5: "h4", h6: "h4" },
} as const satisfies Record<string, Record<string, string>>;
type Headings = (typeof headings)[keyof typeof headings];

const containers = new Set(["p", "ul", "ol", "li", "strong", "em", "blockquote"]);

/** Renders a token with what stands in it. Elements that are not allowed leave their content. */
function renderContainer(token: Token, children: ReactNode[], levels: Headings): ReactNode[] {
	// The paragraph of an item in a list without blank lines.
	if (token.hidden) return children;
	if (token.tag === "a") {
		const href = String(token.attrGet("href"));
		return isLinkAddress(href) ? [createElement("a", { href }, ...children)] : children;
	}
	const start = token.tag === "ol" ? Number(token.attrGet("start") ?? 1) : 1;
	const tag = token.tag in levels ? levels[token.tag as keyof Headings] : token.tag;
	const allowed = containers.has(tag) || tag !== token.tag || token.tag in levels;
	return allowed ? [createElement(tag, start === 1 ? null : { start }, ...children)] : children;
}

/** Renders a token that holds nothing but text. Of a picture its description is left, of code its letters. Numbers become links. */
function renderText(token: Token, isInLink: boolean): ReactNode {
	if (token.type === "softbreak") return "\n";
	if (token.tag === "hr" || token.tag === "br") return createElement(token.tag);
	if (token.type === "fence" || token.type === "code_block") return createElement("p", null, token.content);
	return isInLink ? token.content : createElement(TelephoneText, { text: token.content, inWords: true });
}

function render(tokens: Token[], levels: Headings): ReactNode[] {
	const open: { token: Token; children: ReactNode[] }[] = [];
	const all: ReactNode[] = [];
	for (const token of tokens) {
		const children = open.at(-1)?.children ?? all;
		if (token.nesting === 1) open.push({ token, children: [] });
		else if (token.nesting === -1) {
			const closed = open.pop();
			if (closed) (open.at(-1)?.children ?? all).push(...renderContainer(closed.token, closed.children, levels));
		} else if (token.type === "inline") children.push(...render(token.children ?? [], levels));
		else
			children.push(
				renderText(
					token,
					open.some(({ token }) => token.tag === "a"),
				),
			);
	}
	return all;
}

/**
 * Renders staff's Markdown as a few elements. HTML is shown as it was typed; pictures and code leave their text. `under` is the
 * level of the heading that the text is placed under.
 */
export function markdownElements(text: string, under: keyof typeof headings): ReactNode {
	return createElement(Fragment, null, ...render(parseMarkdown(text), headings[under]));
}

/** Shows staff's Markdown as text of a page. */
export function MarkdownText({ text, lang, under = "h2" }: { text: string; lang?: string; under?: "h1" | "h2" }) {
	return (
		<div className="prose max-w-read" lang={lang}>
			{markdownElements(text, under)}
		</div>
	);
}
