import type { Feed, FeedEntry } from "./update-feed";
import { xmlText } from "./xml-text";

function itemXml(entry: FeedEntry): string {
	return `<item>
<guid isPermaLink="true">${xmlText(entry.url)}</guid>
<title>${xmlText(entry.title.text)}</title>
<link>${xmlText(entry.url)}</link>
<description>${xmlText(entry.summary.text)}</description>
<content:encoded>${xmlText(entry.html)}</content:encoded>
<category>${xmlText(entry.about)}</category>
<pubDate>${entry.published.toUTCString()}</pubDate>
<atom:updated>${entry.updated.toISOString()}</atom:updated>
</item>
`;
}

/** Returns a feed in RSS 2.0, with the full text in content:encoded. RSS cannot mark the language of one title. */
export function rss(feed: Feed): string {
	return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>${xmlText(feed.title)}</title>
<link>${xmlText(feed.page)}</link>
<description>${xmlText(feed.subtitle)}</description>
<language>${xmlText(feed.lang)}</language>
<lastBuildDate>${feed.updated.toUTCString()}</lastBuildDate>
<atom:link rel="self" type="application/rss+xml" href="${xmlText(feed.url)}"/>
${feed.entries.map(itemXml).join("")}</channel>
</rss>
`;
}
