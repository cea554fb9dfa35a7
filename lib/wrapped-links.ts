/** Mail programs and gateways replace a link by one of their own, which leads to it. */

/** The longest link that is unwrapped. */
const longest = 4_000;
/** How often a link may be wrapped: by the sender's gateway, the reader's and the reader's program. */
const mostWraps = 3;

/** Proofpoint's second version writes "-" for "%" and "_" for "/". */
const ofVersion2 = (written: string) => written.replaceAll("-", "%").replaceAll("_", "/");

/** Returns what a link of such a program says it leads to, if it is one. Only at the programs' own hosts: anybody can write "?url=". */
function targetOf(link: string): string | undefined {
	if (link.length > longest || !URL.canParse(link)) return undefined;
	const { hostname, pathname, searchParams, username, password } = new URL(link);
	if (username || password) return undefined;
	if (hostname.endsWith(".safelinks.protection.outlook.com")) return searchParams.get("url") ?? undefined;
	if (hostname === "www.google.com" && pathname === "/url")
		return searchParams.get("q") ?? searchParams.get("url") ?? undefined;
	if (hostname === "urldefense.com") return /^\/v3\/__(.+?)__;/.exec(pathname)?.[1];
	if (hostname !== "urldefense.proofpoint.com" || pathname !== "/v2/url") return undefined;
	try {
		return decodeURIComponent(ofVersion2(searchParams.get("u") ?? ""));
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

/** Writes each wrapped link of a text as the link that it leads to. */
export const withoutWraps = (text: string): string =>
	/safelinks|urldefense|google/i.test(text) ? text.replace(/https?:\/\/[^\s<>")\]]+/gi, unwrap) : text;
