import { createHash } from "node:crypto";

/**
 * Returns the content security policy of a page. Without `scripts` no script runs. Inline scripts run only if `scripts` names
 * them. Nothing loads from another host.
 * `scripts` are source expressions ('self', 'nonce-…'), `styles` what is allowed beside our own files; `formTargets` are origins that forms may end at beside our own
 * (browsers check redirects after a form, so single sign-on needs its provider here).
 */
export function contentSecurityPolicy({ scripts = [], styles = [], formTargets = [] } = {}) {
	return [
		"default-src 'none'",
		`script-src ${scripts.length ? scripts.join(" ") : "'none'"}`,
		`style-src ${["'self'", ...styles].join(" ")}`,
		"img-src 'self'",
		"font-src 'self'",
		"connect-src 'self'",
		"manifest-src 'self'",
		`form-action ${["'self'", ...formTargets].join(" ")}`,
		"base-uri 'none'",
		"frame-ancestors 'none'",
	].join("; ");
}

/** The policy of responses that are not pages: nothing may load, nothing may frame them. */
export const barePolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Returns the source expression that allows exactly this inline text. */
export function hashSource(text) {
	return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}
