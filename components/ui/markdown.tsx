import Markdown, { type Components } from "react-markdown";

const allowed = ["p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "a", "strong", "em", "blockquote", "hr", "br"];

/** Returns the address if it is a web page, a mail or telephone address or a page of this site. Any other link is dropped. */
function safeAddress(address: string): string {
	return /^(https?:\/\/|mailto:|tel:|\/(?![/\\])|#)/i.test(address) ? address : "";
}

const components: Components = {
	// The page has its own h1 and h2, so a text's headings begin below them.
	h1: ({ children }) => <h3>{children}</h3>,
	h2: ({ children }) => <h3>{children}</h3>,
	h3: ({ children }) => <h4>{children}</h4>,
	h4: ({ children }) => <h4>{children}</h4>,
	a: ({ href, children }) => (href ? <a href={href}>{children}</a> : children),
};

/** Renders staff's Markdown as a few elements. HTML, images and scripts in the text are dropped. */
export function MarkdownText({ text, lang }: { text: string; lang?: string }) {
	return (
		<div className="prose max-w-read" lang={lang}>
			<Markdown allowedElements={allowed} unwrapDisallowed skipHtml urlTransform={safeAddress} components={components}>
				{text}
			</Markdown>
		</div>
	);
}
