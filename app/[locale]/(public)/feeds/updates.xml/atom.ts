/** A text of the feed with its language. */
type AtomText = { text: string; lang: string };
export type AtomEntry = {
	/** The entry's address, also used as its permanent id. */
	url: string;
	title: AtomText;
	/** Paragraphs. */
	summary: AtomText[];
	about: AtomText;
	published: Date;
	updated: Date;
};
export type AtomFeed = {
	/** The addresses of the feed and of the page it belongs to. */
	url: string;
	page: string;
	lang: string;
	title: string;
	subtitle: string;
	author: string;
	entries: AtomEntry[];
};

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** Escapes a text for XML 1.0. Removes characters that XML cannot contain (2.2, Char). */
function xmlText(text: string): string {
	return (
		text
			// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern removes control characters
			.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/gu, "")
			.replace(/[&<>"']/g, (character) => escapes[character] ?? character)
	);
}

/** Returns a feed as XML (RFC 4287). */
export function atom(feed: AtomFeed): string {
	const said = (name: string, { text, lang }: AtomText, attributes = "") =>
		`<${name}${attributes}${lang === feed.lang ? "" : ` xml:lang="${xmlText(lang)}"`}>${xmlText(text)}</${name}>`;
	const paragraphs = (texts: AtomText[]) => {
		const html = texts.map(({ text, lang }) => `<p lang="${xmlText(lang)}">${xmlText(text)}</p>`).join("");
		return `<summary type="html">${xmlText(html)}</summary>`;
	};
	const newest = Math.max(0, ...feed.entries.map(({ updated }) => updated.getTime()));
	return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xmlText(feed.lang)}">
<id>${xmlText(feed.url)}</id>
<title>${xmlText(feed.title)}</title>
<subtitle>${xmlText(feed.subtitle)}</subtitle>
<link rel="self" type="application/atom+xml" href="${xmlText(feed.url)}"/>
<link rel="alternate" type="text/html" href="${xmlText(feed.page)}"/>
<updated>${new Date(newest).toISOString()}</updated>
<author><name>${xmlText(feed.author)}</name></author>
${feed.entries
	.map(
		(entry) => `<entry>
<id>${xmlText(entry.url)}</id>
${said("title", entry.title)}
${paragraphs(entry.summary)}
<link rel="alternate" type="text/html" href="${xmlText(entry.url)}"/>
<category term="${xmlText(entry.about.text)}"/>
<published>${entry.published.toISOString()}</published>
<updated>${entry.updated.toISOString()}</updated>
</entry>
`,
	)
	.join("")}</feed>
`;
}
