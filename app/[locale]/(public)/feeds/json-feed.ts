import type { Feed } from "./update-feed";

/** Returns a feed in JSON Feed 1.1. */
export function jsonFeed(feed: Feed): string {
	return JSON.stringify({
		version: "https://jsonfeed.org/version/1.1",
		title: feed.title,
		home_page_url: feed.page,
		feed_url: feed.url,
		description: feed.subtitle,
		language: feed.lang,
		authors: [{ name: feed.author }],
		items: feed.entries.map((entry) => ({
			id: entry.url,
			url: entry.url,
			title: entry.title.text,
			summary: entry.summary.text,
			content_html: entry.html,
			date_published: entry.published.toISOString(),
			date_modified: entry.updated.toISOString(),
			language: entry.title.lang,
			tags: [entry.about],
		})),
	});
}
