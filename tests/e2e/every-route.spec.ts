/** Rules for every address of the site, for every audience and language. */
import type { APIRequestContext } from "@playwright/test";
import { type Route, routes } from "../house/routes";
import { expect, test } from "../support/page";

const localised = (audience: string) => audience === "public" || audience === "member";
const addresses = routes
	.filter(({ methods = "GET" }) => methods.startsWith("GET"))
	.flatMap((route) => {
		const path = route.example ?? route.path;
		const welsh = path === "/" ? "/cy" : `/cy${path}`;
		return (localised(route.audience) ? [path, welsh] : [path]).map((address) => ({ address, route }));
	});

async function ask(request: APIRequestContext, address: string) {
	const answer = await request.get(address, { maxRedirects: 0 });
	return { status: answer.status(), headers: answer.headers(), text: await answer.text() };
}

/** Returns what is wrong with a response, whatever its content. */
function faultsOf(address: string, { headers, text }: Awaited<ReturnType<typeof ask>>): string[] {
	const policy = headers["content-security-policy"] ?? "";
	const faults = {
		"names no type or character set":
			!/^(text\/[\w-]+|application\/(atom|rss)\+xml); charset=utf-8$|^(image|font)\/[\w+]+$|^application\/feed\+json/.test(
				headers["content-type"] ?? (text ? "none" : "text/plain; charset=utf-8"),
			),
		"has no policy": !/default-src 'none'/.test(policy),
		"allows what is inline or from elsewhere":
			/unsafe-inline|unsafe-eval|unsafe-hashes|\*|https?:(?!\/\/localhost)/.test(policy),
		"may be framed": !/frame-ancestors 'none'/.test(policy),
		"lets scripts be guessed": headers["x-content-type-options"] !== "nosniff",
		"tells others where one was": !/same-origin|no-referrer/.test(headers["referrer-policy"] ?? ""),
		"names its maker": "x-powered-by" in headers,
		"shows a stack trace": /\n\s+at .+:\d+:\d+|node_modules\//.test(text),
		"writes style attributes": /<[a-z][^>]* style=/i.test(text),
		"handles events inline": /<[a-z][^>]* on(click|load|error|submit)=/i.test(text),
	};
	return Object.entries(faults).flatMap(([what, wrong]) => (wrong ? [`${address} ${what}`] : []));
}

/** Returns the statuses that a route may answer to somebody who is not signed in. */
function expected({ audience, path }: Route): number[] {
	// The tests' site has single sign-on. Its addresses redirect to the provider, or back with a reason.
	if (/\/account$|^\/api\/auth\//.test(path)) return [303];
	if (/sign-(in|out)|^\/exit$/.test(path)) return [200, 303, 307];
	if (audience === "member" || audience === "staff") return [303, 307];
	// There where there is a logo, a second page, a message.
	if (/^\/logo$|\/page\/\[page\]$|\/\[reference\]$/.test(path)) return [200, 404];
	// There where figures are published.
	if (path === "/incidents/[slug]/figures") return [200, 404];
	if (path === "/unsubscribe/[code]") return [303];
	// Without a code that waits there is nothing to type.
	if (path === "/follow/code") return [307];
	return [200];
}

test("every route has its expected status for strangers, and a strict policy", async ({ request }) => {
	const faults: string[] = [];
	for (const { address, route } of addresses) {
		const answer = await ask(request, address);
		faults.push(...faultsOf(address, answer));
		if (!expected(route).includes(answer.status)) faults.push(`${address} answered ${answer.status}`);
		const personal = route.audience === "member" || route.audience === "staff" || route.audience === "demo";
		if (personal && !/no-store/.test(answer.headers["cache-control"] ?? ""))
			faults.push(`${address} may be kept by a cache`);
	}
	expect(faults).toEqual([]);
});

test("an absent address answers with a page under the same policy and without a stack trace", async ({ request }) => {
	for (const address of [
		"/nothing-here",
		"/cy/nothing-here",
		"/staff/nothing",
		"/incidents/none",
		"/guidance/%E0%A4%A",
		"/api/none",
	]) {
		const answer = await ask(request, address);
		expect(faultsOf(address, answer), address).toEqual([]);
		expect([400, 404, 303, 307], address).toContain(answer.status);
	}
});

test("healthz and readyz say alive and ready", async ({ request }) => {
	for (const [address, words] of [
		["/healthz", "alive\n"],
		["/readyz", "ready\n"],
	] as const) {
		const { status, headers, text } = await ask(request, address);
		expect([status, text]).toEqual([200, words]);
		expect(headers["cache-control"]).toContain("no-store");
	}
});
