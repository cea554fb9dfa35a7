import type { Metadata } from "next";
import { env } from "@/lib/env";
import { href, type Locale } from "@/lib/i18n";

/** The formats of a feed, the preferred one first: the ending of its address, its type and its name. */
export const feedFormats = [
	{ ending: "xml", type: "application/atom+xml", name: "Atom" },
	{ ending: "rss", type: "application/rss+xml", name: "RSS" },
	{ ending: "json", type: "application/feed+json", name: "JSON" },
] as const;
export type FeedFormat = (typeof feedFormats)[number];

/** Returns the path of a feed in one format: of all updates, or of one incident's. */
export const feedPath = ({ ending }: FeedFormat, incidentSlug?: string): string =>
	incidentSlug === undefined ? `/feeds/updates.${ending}` : `/feeds/incidents/${incidentSlug}.${ending}`;

/** Returns the metadata that names a page's feeds to feed readers. */
export function feedAlternates(locale: Locale, incidentSlug?: string): Metadata["alternates"] {
	const address = (format: FeedFormat) => env().SITE_URL + href(locale, feedPath(format, incidentSlug));
	return { types: Object.fromEntries(feedFormats.map((format) => [format.type, address(format)])) };
}
