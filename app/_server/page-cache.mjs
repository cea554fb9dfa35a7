import { rename } from "node:fs/promises";
import FileSystemCacheModule from "next/dist/server/lib/incremental-cache/file-system-cache.js";
import { SharedCacheControls } from "next/dist/server/lib/incremental-cache/shared-cache-controls.external.js";
import { contentSecurityPolicy } from "./content-security-policy.mjs";
import { deploymentHash } from "./deployment-hash.mjs";
import { withoutScripts } from "./page-scripts.mjs";
import { withUnbrokenWords } from "./unbroken-words.mjs";

// Not in Next's documentation: docs/decisions/0006-what-we-use-of-next-beyond-its-documentation.md.
const FileSystemCache = FileSystemCacheModule.default ?? FileSystemCacheModule;

const policy = contentSecurityPolicy();
/** The policy of the page on safety, whose "Exit this page" answers to the keyboard. No text of staff is on it. */
const exitPolicy = contentSecurityPolicy({ scripts: ["'self'"] });
const exitScript = /<script\b[^>]*\ssrc="\/enhance\.js"/;

/**
 * Removes Next's scripts from a public page, gives the page a policy that forbids scripts, and keeps short words in one piece. Only
 * app/enhance.js stays, on the page on safety.
 */
function removeScripts(value) {
	if (value?.kind !== "APP_PAGE" || value.headers?.["content-security-policy"]) return;
	const html = typeof value.html === "string" ? value.html : value.html?.toUnchunkedString();
	if (!html) return;
	value.html = withUnbrokenWords(withoutScripts(html));
	value.headers = { ...value.headers, "content-security-policy": exitScript.test(html) ? exitPolicy : policy };
}

/** The address that was asked for, in the data that React reads. */
const askedAddress = /"c":\["",[^\]]*\]/g;

/** Removes the address that made Next draw "not found": one page is kept for all addresses, and somebody may have typed anything there. */
function withoutAddress(value) {
	const data = value.rscData?.toString().replace(askedAddress, '"c":["","_not-found"]');
	return { ...value, rscData: data && Buffer.from(data) };
}

/** The header under which a saved page carries the deployment it was rendered for. It is never sent. */
const deploymentHeader = "x-rendered-for";

let written = 0;

/**
 * Writes a file beside its place and then puts it there, so that a web process that reads it meanwhile, or after this one was
 * killed, gets the old or the new file and never an empty one.
 */
async function writeWhole(files, file, data) {
	const part = `${file}.${process.pid}-${++written}.part`;
	await files.writeFile(part, data);
	await rename(part, file);
}

const dayMs = 86_400_000;
/** When this process saved a page, and when a tag was last marked as old, in milliseconds of performance.now(). */
const savedAt = new Map();
const markedAt = new Map();

/**
 * Returns how old a page is, in milliseconds; a day if it is marked as old, is older, or says that it is of the future. Next takes its own
 * word for it: the difference of a clock that has run since the process began and the one on the wall. Once that goes back, or a machine that
 * slept wakes up, a page would count as fresh for as many hours.
 */
function ageOf(key, { lastModified, value }) {
	const saved = savedAt.get(key);
	const age = saved === undefined ? Date.now() - lastModified : performance.now() - saved;
	const since = performance.now() - age;
	const tags = String(value?.headers?.["x-next-cache-tags"] ?? "").split(",");
	if (age < 0 || tags.some((tag) => markedAt.get(tag) > since)) return dayMs;
	return Math.min(age, dayMs);
}

/** A cache handler (Next's `cacheHandler`) around Next's own cache on disk. */
export default class PageCache {
	#files;
	#deployment = deploymentHash();

	constructor(context) {
		const { fs } = context;
		this.#files = new FileSystemCache({
			...context,
			fs: { ...fs, writeFile: (file, data) => writeWhole(fs, file, data) },
		});
	}

	/** Returns a saved page, or null if it was rendered for another deployment: its name and helpline may be wrong now. */
	async get(key, context) {
		const entry = await this.#files.get(key, context);
		const { [deploymentHeader]: renderedFor, ...headers } = entry?.value?.headers ?? {};
		if (renderedFor !== this.#deployment) return null;
		const value = { ...entry.value, headers };
		removeScripts(value);
		return { ...entry, value, lastModified: performance.timeOrigin + performance.now() - ageOf(key, entry) };
	}

	/**
	 * Saves "not found" only if it replaces a page, so that invented addresses cannot fill the disk. Nor memory: Next has just noted, for as long as
	 * the process lives, for how long the page counts as fresh.
	 */
	async set(key, value, context) {
		removeScripts(value);
		const notFound = ["APP_PAGE", "APP_ROUTE"].includes(value?.kind) && value.status === 404;
		if (notFound && !(await this.#files.get(key, { kind: value.kind }))) {
			SharedCacheControls.cacheControls.delete(key);
			return;
		}
		const headers = { ...value?.headers, [deploymentHeader]: this.#deployment };
		const kept = key.endsWith("/_not-found") && value?.kind === "APP_PAGE" ? withoutAddress(value) : value;
		// Without the parts of it that Next's router fetches ahead: no page does, and they are four more files of each.
		await this.#files.set(key, kept && { ...kept, headers, segmentData: undefined }, context);
		savedAt.set(key, performance.now());
	}

	/**
	 * Marks pages as old and keeps them: readers get the old page until the new one is rendered. If it were removed, a database
	 * that fails at that moment would take the page with it.
	 */
	async revalidateTag(tags) {
		for (const tag of [tags].flat()) markedAt.set(tag, performance.now());
	}

	resetRequestCache() {
		this.#files.resetRequestCache();
	}
}
