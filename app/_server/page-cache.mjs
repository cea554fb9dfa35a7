import FileSystemCacheModule from "next/dist/server/lib/incremental-cache/file-system-cache.js";
import { contentSecurityPolicy } from "./content-security-policy.mjs";
import { withoutScripts } from "./without-scripts.mjs";

const FileSystemCache = FileSystemCacheModule.default ?? FileSystemCacheModule;

const policy = contentSecurityPolicy();

/**
 * Public pages are plain HTML: links and text, nothing that a script would do. So they leave without any, which halves them,
 * spares old phones the libraries, and lets their policy forbid scripts altogether. What does need one (forms that keep
 * their place, printing, the quick way out) stands on pages that are drawn anew for each person, never here.
 */
function asPlainPage(value) {
	if (value?.kind !== "APP_PAGE" || value.headers?.["content-security-policy"]) return;
	const html = typeof value.html === "string" ? value.html : value.html?.toUnchunkedString();
	if (!html) return;
	value.html = withoutScripts(html);
	value.headers = { ...value.headers, "content-security-policy": policy };
}

/**
 * Next's own cache on disk, with two differences. Every page leaves without scripts and with a policy that allows none.
 * And "not found" is kept only where it takes the place of a page that was there, so that nobody can fill the disk with
 * invented addresses.
 */
export default class PolicyCache extends FileSystemCache {
	async get(key, context) {
		const entry = await super.get(key, context);
		asPlainPage(entry?.value);
		return entry;
	}

	async set(key, value, context) {
		asPlainPage(value);
		if (value?.kind === "APP_PAGE" && value.status === 404 && !(await super.get(key, { kind: "APP_PAGE" }))) return;
		return super.set(key, value, context);
	}

	/**
	 * "This changed" makes a page old, not gone: readers get the old one until the new one is drawn. Were it gone, a database
	 * that fails in that moment would take the page with it.
	 */
	async revalidateTag(tags, durations) {
		return super.revalidateTag(tags, durations ?? {});
	}
}
