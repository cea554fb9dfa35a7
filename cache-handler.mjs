import FileSystemCacheModule from "next/dist/server/lib/incremental-cache/file-system-cache.js";
import { contentSecurityPolicy, hashSource } from "./content-security-policy.mjs";

const FileSystemCache = FileSystemCacheModule.default ?? FileSystemCacheModule;

const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** Gives a stored page the policy that allows its own inline scripts and no others. */
function withPolicy(value) {
	if (value?.kind !== "APP_PAGE" || value.headers?.["content-security-policy"]) return;
	const html = typeof value.html === "string" ? value.html : value.html?.toUnchunkedString();
	if (!html) return;
	const scripts = new Set([...html.matchAll(inlineScript)].map((match) => hashSource(match[1])));
	value.headers = { ...value.headers, "content-security-policy": contentSecurityPolicy({ scripts: [...scripts] }) };
}

/**
 * Next's own cache on disk, with two differences. Every page leaves with a Content-Security-Policy that names the hashes of
 * its inline scripts, for static pages cannot carry a nonce. And "not found" is kept only where it takes the place of a page
 * that was there, so that nobody can fill the disk with invented addresses.
 */
export default class PolicyCache extends FileSystemCache {
	async get(key, context) {
		const entry = await super.get(key, context);
		withPolicy(entry?.value);
		return entry;
	}

	async set(key, value, context) {
		withPolicy(value);
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
