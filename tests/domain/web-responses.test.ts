/** The responses of the web process, over Node's own HTTP server and without Next. */
import { randomUUID } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, BlockList, connect } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CompressedResponse } from "@/app/_server/compression";
import { noteError } from "@/app/_server/lost-database";
import { formOf, formOwnerOf, isMalformedForm } from "@/app/_server/request-body";
import { idOfRequest } from "@/app/_server/request-id";
import { answerMalformedRequests } from "@/app/_server/response-policy";
import { sendSignedInStyles } from "@/app/_server/signed-in-styles";
import { env } from "@/lib/env";
import { fullName } from "@/lib/identity/cookie-names";

let server: Server;
afterEach(() => {
	server.closeAllConnections();
	server.close();
});

/** Starts a server with a handler in place of Next's. Returns the port. */
async function serve(handler: RequestListener): Promise<number> {
	server = createServer({ ServerResponse: CompressedResponse }, handler as never) as unknown as Server;
	answerMalformedRequests(server);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return (server.address() as AddressInfo).port;
}

/** Sends bytes on a connection. Returns the whole response. */
function raw(port: number, request: string): Promise<string> {
	return new Promise((resolve, reject) => {
		let answer = "";
		const socket = connect(port, "127.0.0.1", () => socket.write(request));
		socket.setEncoding("latin1").on("data", (part) => {
			answer += part;
		});
		socket.on("error", reject).on("close", () => resolve(answer));
	});
}

const page = `<!doctype html>${"<p>Hello</p>".repeat(200)}`;
const html = { "Content-Type": "text/html; charset=utf-8" };

it("malformed HTTP as the first bytes of a process gets a page that helps", async () => {
	const port = await serve((_, response) => response.end());
	const answer = await raw(port, "BREW / HTTP/1.1\r\n\r\n");
	expect(answer).toMatch(/^HTTP\/1\.1 400 /);
	expect(answer).toMatch(/content-security-policy: default-src 'none'/i);
	expect(answer).toContain("0800 000 0000");
});

it("a request keeps the id that a trusted proxy gave it, and nobody else's", async () => {
	const ids: string[] = [];
	const port = await serve((request, response) => {
		ids.push(idOfRequest(request));
		response.end();
	});
	const ask = (id: string) => fetch(`http://127.0.0.1:${port}/`, { headers: { "X-Request-Id": id } });
	await ask("given-by-a-stranger");
	const trusted = new BlockList();
	trusted.addAddress("127.0.0.1");
	Object.assign(env(), { TRUSTED_PROXIES: trusted });
	await ask("given-by-the-proxy");
	await ask("not an id; x=1");
	Object.assign(env(), { TRUSTED_PROXIES: new BlockList() });
	const made = expect.stringMatching(/^[0-9a-f-]{36}$/);
	expect(ids).toEqual([made, "given-by-the-proxy", made]);
});

it("every response has the common headers and a policy, also if its handler sets none", async () => {
	const port = await serve((_, response) => response.end("x"));
	const { headers } = await fetch(`http://127.0.0.1:${port}/`);
	expect(headers.get("content-security-policy")).toMatch(/default-src 'none'/);
	expect(headers.get("x-content-type-options")).toBe("nosniff");
	expect(headers.get("x-powered-by")).toBe(null);
	expect(headers.get("cache-control")).toBe("private, no-store");
});

it.each([2_000, 200_000])("a personal text of %i bytes arrives compressed and whole", async (bytes) => {
	const text = Array.from({ length: bytes / 10 }, () => randomUUID().slice(0, 10)).join("");
	const port = await serve((_, response) => response.setHeader("Content-Type", html["Content-Type"]).end(text));
	const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { "Accept-Encoding": "gzip" } });
	expect(response.headers.get("content-encoding")).toBe("gzip");
	expect(await response.text()).toBe(text);
});

it("a text written in pieces is compressed as a whole, with its length; a client without gzip gets it uncompressed", async () => {
	const port = await serve((_, response) => {
		response.writeHead(200, html);
		response.end();
	});
	expect((await fetch(`http://127.0.0.1:${port}/`)).headers.get("content-encoding")).toBe(null);
	server.removeAllListeners("request");
	server.on("request", (_, response) => {
		response.setHeader("Content-Type", html["Content-Type"]);
		response.flushHeaders();
		response.write(page.slice(0, 700));
		response.end(page.slice(700));
	});
	const request = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept-Encoding: gzip\r\n\r\n";
	const [head = "", body = ""] = (await raw(port, request)).split("\r\n\r\n");
	expect(head).toMatch(/content-encoding: gzip/i);
	expect(head).toMatch(new RegExp(`content-length: ${body.length}\\b`, "i"));
	expect(gunzipSync(Buffer.from(body, "latin1")).toString()).toBe(page);
	expect(await raw(port, request.replace("gzip", "identity"))).toContain(page.slice(0, 700));
});

it("an error without a body becomes a page with contacts: 400 for a malformed address, 416 for a range past the end, 503 while the database is unreachable", async () => {
	const port = await serve((_, response) => {
		response.statusCode = 500;
		response.end("bare text");
	});
	const ask = async (path: string, header = "") => {
		const answer = await raw(port, `GET ${path} HTTP/1.1\r\nHost: x\r\n${header}Connection: close\r\n\r\n`);
		expect(answer).toContain("0800 000 0000");
		expect(answer).not.toContain("bare text");
		return answer.slice(9, 12);
	};
	expect(await ask("/%E0%A4%A")).toBe("400");
	expect(await ask("/")).toBe("500");
	expect(await ask("/_next/static/x.js", "Range: bytes=99999999-\r\n")).toBe("416");
	noteError(Object.assign(new Error("connect"), { code: "ECONNREFUSED" }));
	expect(await ask("/")).toBe("503");
});

it("a lost database noted by one bundle is known to the other, which has its own modules", async () => {
	vi.resetModules();
	const other = await import("@/app/_server/lost-database");
	expect(other.noteError).not.toBe(noteError);
	noteError(Object.assign(new Error("connect"), { code: "ECONNREFUSED" }));
	expect(other.databaseWasLost()).toBe(true);
});

it("a form says for whom it was drawn, as browsers and as React send it; one of another person gets a page without its texts", async () => {
	const port = await serve(async (request, response) => {
		await isMalformedForm(request, Buffer.concat(await request.toArray()));
		response.writeHead(412, { "Content-Type": "text/plain", "X-Owner": formOwnerOf(request) ?? "nobody" });
		response.end("someone-else");
	});
	const send = (name: string, headers: Record<string, string> = {}) => {
		const form = new FormData();
		form.set("line1", "Somebody Wrote This");
		form.set(name, "print");
		return fetch(`http://127.0.0.1:${port}/preferences/post`, { method: "POST", body: form, headers });
	};
	for (const name of ["signed-in-as", "1_signed-in-as", "_1_signed-in-as"]) {
		const page = await send(name);
		expect([page.status, page.headers.get("x-owner")]).toEqual([412, "print"]);
		const html = await page.text();
		expect(html).toContain("Someone else is signed in now");
		expect(html).not.toContain("Somebody Wrote");
	}
	expect((await send("not-signed-in-as")).headers.get("x-owner")).toBe("nobody");
	expect(await (await send("1_signed-in-as", { "Next-Action": "1" })).text()).toBe("someone-else");
});

it.each([
	[401, "signed-out", true],
	[409, "outdated", false],
	[429, "too-many", true],
] as const)("a form refused with %i is shown as it was typed; React gets a word", async (status, word, sendsAgain) => {
	const port = await serve(async (request, response) => {
		const body = Buffer.concat(await request.toArray());
		await isMalformedForm(request, body);
		expect(formOf(request)).toHaveLength(4);
		response.writeHead(status, { "Content-Type": "text/plain" });
		response.end(word);
	});
	const send = (headers: Record<string, string>) => {
		const form = new FormData();
		form.set("$ACTION_KEY", "k");
		form.set("bodyEn", 'Half an hour\r\nof <b>writing</b> & "quotes"');
		form.set("incident", "inc_one");
		form.set("code", "Your code is 123456.");
		return fetch(`http://127.0.0.1:${port}/staff/updates/new?x="`, { method: "POST", body: form, headers });
	};
	const page = await send({});
	expect(page.status).toBe(status);
	const html = await page.text();
	expect(html).toContain("Half an hour\r\nof &lt;b&gt;writing&lt;/b&gt; &amp; &quot;quotes&quot;</textarea>");
	expect(html.includes('action="/staff/updates/new?x=%22"')).toBe(sendsAgain);
	expect(html.includes('name="incident" value="inc_one"')).toBe(sendsAgain);
	expect(html).not.toContain("<b>writing");
	expect(html).not.toContain("123456");
	if (sendsAgain) expect(await (await send({ "Next-Action": "1" })).text()).toBe(word);
});

it("a response that states its version or its time is answered 304 to whoever has it, without a body", async () => {
	const port = await serve((request, response) => {
		const stated =
			request.url === "/none" ? {} : { ETag: ['W/"one"'], "Last-Modified": ["Thu, 04 Nov 2021 10:00:00 GMT"] };
		response.writeHead(request.url === "/gone" ? 404 : 200, { ...stated, "Content-Type": "application/rss+xml" });
		response.end("<rss/>".repeat(300));
	});
	const ask = async (headers: Record<string, string>, path = "/", method = "GET") => {
		const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers });
		return [answer.status, (await answer.text()).length];
	};
	expect(await ask({ "If-None-Match": '"other", W/"one"' })).toEqual([304, 0]);
	expect(await ask({ "If-None-Match": '"one"' }, "/", "HEAD")).toEqual([304, 0]);
	expect(await ask({ "If-Modified-Since": "Thu, 04 Nov 2021 10:00:00 GMT" })).toEqual([304, 0]);
	expect(await ask({ "If-Modified-Since": "Thu, 04 Nov 2021 09:59:59 GMT" })).toEqual([200, 1800]);
	expect(await ask({ "If-None-Match": '"two"', "If-Modified-Since": "Thu, 04 Nov 2021 10:00:00 GMT" })).toEqual([
		200, 1800,
	]);
	expect(await ask({ "If-None-Match": "*" }, "/none")).toEqual([304, 0]);
	expect(await ask({ "If-None-Match": '"one"' }, "/", "POST")).toEqual([200, 1800]);
});

it("the style sheet that shows the exit is sent by the cookie of a member's session, kept by nobody, and without Next", async () => {
	const port = await serve((request, response) => {
		if (!sendSignedInStyles(request, response)) response.writeHead(200, html).end("made by Next");
	});
	const ask = async (cookie: string, path = "/signed-in.css", method = "GET") => {
		const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { cookie } });
		expect(answer.headers.get("cache-control")).toBe("private, no-store");
		return { type: answer.headers.get("content-type"), text: await answer.text() };
	};
	const member = fullName("member");
	expect(await ask(`a=b; ${member}=token`)).toEqual({
		type: "text/css; charset=utf-8",
		text: "@media screen{.signed-in-only{display:block}}",
	});
	for (const cookie of ["", `${member}=`, `${fullName("staff")}=token`, `x${member}=token`])
		expect((await ask(cookie)).text, cookie).toBe("");
	for (const [path, method] of [
		["/signed-in.css?x", "GET"],
		["/signed-in.css", "POST"],
		["/", "GET"],
	])
		expect((await ask(`${member}=token`, path, method)).text).toBe("made by Next");
});

describe("a public page is sent again for a second", () => {
	let made = 0;
	/** Next's answer to a public page, and to others if the address says so. */
	const answer: RequestListener = (request, response) => {
		response.setHeader("X-Request-Id", `id-${++made}`);
		if ((response as CompressedResponse).sendRecent()) return void made--;
		response.setHeader("Content-Type", html["Content-Type"]);
		const caches = request.headers["x-caches"] ?? (request.headers["x-personal"] ? "private, no-store" : "s-maxage=5");
		response.setHeader("Cache-Control", caches);
		response.setHeader("x-nextjs-cache", String(request.headers["x-state"] ?? "HIT"));
		if (request.headers["x-cookie"]) response.setHeader("Set-Cookie", "a=b");
		if (request.headers["x-status"]) response.statusCode = Number(request.headers["x-status"]);
		const text = `${page} number ${made}`;
		if (request.headers["x-late"]) late(() => response.end(text));
		else response.end(text);
	};
	/** Gets what sends a response that was asked for with x-late. */
	let late: (send: () => void) => void;
	let port: number;
	/** Each test asks for an address of its own: what was sent is remembered by the process. */
	let address: string;
	beforeEach(async () => {
		made = 0;
		address = `/updates/${randomUUID()}`;
		port = await serve(answer);
	});
	const ask = async (headers: Record<string, string> = {}, path = address, method = "GET") => {
		const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers });
		return { response, number: Number(/number (\d+)/.exec(await response.text())?.[1]) };
	};

	it("to everybody, with the same headers but the request's id", async () => {
		const { response: first } = await ask();
		const { response: again, number } = await ask({ Cookie: "member=x" });
		expect(number).toBe(1);
		const headersOf = ({ headers }: Response) =>
			[...headers].filter(([name]) => !["date", "x-request-id"].includes(name));
		expect(headersOf(again)).toEqual(headersOf(first));
		expect(again.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=5, stale-if-error=86400");
		expect(again.headers.get("x-request-id")).not.toBe(first.headers.get("x-request-id"));
	});

	it("in the encoding that was asked for", async () => {
		for (const encoding of ["gzip", "identity"]) {
			const first = await ask({ "Accept-Encoding": encoding });
			const again = await ask({ "Accept-Encoding": encoding });
			expect(again.number).toBe(first.number);
			for (const { response } of [first, again])
				expect(response.headers.get("content-encoding")).toBe(encoding === "gzip" ? "gzip" : null);
		}
		expect(made).toBe(2);
	});

	it("and after a second it is made anew", async () => {
		vi.useFakeTimers({ toFake: ["performance"] });
		try {
			await ask();
			vi.advanceTimersByTime(999);
			expect((await ask()).number).toBe(1);
			vi.advanceTimersByTime(1);
			expect((await ask()).number).toBe(2);
		} finally {
			vi.useRealTimers();
		}
	});

	it("an old one for a quarter of a second, while Next makes the new one, which everybody gets as soon as it was sent", async () => {
		vi.useFakeTimers({ toFake: ["performance"] });
		const old = { "x-state": "STALE" };
		try {
			await ask(old);
			vi.advanceTimersByTime(249);
			expect((await ask(old)).number).toBe(1);
			vi.advanceTimersByTime(1);
			expect((await ask()).number).toBe(2);
			vi.advanceTimersByTime(999);
			expect((await ask(old)).number).toBe(2);
		} finally {
			vi.useRealTimers();
		}
	});

	it("and an old one that comes after the new one does not take its place", async () => {
		const waiting = new Promise<() => void>((resolve) => {
			late = resolve;
		});
		const old = ask({ "x-state": "STALE", "x-late": "1" });
		const send = await waiting;
		expect((await ask()).number).toBe(2);
		send();
		expect((await old).number).toBe(1);
		expect((await ask()).number).toBe(2);
	});

	it("but a file of the site for an hour, with a version only where that is the present one", async () => {
		const shared = { "x-caches": "public, max-age=3600" };
		const forever = { "x-caches": "public, max-age=31536000, immutable" };
		vi.useFakeTimers({ toFake: ["performance"] });
		try {
			for (const file of ["/theme.css", "/enhance.js"]) {
				const { number } = await ask(shared, file);
				vi.advanceTimersByTime(3_599_999);
				expect((await ask(shared, file)).number).toBe(number);
				vi.advanceTimersByTime(1);
				expect((await ask(shared, file)).number).toBe(number + 1);
			}
			const { number } = await ask(forever, "/site.css?v=present");
			expect((await ask(forever, "/site.css?v=present")).number).toBe(number);
			expect((await ask(shared, "/site.css?v=other")).number).toBe(number + 1);
			expect((await ask(shared, "/site.css?v=other")).number).toBe(number + 2);
			expect((await ask({ "x-personal": "1" }, "/signed-in.css")).number).toBe(number + 3);
			expect((await ask({ "x-personal": "1" }, "/signed-in.css")).number).toBe(number + 4);
		} finally {
			vi.useRealTimers();
		}
	});

	it.each([
		["as data for React", { RSC: "1" }],
		["past every cache", { "Cache-Control": "no-cache" }],
	])("but not to who asks for it %s", async (_, headers) => {
		await ask();
		expect((await ask(headers)).number).toBe(2);
		expect((await ask()).number).toBe(1);
	});

	it("nor for another address, a query or a form", async () => {
		await ask();
		expect((await ask({}, `${address}x`)).number).toBe(2);
		expect((await ask({}, `${address}?x`)).number).toBe(3);
		expect((await ask({}, address, "POST")).number).toBe(4);
	});

	it.each([
		["one person's", { "x-personal": "1" }],
		["one that sets a cookie", { "x-cookie": "1" }],
		["an error", { "x-status": "404" }],
	])("and never %s", async (_, headers: Record<string, string>) => {
		await ask(headers);
		await ask();
		expect(made).toBe(2);
	});

	it("and no page that is not public, whatever it says of itself", async () => {
		await ask({}, "/check");
		await ask({}, "/check");
		expect(made).toBe(2);
	});
});
