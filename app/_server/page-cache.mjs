import FileSystemCacheModule from "next/dist/server/lib/incremental-cache/file-system-cache.js";
import { contentSecurityPolicy } from "./content-security-policy.mjs";

// Not in Next's documentation: docs/decisions/0006-what-we-use-of-next-beyond-its-documentation.md.
const FileSystemCache = FileSystemCacheModule.default ?? FileSystemCacheModule;

const policy = contentSecurityPolicy();
const scripts = /<script\b(?![^>]*\ssrc="\/enhance\.js")[^>]*>[\s\S]*?<\/script>|<link\b[^>]*\bas="script"[^>]*>/g;

/**
 * Removes the scripts that Next adds to a public page and gives the page a policy that forbids scripts. Public pages are
 * links and text. Without scripts they are half the size, and old phones need not run the libraries. Pages that need a
 * script (forms, printing, "Exit this page") are rendered for each person and are never in this cache.
 */
function removeScripts(value) {
	if (value?.kind !== "APP_PAGE" || value.headers?.["content-security-policy"]) return;
	const html = typeof value.html === "string" ? value.html : value.html?.toUnchunkedString();
	if (!html) return;
	value.html = html.replace(scripts, "");
	value.headers = { ...value.headers, "content-security-policy": policy };
}

/** A cache handler (Next's `cacheHandler`) around Next's own cache on disk. */
export default class PageCache {
	#files;

	constructor(context) {
		this.#files = new FileSystemCache(context);
	}

	async get(key, context) {
		const entry = await this.#files.get(key, context);
		removeScripts(entry?.value);
		return entry;
	}

	/** Saves "not found" only if it replaces a page, so that invented addresses cannot fill the disk. */
	async set(key, value, context) {
		removeScripts(value);
		const notFound = value?.kind === "APP_PAGE" && value.status === 404;
		if (notFound && !(await this.#files.get(key, { kind: "APP_PAGE" }))) return;
		await this.#files.set(key, value, context);
	}

	/**
	 * Marks pages as old and keeps them: readers get the old page until the new one is rendered. If it were removed, a database
	 * that fails at that moment would take the page with it.
	 */
	async revalidateTag(tags, durations) {
		await this.#files.revalidateTag(tags, durations ?? {});
	}

	resetRequestCache() {
		this.#files.resetRequestCache();
	}
}
