import { hash } from "node:crypto";
import { isLocale } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";
import { atom } from "./atom";
import { feedFormats } from "./feed-addresses";
import { jsonFeed } from "./json-feed";
import { rss } from "./rss";
import { updateFeed } from "./update-feed";

const writers = { xml: atom, rss, json: jsonFeed };

/**
 * Answers a feed: of all updates, or of one incident's. It names its version and the time of its last change, so that readers who
 * have it are answered 304 (app/_server/conditional-request.ts).
 */
export async function feedResponse(locale: string, ending = "", incidentSlug?: string): Promise<Response> {
	const format = feedFormats.find((each) => each.ending === ending);
	const known = isLocale(locale) && organisation().languages.includes(locale);
	const feed = format && known ? await updateFeed(locale, format, incidentSlug) : undefined;
	if (!format || !feed) return new Response(null, { status: 404 });
	const body = writers[format.ending](feed);
	return new Response(body, {
		headers: {
			"Content-Type": `${format.type}; charset=utf-8`,
			// Weak, because the same feed is also sent compressed.
			ETag: `W/"${hash("sha256", body, "base64url")}"`,
			...(feed.entries.length > 0 ? { "Last-Modified": feed.updated.toUTCString() } : {}),
		},
	});
}
