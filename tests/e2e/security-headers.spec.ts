/** Responses that no page makes have the same headers. */
import { connect } from "node:net";
import { expect, test } from "../support/page";

/** Sends raw bytes and reads the whole response. */
function raw(baseURL: string, request: string): Promise<string> {
	const { port } = new URL(baseURL);
	return new Promise((resolve, reject) => {
		let answer = "";
		const socket = connect(Number(port), "localhost", () => socket.write(request));
		socket.setEncoding("utf8");
		socket.on("data", (part) => {
			answer += part;
		});
		socket.on("error", reject);
		socket.on("close", () => resolve(answer));
	});
}

const strict = /content-security-policy: default-src 'none'/i;

test("malformed HTTP gets a page that helps", async ({ baseURL }) => {
	const requests = {
		"HTTP/1.1 400": "BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"HTTP/1.1 431": `GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${"a".repeat(40_000)}\r\n\r\n`,
	};
	for (const [status, request] of Object.entries(requests)) {
		const answer = await raw(baseURL as string, request);
		expect(answer).toContain(status);
		expect(answer).toMatch(strict);
		expect(answer).toContain("0800 000 0000");
	}
});

test("malformed addresses are answered with a status of 4xx", async ({ baseURL }) => {
	const answer = await raw(baseURL as string, "GET /%E0%A4%A HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
	expect(answer).toMatch(/^HTTP\/1\.1 40[04]/);
	expect(answer).toMatch(strict);
	expect(answer).toContain("0800 000 0000");
	expect(answer).not.toMatch(/\n\s+at /);
});

test("no request is redirected to another host or answered with 5xx", async ({ baseURL }) => {
	const faults: string[] = [];
	for (const line of [
		"GET http://elsewhere.example/en/updates",
		"GET http://elsewhere.example",
		"GET //elsewhere.example/",
		"GET /\\elsewhere.example/",
		"GET /en",
		"GET /en/%00",
		"GET /updates?a=%00",
		"GET /sign-in?next=//elsewhere.example",
		"GET /sign-in?next=%E2%80%AE",
		"GET /%7F",
		"GET /check",
		"GET *",
		"OPTIONS *",
		"TRACE /",
		"CONNECT elsewhere.example:443",
		"POST /staff/datasets/upload",
		"POST /sign-in",
	]) {
		const length = line.startsWith("POST") ? "Content-Type: multipart/form-data\r\nContent-Length: 1\r\n" : "";
		const names = `Host: elsewhere.example\r\nX-Forwarded-Host: elsewhere.example\r\nOrigin: ${baseURL}\r\n`;
		const body = length && "x";
		const answer = await raw(
			baseURL as string,
			`${line} HTTP/1.1\r\n${names}${length}Connection: close\r\n\r\n${body}`,
		);
		if (!/^HTTP\/1\.1 [1234]/.test(answer)) faults.push(`${line}: ${answer.slice(0, 60)}`);
		if (/\r\n(location|refresh): [^\r]*\/\/(?!localhost)/i.test(answer)) faults.push(`${line} leads away`);
	}
	expect(faults).toEqual([]);
});

test("doors of Next that the site does not use are shut", async ({ baseURL }) => {
	// The image optimiser would answer 400 without an address, and an image where there is one.
	for (const address of ["/_next/image", "/_next/image?url=%2Flogo&w=64&q=75", "/_next/data/build/index.json"]) {
		const answer = await raw(
			baseURL as string,
			`GET ${address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
		);
		expect(answer, address).toMatch(/^HTTP\/1\.1 404/);
	}
});

test("forged posts are refused without an error", async ({ request }) => {
	const faults: string[] = [];
	for (const path of ["/", "/updates", "/sign-in", "/check", "/staff/updates/new", "/theme.css", "/nothing"]) {
		const kinds: Record<string, string>[] = [
			{ "next-action": "00000000000000000000000000000000000000" },
			{ "content-type": "multipart/form-data; boundary=x" },
			{ "content-type": "application/x-www-form-urlencoded" },
			{ "content-type": "text/plain", origin: "https://elsewhere.example" },
		];
		for (const headers of kinds) {
			const answer = await request.post(path, { headers, data: "$ACTION_ID_x=1&a=%", maxRedirects: 0 });
			const text = await answer.text();
			if (/\n\s+at .+:\d+|node_modules/.test(text)) faults.push(`${path} shows a stack trace`);
			if (!/default-src 'none'/.test(answer.headers()["content-security-policy"] ?? ""))
				faults.push(`${path} ${JSON.stringify(headers)} has no policy (${answer.status()})`);
		}
	}
	expect(faults).toEqual([]);
});

test("static pages have no script and may run none, those of members have ours alone, those of staff a new nonce each time", async ({
	request,
}) => {
	const policy = async (path: string) => (await request.get(path)).headers()["content-security-policy"] ?? "";
	for (const path of ["/", "/cy/updates", "/guidance"]) {
		expect(await policy(path)).toContain("script-src 'none';");
		expect(await (await request.get(path)).text()).not.toMatch(/<script|as="script"|<template id="B:/);
	}
	// The page on safety has the script that leaves it when Shift is pressed three times.
	expect(await policy("/guidance/safety")).toContain("script-src 'self';");
	expect((await (await request.get("/guidance/safety")).text()).match(/<script[^>]*>/g)).toEqual([
		'<script async="" src="/enhance.js">',
	]);
	for (const path of ["/sign-in", "/cy/follow", "/verify/message"])
		for (const accepted of ["gzip", "identity"]) {
			const answer = await request.get(path, { headers: { "accept-encoding": accepted } });
			expect(answer.headers()["content-security-policy"], path).toContain("script-src 'self';");
			expect((await answer.text()).match(/<script[^>]*>|as="script"|self\.__next/g), path).toEqual([
				'<script async="" src="/enhance.js">',
			]);
		}
	const nonces = await Promise.all([policy("/staff/sign-in"), policy("/staff/sign-in")]);
	for (const policy of nonces) expect(policy).toMatch(/script-src 'self' 'nonce-[^']+';/);
	expect(nonces[0]).not.toBe(nonces[1]);
});

test("static files and redirects have the headers too", async ({ request }) => {
	const signIn = await (await request.get("/staff/sign-in")).text();
	const script = /\/_next\/static\/[^"]+\.js/.exec(signIn)?.[0] ?? "";
	for (const path of [script, "/theme.css", "/en/updates", "/_next/static/none.js"]) {
		const headers = (await request.get(path, { maxRedirects: 0 })).headers();
		expect(headers["content-security-policy"], path).toMatch(/default-src 'none'/);
		expect(headers["x-content-type-options"], path).toBe("nosniff");
		expect(headers["permissions-policy"], path).toContain("camera=()");
	}
	expect((await request.get(script)).headers()["cache-control"]).toContain("immutable");
	// Caches revalidate soon, and may serve an old page while the site is down.
	expect((await request.get("/")).headers()["cache-control"]).toBe(
		"public, max-age=0, s-maxage=5, stale-if-error=86400",
	);
});
