import { href, translator } from "@/lib/i18n";

const words = (locale: "en" | "cy") => ({
	title: translator(locale, "follow")("push.news"),
	path: href(locale, "/updates"),
});

/**
 * The service worker of browsers that are told of news. A push has no content, so that the words are here. It answers no request: pages
 * work as without it. The language is in the address that it was registered by.
 */
const script = `"use strict";
const words = ${JSON.stringify({ en: words("en"), cy: words("cy") })};
const { title, path } = words[new URL(self.location).searchParams.get("language")] || words.en;
self.addEventListener("push", (event) => {
	event.waitUntil(self.registration.showNotification(title, { tag: "news" }));
});
self.addEventListener("notificationclick", (event) => {
	event.notification.close();
	event.waitUntil(self.clients.openWindow(path));
});
`;

/** Returns the script. Browsers ask for it again at each visit of the page. */
export function GET(): Response {
	return new Response(script, {
		headers: { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "public, max-age=0" },
	});
}
