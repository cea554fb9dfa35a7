const scripts = /<script\b(?![^>]*\ssrc="\/enhance\.js")[^>]*>[\s\S]*?<\/script>|<link\b[^>]*\bas="script"[^>]*>/g;

/** A page without the scripts that Next adds to it. Our own file stays, where the page has it: app/enhance.js. */
export function withoutScripts(html) {
	return html.replace(scripts, "");
}
