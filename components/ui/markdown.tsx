import Markdown, { type Components } from "react-markdown";

const allowed = ["p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "a", "strong", "em", "blockquote", "hr", "br"];

/** Returns the address if it is a web page, a mail or telephone address or a page of this site. Any other link is dropped. */
function safeAddress(address: string): string {
	return /^(https?:\/\/|mailto:|tel:|\/(?![/\\])|#)/i.test(address) ? address : "";
}

/** The headings of a text, below the heading it is placed under: no level is left out between them (WCAG 1.3.1). */
function componentsUnder(heading: "h1" | "h2"): Components {
	const [Upper, Lower] = heading === "h1" ? (["h2", "h3"] as const) : (["h3", "h4"] as const);
	return {
		h1: ({ children }) => <Upper>{children}</Upper>,
		h2: ({ children }) => <Upper>{children}</Upper>,
		h3: ({ children }) => <Lower>{children}</Lower>,
		h4: ({ children }) => <Lower>{children}</Lower>,
		a: ({ href, children }) => (href ? <a href={href}>{children}</a> : children),
	};
}

const components = { h1: componentsUnder("h1"), h2: componentsUnder("h2") };

/**
 * Renders staff's Markdown as a few elements. HTML, images and scripts in the text are dropped. `under` is the level of the heading
 * that the text is placed under.
 */
export function MarkdownText({ text, lang, under = "h2" }: { text: string; lang?: string; under?: "h1" | "h2" }) {
	return (
		<div className="prose max-w-read" lang={lang}>
			<Markdown
				allowedElements={allowed}
				unwrapDisallowed
				skipHtml
				urlTransform={safeAddress}
				components={components[under]}
			>
				{text}
			</Markdown>
		</div>
	);
}
