/** Mail programs and gateways replace a link by one of their own, which leads to it. */

/** The longest link that is unwrapped. */
const longest = 4_000;
/** How often a link may be wrapped: by the sender's gateway, the reader's and the reader's program. */
const mostWraps = 3;

/** Proofpoint's second version writes "-" for "%" and "_" for "/". */
const ofVersion2 = (written: string) => written.replaceAll("-", "%").replaceAll("_", "/");

/** Sophos writes the whole link in base64. */
const ofBase64 = (written: string) => Buffer.from(written.replace(/ /g, "+"), "base64").toString();

/** A program's hosts, and what its link says it leads to. */
type Wrapper = [hosts: RegExp, target: (link: URL) => string | null | undefined];
const parameter =
	(name: string, path?: string): Wrapper[1] =>
	({ pathname, searchParams }) =>
		path === undefined || pathname === path ? searchParams.get(name) : undefined;
/** Only the programs' own hosts: anybody can write "?url=". */
const wrappers: readonly Wrapper[] = [
	[/\.safelinks\.protection\.outlook\.com$/, parameter("url")],
	[/^www\.google\.com$/, (link) => parameter("q", "/url")(link) ?? parameter("url", "/url")(link)],
	// Proofpoint.
	[/^urldefense\.com$/, ({ pathname }) => /^\/v3\/__(.+?)__;/.exec(pathname)?.[1]],
	[/^urldefense\.proofpoint\.com$/, (link) => decodeURIComponent(ofVersion2(parameter("u", "/v2/url")(link) ?? ""))],
	// Barracuda.
	[/^linkprotect\.cudasvc\.com$/, parameter("a", "/url")],
	// Cisco: the target is the last part of the path.
	[
		/^secure-web\.cisco\.com$/,
		({ pathname }) => decodeURIComponent(/^\/[^/]+\/(https?%3A%2F%2F[^/]+)$/i.exec(pathname)?.[1] ?? ""),
	],
	// Trend Micro.
	[/-ctp\.trendmicro\.com$/, parameter("url", "/wis/clicktime/v1/query")],
	[/\.protection\.sophos\.com$/, (link) => ofBase64(parameter("u", "/")(link) ?? "")],
	// Symantec.
	[/^clicktime\.symantec\.com$/, parameter("u")],
	// FireEye, now Trellix.
	[/^protect2?\.fireeye\.com$/, parameter("u", "/v1/url")],
	// Check Point, which was Avanan.
	[/\.url-protection\.com$/, parameter("o", "/v1/url")],
];
/** Programs whose links name a number of their own, so that nobody else knows where they lead. Mimecast's may state a host. */
const unreadable = [
	/(?:^|\.)protect-[a-z]{2,4}\.mimecast\.com$/,
	/\.mimecastprotect\.com$/,
	/^url\d*\.mailanyone\.net$/,
	/^clicktime\.symantec\.com$/,
	/^secure-web\.cisco\.com$/,
];

const readLink = (link: string): URL | undefined => {
	if (link.length > longest || !URL.canParse(link)) return undefined;
	const read = new URL(link);
	return read.username || read.password ? undefined : read;
};

/** Returns what a link of such a program says it leads to, if it is one. */
function targetOf(link: string): string | undefined {
	const read = readLink(link);
	const target = read && wrappers.find(([hosts]) => hosts.test(read.hostname))?.[1];
	if (!target) return undefined;
	try {
		return target(read) ?? undefined;
	} catch {
		return undefined;
	}
}

function unwrap(link: string): string {
	let target = link;
	for (let wraps = 0; wraps < mostWraps; wraps++) {
		const next = targetOf(target);
		if (!next || !/^https?:\/\//i.test(next) || /\s/.test(next)) break;
		target = next;
	}
	return target;
}

const links = /https?:\/\/[^\s<>")\]]+/gi;
const named =
	/safelinks|urldefense|google|cudasvc|cisco|trendmicro|sophos|symantec|fireeye|url-protection|mimecast|mailanyone/i;

/** Writes each wrapped link of a text as the link that it leads to. */
export const withoutWraps = (text: string): string => (named.test(text) ? text.replace(links, unwrap) : text);

/**
 * Returns what a protected link says of where it leads, if nobody but its program knows: the host that it states, or nothing. Undefined for any
 * other link.
 */
export function unreadableLink(link: string): { states: string } | undefined {
	const read = named.test(link) ? readLink(link) : undefined;
	if (!read || !unreadable.some((hosts) => hosts.test(read.hostname)) || unwrap(link) !== link) return undefined;
	return { states: read.searchParams.get("domain")?.toLowerCase() ?? "" };
}

/** A link up to a sign that ends a sentence. */
const endedLinks = /https?:\/\/[^\s<>")\]]*[^\s<>")\].,;:!?'’”»]/gi;

/** Replaces the links of a text of which nobody but a program that protects mail knows where they lead. */
export const replaceUnreadable = (text: string, write: (link: string) => string): string =>
	named.test(text) ? text.replace(endedLinks, (link) => (unreadableLink(link) ? write(link) : link)) : text;

/** Returns those links, each once. */
export function unreadableLinks(text: string): string[] {
	const found = new Set<string>();
	replaceUnreadable(text, (link) => {
		found.add(link);
		return link;
	});
	return [...found];
}
