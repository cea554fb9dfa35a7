/** The front: the text of its configuration, and nginx itself before a small site, where nginx is installed. */
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { connect, constants } from "node:http2";
import { request } from "node:https";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import tls from "node:tls";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { freePort } from "@/db/embedded/free-port";
import { nginxConfiguration } from "@/lib/commands/front-nginx";
import { requestLimits } from "@/lib/limits";
import { routes } from "../house/routes";
import { nginxIsInstalled, startNginxFront } from "../support/nginx-front";

const settings = {
	siteUrl: "https://check.example.org",
	upstream: "127.0.0.1:3000",
	certificate: "/c.pem",
	key: "/k.pem",
	cache: "/var/cache/nginx/selfcheck",
	mirror: "/var/lib/selfcheck/mirror",
};

describe("the configuration", () => {
	const text = nginxConfiguration(settings);

	it("keeps the public pages and feeds, in both languages, and no page of a person", () => {
		const [, pattern = ""] = /location ~ (\^\S+) \{\n\t\tif \(\$request_method/.exec(text) ?? [];
		const kept = new RegExp(pattern);
		// Forms, drawn for each visitor.
		const drawn = [
			"/follow",
			"/follow/code",
			"/follow/notifications",
			"/unsubscribe",
			"/verify/confirmation",
			"/verify/fakes/report",
			"/verify/message",
			"/verify/sender",
		];
		for (const { path: route, audience, example = route } of routes) {
			const isKept = (audience === "public" && !drawn.includes(route)) || route.startsWith("/feeds/");
			for (const address of [example, example === "/" ? "/cy" : `/cy${example}`])
				expect({ address, kept: kept.test(address) }).toEqual({ address, kept: isKept });
		}
		for (const address of ["/cyguidance", "/guidance/../check", "/updates/a/b", "//check", "/guidance%2Fx/y/z"])
			expect({ address, kept: kept.test(address) }).toEqual({ address, kept: false });
	});

	it("has the limits of lib/limits.ts", () => {
		expect(text).toContain(`limit_conn selfcheck_clients ${requestLimits.connections.perClient};`);
		expect(text).toContain(`limit_conn selfcheck_page_clients ${requestLimits.frontPages.perClient};`);
		expect(text).toContain(`max_conns=${requestLimits.frontPages.inAll};`);
		expect(text).toContain(`max_conns=${requestLimits.requests.underWay};`);
		expect(text).toContain(`client_header_timeout ${requestLimits.headersMs / 1000}s;`);
		expect(text).toContain(`client_body_timeout ${requestLimits.uploadIdleMs / 1000}s;`);
	});
});

if (!nginxIsInstalled) console.warn("nginx is not installed: its tests are skipped.");

/** Some files as `npm run mirror` writes them (tests/e2e/mirror.spec.ts). */
const mirror = [
	["index.html", "mirrored home"],
	["guidance/safety/index.html", "mirrored safety"],
	["follow/index.html", "mirrored follow"],
	["site.css", "styles"],
	["logo.svg", "<svg/>"],
	["confirmation-keys.txt", "keys"],
	["feeds/updates.rss", "feed"],
	["503.html", "away"],
	["cy/503.html", "ar ffwrdd"],
] as const;

describe.skipIf(!nginxIsInstalled)("nginx", () => {
	let folder: string;
	let nginx: Awaited<ReturnType<typeof startNginxFront>>;
	let site: Server;
	let port: number;
	let seen: IncomingMessage[];
	let answer: RequestListener;

	beforeAll(async () => {
		folder = mkdtempSync(path.join(tmpdir(), "front-"));
		for (const [name, text] of mirror) {
			mkdirSync(path.dirname(path.join(folder, "mirror", name)), { recursive: true });
			writeFileSync(path.join(folder, "mirror", name), text);
		}
		site = createServer((...given) => {
			seen.push(given[0]);
			answer(...given);
		});
		const upstream = await freePort();
		await new Promise<void>((resolve) => site.listen(upstream, "127.0.0.1", resolve));
		port = await freePort();
		nginx = await startNginxFront({ folder, siteUrl: settings.siteUrl, port, upstream });
		await vi.waitFor(() => ask("/check"), { timeout: 10_000 });
	});
	afterAll(async () => {
		await nginx.stop();
		site.closeAllConnections();
		site.close();
		rmSync(folder, { recursive: true });
	});
	beforeEach(() => {
		seen = [];
		answer = (_, response) => void response.setHeader("Cache-Control", "public, s-maxage=5").end("page");
	});
	seen = [];
	answer = (_, response) => void response.end("page");

	type Answer = { status: number; text: string; headers: IncomingMessage["headers"] };
	function ask(url: string, headers: Record<string, string> = {}, method = "GET", from = "127.0.0.1"): Promise<Answer> {
		return new Promise((resolve, reject) => {
			const options = {
				port,
				host: "127.0.0.1",
				localAddress: from,
				path: url,
				method,
				headers: { Host: "check.example.org", ...headers },
			};
			request({ ...options, rejectUnauthorized: false }, async (response) => {
				const text = Buffer.concat(await response.toArray()).toString();
				resolve({ status: response.statusCode ?? 0, text, headers: response.headers });
			})
				.once("error", reject)
				.end();
		});
	}

	it("keeps one variant of a public page, which no cookie, query, host or header of Next changes", async () => {
		answer = ({ headers, url }, response) => {
			const poisoned = [headers.rsc, headers.cookie, headers["x-forwarded-host"], headers["x-middleware-subrequest"]];
			response.setHeader("Cache-Control", "public, s-maxage=5").setHeader("Set-Cookie", "a=b");
			response.end(`${headers.host} ${url} ${poisoned.filter(Boolean).join()}`);
		};
		const variants: [string, Record<string, string>][] = [
			["/guidance?_rsc=1x", { RSC: "1", "Next-Router-State-Tree": "x" }],
			["/guidance", {}],
			["/guidance", { Cookie: "member=secret" }],
			["/guidance?a=b", { "X-Forwarded-Host": "evil.example", Forwarded: "host=evil.example" }],
			["/guidance", { "X-Middleware-Subrequest": "proxy", Range: "bytes=0-1" }],
			["/%67uidance", { Host: "check.example.org", Vary: "x" }],
		];
		for (const [url, headers] of variants) {
			const { status, text, headers: got } = await ask(url, headers);
			expect([status, text], url).toEqual([200, "check.example.org /guidance "]);
			expect(got["set-cookie"]).toBe(undefined);
		}
		expect(seen).toHaveLength(1);
	});

	it("shows the kept page while the site fails", async () => {
		answer = (_, response) => void response.setHeader("Cache-Control", "public, max-age=0, s-maxage=1").end("before");
		await ask("/privacy");
		answer = (_, response) => void response.writeHead(503).end("away");
		await expect
			.poll(async () => (await ask("/privacy")).headers["x-cache-status"], { timeout: 5_000 })
			.toMatch(/STALE|UPDATING/);
		expect(await ask("/privacy")).toMatchObject({ status: 200, text: "before" });
	});

	it("serves the mirror when nothing answers behind it, and no page of a person from it", async () => {
		answer = (asked) => void asked.socket.destroy();
		const type = async (url: string) => {
			const { status, text, headers } = await ask(url);
			return [status, text, headers["content-type"]];
		};
		expect(await type("/")).toEqual([200, "mirrored home", "text/html; charset=utf-8"]);
		expect(await type("/guidance/safety?_rsc=x")).toEqual([200, "mirrored safety", "text/html; charset=utf-8"]);
		expect(await type("/follow")).toEqual([200, "mirrored follow", "text/html; charset=utf-8"]);
		expect(await type("/site.css?v=123")).toEqual([200, "styles", "text/css; charset=utf-8"]);
		expect(await type("/logo")).toEqual([200, "<svg/>", "image/svg+xml"]);
		expect(await type("/confirmation-keys")).toEqual([200, "keys", "text/plain; charset=utf-8"]);
		expect(await type("/feeds/updates.rss")).toEqual([200, "feed", "application/rss+xml; charset=utf-8"]);
		for (const url of [
			"/check",
			"/staff",
			"/sign-in",
			"/updates/of-later",
			"/staff/datasets/upload",
			"/x/y/..%2f..%2fkey.pem",
		])
			expect(await type(url), url).toEqual([503, "away", "text/html; charset=utf-8"]);
		expect(await type("/cy/check")).toEqual([503, "ar ffwrdd", "text/html; charset=utf-8"]);
		expect(await ask("/follow", {}, "POST")).toMatchObject({ status: 503, text: "away" });
		const { headers } = await ask("/");
		expect(headers).toMatchObject({ "x-frame-options": "DENY", "cache-control": "no-cache" });
	});

	it("hands on what the site says itself while it is there", async () => {
		answer = (_, response) => void response.writeHead(503).end("busy");
		for (const url of ["/check", "/contact"]) expect(await ask(url)).toMatchObject({ status: 503, text: "busy" });
	});

	it("refuses a crowd at the door, lets public pages and codes that are under way past it, and takes it in again afterwards", async () => {
		const { inAll, perClient } = requestLimits.frontPages;
		const more = 30;
		const waiting: (() => void)[] = [];
		answer = ({ url }, response) => {
			if (url === "/check") waiting.push(() => response.end("answer"));
			else response.end("page");
		};
		const crowd = Array.from({ length: inAll + more }, (_, at) =>
			ask("/check", {}, "GET", `127.0.1.${Math.floor(at / perClient)}`),
		);
		await vi.waitUntil(() => waiting.length === inAll);
		const refused = await Promise.race(crowd);
		expect(refused).toMatchObject({ status: 503, text: "away", headers: { "retry-after": "60" } });
		expect((await ask("/plan")).status).toBe(503);
		expect(await ask("/contact")).toMatchObject({ status: 200, text: "page" });
		const cookie = { Cookie: "a=b; __Host-code-1=x" };
		expect(await ask("/sign-in/code", cookie)).toMatchObject({ status: 200, text: "page" });
		expect(await ask("/cy/sign-in/code?next=x", cookie, "POST")).toMatchObject({ status: 200, text: "page" });
		expect((await ask("/plan", cookie)).status).toBe(503);
		for (const go of waiting) go();
		const told = await Promise.all(crowd);
		expect(told.filter(({ status }) => status === 200)).toHaveLength(inAll);
		expect(told.filter(({ status }) => status === 503)).toHaveLength(more);
		expect(await ask("/plan")).toMatchObject({ status: 200, text: "page" });
	});

	it("gives one client a few places, so that it locks nobody else out", async () => {
		const { inAll, perClient } = requestLimits.frontPages;
		const waiting: (() => void)[] = [];
		answer = ({ url }, response) => {
			if (url === "/check") waiting.push(() => response.end("answer"));
			else response.end("page");
		};
		const client = connect(`https://127.0.0.1:${port}`, { rejectUnauthorized: false });
		const streams = Array.from({ length: inAll + 10 }, () =>
			client.request({ ":path": "/check", ":authority": "check.example.org" }),
		);
		const statuses = streams.map(
			(stream) => new Promise((resolve) => stream.once("response", (headers) => resolve(headers[":status"])).resume()),
		);
		await vi.waitUntil(() => waiting.length === perClient);
		expect(await Promise.race(statuses)).toBe(503);
		expect(await ask("/plan", {}, "GET", "127.0.2.1")).toMatchObject({ status: 200, text: "page" });
		for (const go of waiting) go();
		expect((await Promise.all(statuses)).filter((status) => status === 200)).toHaveLength(perClient);
		client.close();
	});

	it("keeps the places of whoever asks and goes away at once, so that they ask no faster for that", async () => {
		const { perClient } = requestLimits.frontPages;
		const waiting: (() => void)[] = [];
		answer = ({ url }, response) => {
			if (url === "/check") waiting.push(() => response.end("answer"));
			else response.end("page");
		};
		const client = connect(`https://127.0.0.1:${port}`, { rejectUnauthorized: false });
		const askMany = () =>
			Array.from({ length: perClient }, () => client.request({ ":path": "/check", ":authority": "check.example.org" }));
		const streams = askMany();
		await vi.waitUntil(() => waiting.length === perClient);
		await Promise.all(
			streams.map((stream) => {
				stream.close(constants.NGHTTP2_CANCEL);
				return once(stream, "close");
			}),
		);
		const statuses = await Promise.all(askMany().map(async (stream) => (await once(stream, "response"))[0][":status"]));
		expect(new Set(statuses)).toEqual(new Set([503]));
		expect(waiting).toHaveLength(perClient);
		for (const go of waiting) go();
		await expect.poll(async () => (await ask("/plan")).status).toBe(200);
		client.destroy();
	});

	it("takes a page from the site at once, however slowly it is read", async () => {
		const { inAll, perClient } = requestLimits.frontPages;
		let given = 0;
		answer = ({ url }, response) => {
			if (url === "/check") given++;
			response.end(url === "/check" ? "page".repeat(100_000) : "page");
		};
		const clients = Array.from({ length: inAll / perClient }, (_, at) =>
			connect(`https://127.0.0.1:${port}`, {
				createConnection: () => {
					const socket = net.connect({ port, host: "127.0.0.1", localAddress: `127.0.3.${at + 1}` });
					return tls.connect({ socket, ALPNProtocols: ["h2"], rejectUnauthorized: false });
				},
				// None of an answer is taken.
				settings: { initialWindowSize: 0 },
			}),
		);
		for (const client of clients)
			for (let at = 0; at < perClient; at++)
				client.request({ ":path": "/check", ":authority": "check.example.org" }).on("error", () => {});
		await vi.waitUntil(() => given === inAll);
		await expect.poll(async () => (await ask("/plan", {}, "GET", "127.0.4.1")).status).toBe(200);
		for (const client of clients) client.destroy();
	});

	it("stores no page of a person, whatever it says of itself", async () => {
		for (const url of ["/check", "/cy/plan", "/staff", "/guidance/..%2fcheck", "/sign-in?x=/guidance"]) {
			seen = [];
			await ask(url, { Cookie: "member=secret" });
			await ask(url, { Cookie: "member=other" });
			expect(
				seen.flatMap(({ headers }) => headers.cookie ?? []),
				url,
			).toEqual(["member=secret", "member=other"]);
		}
	});

	it("decides the client's address and gives each request an id", async () => {
		await ask("/check", { "X-Forwarded-For": "203.0.113.9", "X-Request-Id": "chosen-by-a-stranger" });
		expect(seen[0]?.headers).toMatchObject({
			"x-forwarded-for": "127.0.0.1",
			"x-forwarded-proto": "https",
			"x-request-id": expect.stringMatching(/^[0-9a-f]{32}$/),
		});
	});

	it("hands an upload on as it arrives, and refuses a body that no form has", async () => {
		const arrived = new Promise<string>((resolve) => {
			answer = (asked, response) => {
				asked.once("data", (piece) => resolve(String(piece)));
				asked.once("end", () => response.end("done"));
			};
		});
		const headers = { Host: "check.example.org", "Content-Length": "1000000" };
		const sending = request({
			port,
			host: "127.0.0.1",
			path: "/staff/datasets/upload",
			method: "POST",
			headers,
			rejectUnauthorized: false,
		});
		sending.once("error", () => {});
		sending.write("first piece");
		expect(await arrived).toBe("first piece");
		sending.destroy();
		answer = (_, response) => void response.end("page");
		expect((await ask("/sign-in", { "Content-Length": "600000" }, "POST")).status).toBe(413);
	});

	it("shows strangers neither /readyz nor /healthz", async () => {
		for (const url of ["/readyz", "/healthz", "/%72eadyz"]) expect((await ask(url)).status).toBe(404);
		expect(seen).toEqual([]);
	});
});
