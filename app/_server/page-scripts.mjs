const scripts = /<script\b(?![^>]*\ssrc="\/enhance\.js")[^>]*>[\s\S]*?<\/script>|<link\b[^>]*\bas="script"[^>]*>/g;

/**
 * Returns a page without the scripts that Next adds to it. Pages of members and the public are links, text and forms, which work
 * without them: they are half the size then, and old phones need not run the libraries. Only app/enhance.js stays, where it is.
 */
export function withoutScripts(html) {
	return html.replace(scripts, "");
}
