import type { Feed, FeedEntry } from "./update-feed";
import { xmlText } from "./xml-text";

function entryXml(entry: FeedEntry, feed: Feed): string {
	const lang = (given: string) => (given === feed.lang ? "" : ` xml:lang="${xmlText(given)}"`);
	return `<entry>
<id>${xmlText(entry.url)}</id>
<title${lang(entry.title.lang)}>${xmlText(entry.title.text)}</title>
<summary${lang(entry.summary.lang)}>${xmlText(entry.summary.text)}</summary>
<content type="html">${xmlText(entry.html)}</content>
<link rel="alternate" type="text/html" href="${xmlText(entry.url)}"/>
<category term="${xmlText(entry.about)}"/>
<published>${entry.published.toISOString()}</published>
<updated>${entry.updated.toISOString()}</updated>
</entry>
`;
}

/** Returns a feed in Atom (RFC 4287). */
export function atom(feed: Feed): string {
	return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xmlText(feed.lang)}">
<id>${xmlText(feed.url)}</id>
<title>${xmlText(feed.title)}</title>
<subtitle>${xmlText(feed.subtitle)}</subtitle>
<link rel="self" type="application/atom+xml" href="${xmlText(feed.url)}"/>
<link rel="alternate" type="text/html" href="${xmlText(feed.page)}"/>
<updated>${feed.updated.toISOString()}</updated>
<author><name>${xmlText(feed.author)}</name></author>
${feed.entries.map((entry) => entryXml(entry, feed)).join("")}</feed>
`;
}
