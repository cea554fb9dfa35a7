/** The limits of requests, over Node's own HTTP server with a handler in Next's place. */
import { EventEmitter } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, BlockList, connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { clientAddress } from "@/app/_server/client-address";
import { CompressedResponse } from "@/app/_server/compression";
import { limitRequests, serverOptions } from "@/app/_server/request-limits";
import { Turns } from "@/app/_server/request-turns";
import { answerMalformedRequests } from "@/app/_server/response-policy";
import { clientOf, familyOf, providerOf } from "@/lib/client-network";
import { env } from "@/lib/env";
import problemTexts from "@/lib/i18n/en/problem";
import { familyShare, limitsOf, limitsOfProcess, type RequestLimits, requestLimits } from "@/lib/limits";
import { log } from "@/lib/log";

let server: Server;
let port: number;
/** The requests that reached the handler. */
let handled: string[];
let sockets: Socket[];
/** The member of staff who sends requests. */
let staff: string | undefined;
let staffIdOf: () => Promise<string | undefined>;
beforeEach(() => {
	handled = [];
	sockets = [];
	staff = undefined;
	staffIdOf = async () => staff;
});
afterEach(() => {
	for (const socket of sockets) socket.destroy();
	server?.closeAllConnections();
	server?.close();
	Object.assign(env(), { TRUSTED_PROXIES: new BlockList() });
});

/** Reads a body to its end. */
async function readAll(request: IncomingMessage, response: ServerResponse): Promise<void> {
	let bytes = 0;
	// Listens to events as Next does: a stream that has already ended emits no further event.
	await new Promise<void>((resolve, reject) => {
		request.on("end", resolve).on("error", reject);
		request.on("data", (piece) => {
			bytes += piece.length;
		});
	});
	handled.push(`${request.method} ${request.url} ${bytes}`);
	response.end("done");
}

async function serve(
	handle: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void = readAll,
	changed: Partial<RequestLimits> = {},
): Promise<void> {
	server = createServer({
		...serverOptions,
		ServerResponse: CompressedResponse,
		connectionsCheckingInterval: 50,
	}) as unknown as Server;
	const settled = async (...given: [IncomingMessage, ServerResponse]) => {
		await Promise.resolve(handle(...given)).catch(() => {}); // what is cut off
	};
	// As many turns as requests, but where turns are what is tried.
	const turns = { ...requestLimits.turns, inAll: requestLimits.requests.inAll };
	limitRequests(server, settled, () => staffIdOf(), { ...requestLimits, turns, ...changed });
	answerMalformedRequests(server);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	port = (server.address() as AddressInfo).port;
}

/** Opens a connection and sends bytes. `answer` resolves with the whole response. */
function open(...pieces: (string | Buffer)[]): { socket: Socket; answer: Promise<string> } {
	const socket = connect(port, "127.0.0.1");
	sockets.push(socket);
	let text = "";
	socket.setEncoding("latin1").on("data", (piece) => {
		text += piece;
	});
	socket.on("error", () => {});
	for (const piece of pieces) socket.write(piece);
	return { socket, answer: new Promise((resolve) => socket.on("close", () => resolve(text))) };
}

const origin = "http://localhost:3000";
const head = (line: string, ...headers: string[]) =>
	`${[`${line} HTTP/1.1`, "Host: x", `Origin: ${origin}`, ...headers].join("\r\n")}\r\n\r\n`;
const send = (...pieces: (string | Buffer)[]) => open(...pieces).answer;
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
const last = "Connection: close";

it("/healthz answers while no other request is taken", async () => {
	await serve(() => {}, { requests: { inAll: 0, perClient: 0, underWay: 0 } });
	expect(statusOf(await send(head("GET /guidance", last)))).toBe(503);
	expect(await send(head("GET /healthz", last))).toMatch(/^HTTP\/1\.1 200 .*alive\n$/s);
});

describe("bodies", () => {
	it("a form of 879 kB is refused with a page by its Content-Length, without reading it", async () => {
		await serve();
		const text = Buffer.from("\uFDFA".repeat(300_000));
		const answer = await send(head("POST /sign-in", `Content-Length: ${text.length}`), text);
		expect(answer).toMatch(/^HTTP\/1\.1 413 .*Connection: close.*0800 000 0000/s);
		expect(handled).toEqual([]);
	});

	it("a body in chunks is counted and refused at the limit", async () => {
		await serve();
		const chunk = `1000\r\n${"[".repeat(4096)}\r\n`;
		const answer = await send(head("POST /sign-in", "Transfer-Encoding: chunked"), chunk.repeat(5));
		expect(statusOf(answer)).toBe(413);
		expect(handled).toEqual([]);
	});

	it.each([1, 10_000, 16 * 1024])(
		"a form of %i bytes arrives whole, with Content-Length or in chunks",
		async (bytes) => {
			await serve();
			const text = "a".repeat(bytes);
			expect(statusOf(await send(head("POST /sign-in", `Content-Length: ${bytes}`, last), text))).toBe(200);
			const chunks = `${bytes ? `${bytes.toString(16)}\r\n${text}\r\n` : ""}0\r\n\r\n`;
			expect(statusOf(await send(head("POST /sign-in", "Transfer-Encoding: chunked", last), chunks))).toBe(200);
			expect(handled).toEqual([`POST /sign-in ${bytes}`, `POST /sign-in ${bytes}`]);
		},
	);

	it("a form without fields is passed on; an empty chunked body is refused", async () => {
		await serve();
		expect(statusOf(await send(head("POST /sign-out", "Content-Length: 0", last)))).toBe(200);
		for (const path of ["/sign-out", "/sign-in", "/staff/team"])
			expect(statusOf(await send(head(`POST ${path}`, "Transfer-Encoding: chunked", last), "0\r\n\r\n"))).toBe(411);
		expect(handled).toEqual(["POST /sign-out 0"]);
	});

	const type = "Content-Type: multipart/form-data; boundary=b";
	it.each([
		["parts without an end", type, '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n'],
		["a part without a name", type, "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"],
		["a boundary that never comes", type, "hello"],
		["nothing", type, ""],
		["a boundary that is none", "Content-Type: multipart/form-data; boundary=a b\xff", "--a b"],
	])("a form of %s is refused as malformed, also in chunks", async (_, contentType, body) => {
		await serve();
		const post = (...headers: string[]) => Buffer.from(head("POST /sign-in", contentType, ...headers), "latin1");
		expect(statusOf(await send(post(`Content-Length: ${body.length}`), body))).toBe(400);
		const chunk = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
		if (body) expect(statusOf(await send(post("Transfer-Encoding: chunked"), chunk))).toBe(400);
		expect(handled).toEqual([]);
	});

	it.each(["/staff/datasets/upload", "/sign-in", "/language"])(
		"parts without a boundary between them are refused with a page at %s",
		async (path) => {
			await serve();
			const type = (boundary: string) => `Content-Type: multipart/form-data${boundary}`;
			for (const boundary of ["", "; boundary=", "; charset=utf-8"])
				expect(await send(head(`POST ${path}`, type(boundary), "Content-Length: 3", last), "a=b")).toMatch(
					/^HTTP\/1\.1 400 .*0800 000 0000/s,
				);
			expect(handled).toEqual([]);
		},
	);

	it("a form in parts arrives whole", async () => {
		await serve();
		const body = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--b--\r\n';
		expect(statusOf(await send(head("POST /sign-in", type, `Content-Length: ${body.length}`, last), body))).toBe(200);
		expect(handled).toEqual([`POST /sign-in ${body.length}`]);
	});

	it("an expectation other than 100-continue is refused with a page", async () => {
		await serve();
		expect(await send(head("GET /", "Expect: nonsense"))).toMatch(/^HTTP\/1\.1 400 .*0800 000 0000/s);
	});

	it("a staff form may be longer, but only with a session", async () => {
		await serve();
		const text = "a".repeat(200_000);
		const post = () => send(head("POST /staff/updates/new", `Content-Length: ${text.length}`, last), text);
		expect(statusOf(await post())).toBe(413);
		staff = "stf_one";
		expect(statusOf(await post())).toBe(200);
		expect(handled).toEqual(["POST /staff/updates/new 200000"]);
	});

	it("a pasted message may be longer from anybody, a few at a time", async () => {
		const held: (() => void)[] = [];
		await serve((request, response) => {
			request.resume();
			held.push(() => response.end());
		});
		const text = "a".repeat(60_000);
		const post = () => send(head("POST /verify/message", `Content-Length: ${text.length}`, last), text);
		const { perClient } = requestLimits.largeForms;
		const taken = Array.from({ length: perClient }, post);
		await expect.poll(() => held.length).toBeGreaterThan(0);
		const beyond = await Promise.all(Array.from({ length: 4 }, post));
		expect(beyond.map(statusOf)).toEqual([503, 503, 503, 503]);
		let done = false;
		const answered = Promise.all(taken).finally(() => {
			done = true;
		});
		await expect
			.poll(() => {
				for (const end of held.splice(0)) end();
				return done;
			})
			.toBe(true);
		expect((await answered).map(statusOf)).toEqual(Array(perClient).fill(200));
	});

	it("120 bodies of 5 MB, 40 at once, take no memory", async () => {
		await serve();
		const body = Buffer.alloc(5 * 1024 ** 2);
		const before = process.memoryUsage().rss;
		for (let at = 0; at < 120; at += 40) {
			const answers = await Promise.all(
				Array.from({ length: 40 }, () => send(head("POST /sign-in", `Content-Length: ${body.length}`), body)),
			);
			expect(answers.map(statusOf).filter((status) => status !== 413)).toEqual([]);
		}
		expect((process.memoryUsage().rss - before) / 1024 ** 2).toBeLessThan(200);
	});

	it("a form without a length, and a GET with a body, are refused", async () => {
		await serve();
		expect(statusOf(await send(head("POST /sign-in")))).toBe(411);
		expect(statusOf(await send(head("GET /", "Content-Length: 5"), "hello"))).toBe(413);
	});

	it("a form that arrives slowly is cut off before the handler sees it", async () => {
		await serve(readAll, { bodyMs: 200, bodyBytesPerSecond: 1e9 });
		const answer = await send(head("POST /sign-in", "Content-Length: 100"), "a=");
		expect(statusOf(answer)).toBe(408);
		expect(handled).toEqual([]);
	});

	it("slow headers and silent connections are cut off", async () => {
		await serve(readAll, { headersMs: 200 });
		expect(statusOf(await send("GET / HTTP/1.1\r\nHost: x\r\n"))).toBe(408);
		await open().answer;
	});

	it("an upload arrives piece by piece for longer than a form may take, and one that stops is cut off", async () => {
		await serve(readAll, { bodyMs: 50, bodyBytesPerSecond: 1e12, uploadIdleMs: 400 });
		const slow = open(head("POST /staff/datasets/upload", "Content-Length: 5", last));
		for (const letter of "hello") {
			await wait(150);
			slow.socket.write(letter);
		}
		expect(statusOf(await slow.answer)).toBe(200);
		expect(await send(head("POST /staff/datasets/upload", "Content-Length: 5"), "h")).toBe("");
	});

	it("a client that waits for 100 Continue gets it only if its body is accepted", async () => {
		await serve();
		const refused = await send(head("POST /sign-in", "Content-Length: 99999", "Expect: 100-continue"));
		expect(statusOf(refused)).toBe(413);
		const taken = open(head("POST /sign-in", "Content-Length: 2", "Expect: 100-continue", last));
		await new Promise((resolve) => taken.socket.once("data", resolve));
		taken.socket.write("ok");
		expect(await taken.answer).toMatch(/^HTTP\/1\.1 100 .*HTTP\/1\.1 200/s);
		// HTTP/1.0 has no such answer (RFC 9110, 10.1.1).
		const lines = ["POST /sign-in HTTP/1.0", `Origin: ${origin}`, "Expect: 100-continue", "Content-Length: 2"];
		expect(await send(`${lines.join("\r\n")}\r\n\r\nok`)).toMatch(/^HTTP\/1\.1 200/);
	});
});

describe("methods", () => {
	it.each(["TRACE", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND"])("%s is refused everywhere", async (method) => {
		await serve();
		for (const path of ["/", "/sign-in", "/staff/team", "/staff/datasets/upload", "/cy/exit"]) {
			const answer = await send(head(`${method} ${path}`, "Content-Length: 0"));
			expect(answer).toMatch(/^HTTP\/1\.1 405 .*\r\nAllow: [A-Z, ]+\r\n/s);
		}
		expect(handled).toEqual([]);
	});

	it("a page without a form can only be read", async () => {
		await serve();
		for (const path of ["/", "/updates", "/check", "/theme.css", "/_next/static/x.js", "/nothing"])
			expect(statusOf(await send(head(`POST ${path}`, "Content-Length: 0")))).toBe(405);
		expect(limitsOf("/cy/sign-in")).toBe(limitsOf("/sign-in"));
	});
});

describe("the origin and host of a request", () => {
	it("a form that names neither an origin nor its page, or another than SITE_URL, is refused with a page", async () => {
		await serve();
		const post = (...headers: string[]) =>
			send(`${["POST /sign-out HTTP/1.1", "Host: x", "Content-Length: 0", ...headers, last].join("\r\n")}\r\n\r\n`);
		const page = `Referer: ${origin}/sign-in`;
		const foreign = ["Origin: null", "Origin: http://x", `Origin: ${origin}.elsewhere.example`, "Origin: "];
		const pages = [`${origin}.elsewhere.example/`, `${origin}@elsewhere.example/`, `http://x/?${origin}/`, "x", ""];
		for (const headers of [
			[],
			...foreign.flatMap((header) => [[header], [header, page]]),
			...pages.map((from) => [`Referer: ${from}`]),
			[`Origin: ${origin}`, "Sec-Fetch-Site: cross-site"],
			[page, "Sec-Fetch-Site: cross-site"],
			["Sec-Fetch-Site: same-origin"],
		])
			expect(await post(...headers)).toMatch(/^HTTP\/1\.1 403 .*0800 000 0000/s);
		expect(handled).toEqual([]);
		expect(statusOf(await post(`Origin: ${origin}`, "Sec-Fetch-Site: same-origin"))).toBe(200);
		// lynx and w3m name the page of the form alone.
		for (const from of [page, `Referer: ${origin}`]) expect(statusOf(await post(from))).toBe(200);
	});

	it("a range is asked for of files of the build alone", async () => {
		const seen: unknown[] = [];
		await serve(({ url, headers }, response) => {
			seen.push([url, headers.range]);
			response.end();
		});
		for (const path of ["/_next/static/x.js", "/", "/check", "/cy/updates"])
			await send(head(`GET ${path}`, "Range: bytes=99999999-", last));
		expect(seen).toEqual([
			["/_next/static/x.js", "bytes=99999999-"],
			["/", undefined],
			["/check", undefined],
			["/cy/updates", undefined],
		]);
	});

	it("a long User-Agent is handed on cut off, and an ordinary one as it is", async () => {
		const seen: unknown[] = [];
		await serve(({ headers }, response) => {
			seen.push(headers["user-agent"]);
			response.end();
		});
		const ordinary = "Mozilla/5.0 (Android 9; Mobile; rv:68.0) Gecko/68.0 Firefox/68.0";
		await send(head("GET /", `User-Agent: ${ordinary}`, last));
		await send(head("GET /", `User-Agent: ${"a".repeat(15_000)}`, last));
		await send(head("GET /", last));
		expect(seen).toEqual([ordinary, "a".repeat(requestLimits.userAgentLength), undefined]);
	});

	it("whatever host a request names, only its path and SITE_URL's host are passed on", async () => {
		const seen: unknown[] = [];
		await serve(({ url, headers }, response) => {
			seen.push([url, headers.host, headers["x-forwarded-host"], headers["x-forwarded-proto"]]);
			response.end();
		});
		for (const target of ["/updates?a=1", "http://elsewhere.example/updates?a=1"])
			await send(head(`GET ${target}`, "X-Forwarded-Host: elsewhere.example", "X-Forwarded-Proto: https", last));
		expect(seen).toEqual(Array(2).fill(["/updates?a=1", "localhost:3000", "localhost:3000", "http"]));
	});

	it.each(["/%00", "/updates?a=%00", "/updates?a=?b=%00", "/%7F", "/%E2%80%AE", "/%E0%A4%A", "*"])(
		"%s is no address",
		async (target) => {
			await serve();
			expect(statusOf(await send(head(`GET ${target}`)))).toBe(400);
			expect(handled).toEqual([]);
		},
	);
});

it("CONNECT is refused, and its connection ends whether the client keeps its side open or not", async () => {
	await serve(readAll, { dropMs: 100 });
	const line = "CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: x\r\n\r\n";
	const faults: unknown[] = [];
	const note = (error: unknown) => faults.push(error);
	process.on("uncaughtException", note);
	const ends = new Promise((resolve) => server.once("connect", (_, socket) => socket.once("close", resolve)));
	const waiting = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
	sockets.push(waiting);
	waiting.on("error", () => {}).resume();
	waiting.write(line);
	await ends;
	server.once("connect", (_, socket) => socket.emit("error", new Error("ECONNRESET")));
	expect(statusOf(await send(line))).toBe(405);
	process.off("uncaughtException", note);
	expect(faults).toEqual([]);
});

describe("concurrent requests", () => {
	/** A handler that answers on demand. */
	function hold() {
		const held: ServerResponse[] = [];
		return {
			handle: (_: IncomingMessage, response: ServerResponse) => void held.push(response),
			underWay: () => held.length,
			release: () => held.splice(0).map((response) => response.end("done")),
		};
	}

	it("above its own limit a client gets 503, while others are answered", async () => {
		env().TRUSTED_PROXIES.addAddress("127.0.0.1");
		const { handle, underWay, release } = hold();
		await serve(handle);
		const ask = (client: string) => send(head("GET /", `X-Forwarded-For: ${client}`, last));
		const flood = Array.from({ length: 100 }, () => ask("192.0.2.1"));
		const busy = flood.map((each) => each.then(statusOf));
		let shed = 0;
		for (const each of busy) void each.then(() => shed++);
		await expect.poll(() => shed, { timeout: 20_000 }).toBe(100 - requestLimits.requests.perClient);
		const other = ask("192.0.2.2");
		await expect.poll(underWay).toBe(requestLimits.requests.perClient + 1);
		release();
		expect(statusOf(await other)).toBe(200);
		const statuses = await Promise.all(busy);
		expect(statuses.filter((status) => status === 200).length).toBe(requestLimits.requests.perClient);
		expect(statuses.filter((status) => status === 503).length).toBe(100 - requestLimits.requests.perClient);
		expect((await Promise.all(flood)).find((answer) => statusOf(answer) === 503)).toMatch(/\r\nRetry-After: 5\r\n/);
		const again = ask("192.0.2.1");
		await expect.poll(underWay).toBe(1);
		release();
		expect(statusOf(await again)).toBe(200);
	});

	it("above the total limit everybody gets 503", async () => {
		env().TRUSTED_PROXIES.addAddress("127.0.0.1");
		const { handle, underWay, release } = hold();
		await serve(handle, { requests: { inAll: 20, perClient: 24, underWay: 0 } });
		let refused = 0;
		const ask = (at: number) => send(head("GET /", `X-Forwarded-For: 192.0.2.${at}`, last));
		const asked = Array.from({ length: 30 }, (_, at) => ask(at));
		for (const each of asked) void each.then(() => refused++);
		await expect.poll(() => [underWay(), refused], { timeout: 20_000 }).toEqual([20, 10]);
		release();
		const statuses = (await Promise.all(asked)).map(statusOf);
		expect(statuses.filter((status) => status === 503).length).toBe(10);
	});

	it("addresses of one IPv6 /64 network count as one client", async () => {
		env().TRUSTED_PROXIES.addAddress("127.0.0.1");
		const { handle, underWay, release } = hold();
		await serve(handle, { requests: { inAll: 99, perClient: 2, underWay: 0 } });
		const ask = (client: string) => send(head("GET /", `X-Forwarded-For: ${client}`, last));
		let refused = 0;
		const asked = ["2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::1"].map(ask);
		for (const each of asked) void each.then(() => refused++);
		await expect.poll(() => [underWay(), refused], { timeout: 20_000 }).toEqual([3, 1]);
		release();
		expect((await Promise.all(asked)).map(statusOf).sort()).toEqual([200, 200, 200, 503]);
	});

	it.each([
		["networks of one /48 of IPv6", (at: number) => `2001:db8:0:${at}::1`, "2001:db8:1::1"],
		["256 addresses of IPv4", (at: number) => `198.51.100.${at}`, "198.51.101.1"],
	])("all %s have as much as two clients", async (_what, neighbour, other) => {
		env().TRUSTED_PROXIES.addAddress("127.0.0.1");
		const { handle, underWay, release } = hold();
		await serve(handle, { requests: { inAll: 99, perClient: 2, underWay: 0 } });
		let refused = 0;
		const ask = (client: string) => {
			const answer = send(head("GET /", `X-Forwarded-For: ${client}`, last));
			void answer.then(() => refused++);
			return answer;
		};
		const asked = Array.from({ length: 9 }, (_, at) => ask(neighbour(at)));
		await expect.poll(() => [underWay(), refused], { timeout: 20_000 }).toEqual([4, 5]);
		asked.push(ask(other));
		await expect.poll(underWay).toBe(5);
		release();
		expect((await Promise.all(asked)).map(statusOf).filter((status) => status === 200)).toHaveLength(5);
		const again = ask(neighbour(9));
		await expect.poll(underWay).toBe(1);
		release();
		expect(statusOf(await again)).toBe(200);
	});

	it("a /48 has half of what there is at most, and what one client may have at least", () => {
		expect(familyShare({ inAll: 256, perClient: 64 })).toBe(128);
		expect(familyShare({ inAll: 150, perClient: 64 })).toBe(75);
		expect(familyShare({ inAll: 16, perClient: 8 })).toBe(8);
		expect(familyShare({ inAll: 1, perClient: 1 })).toBe(1);
	});

	it("requests sent behind one another on a connection that is then cut keep no place", async () => {
		const { handle, underWay } = hold();
		await serve(handle, { requests: { inAll: 4, perClient: 4, underWay: 0 } });
		const { socket } = open(head("GET /").repeat(4));
		await expect.poll(underWay).toBe(4);
		socket.destroy();
		void send(head("GET /", last));
		await expect.poll(underWay).toBe(5);
	});

	it("a member of staff sends two uploads at once, from whatever addresses", async () => {
		env().TRUSTED_PROXIES.addAddress("127.0.0.1");
		const { handle, underWay, release } = hold();
		await serve(handle);
		staff = "stf_one";
		const upload = (client: string) =>
			send(head("POST /staff/datasets/upload", `X-Forwarded-For: ${client}`, "Content-Length: 2", last), "ok");
		const taken = [upload("192.0.2.1"), upload("192.0.2.2")];
		await expect.poll(underWay).toBe(2);
		expect(statusOf(await upload("192.0.2.3"))).toBe(503);
		staff = "stf_two";
		taken.push(upload("192.0.2.3"));
		await expect.poll(underWay).toBe(3);
		release();
		expect((await Promise.all(taken)).map(statusOf)).toEqual([200, 200, 200]);
	});

	it("uploads are a few of a client and a few more in all, whether anybody is signed in or not", async () => {
		env().TRUSTED_PROXIES.addAddress("127.0.0.1");
		const { handle, underWay, release } = hold();
		await serve(handle);
		staff = undefined;
		const { inAll, perClient } = requestLimits.uploads;
		const upload = (client: number) =>
			send(head("POST /staff/datasets/upload", `X-Forwarded-For: 192.0.${client}.1`, "Content-Length: 2", last), "ok");
		const taken = Array.from({ length: perClient }, () => upload(0));
		await expect.poll(underWay).toBe(perClient);
		expect(statusOf(await upload(0))).toBe(503);
		for (let client = 1; taken.length < inAll; client++) taken.push(upload(client));
		await expect.poll(underWay).toBe(inAll);
		expect(statusOf(await upload(99))).toBe(503);
		release();
		expect((await Promise.all(taken)).map(statusOf)).toEqual(Array(inAll).fill(200));
	});

	it("the database is asked for the sessions of a bounded number of large forms at a time", async () => {
		env().TRUSTED_PROXIES.addAddress("127.0.0.1");
		let asked = 0;
		const answers: (() => void)[] = [];
		staffIdOf = () => {
			asked++;
			return new Promise((resolve) => answers.push(() => resolve(undefined)));
		};
		await serve(readAll, { largeForms: { inAll: 3, perClient: 2 } });
		const post = (client: string) =>
			send(head("POST /staff/updates/new", `X-Forwarded-For: ${client}`, "Content-Length: 99999", last));
		const waiting = [post("192.0.2.1"), post("192.0.2.1")];
		await expect.poll(() => asked).toBe(2);
		expect(statusOf(await post("192.0.2.1"))).toBe(503);
		waiting.push(post("198.51.100.2"));
		await expect.poll(() => asked).toBe(3);
		expect(statusOf(await post("203.0.113.3"))).toBe(503);
		for (const answer of answers.splice(0)) answer();
		expect((await Promise.all(waiting)).map(statusOf)).toEqual([413, 413, 413]);
		expect(asked).toBe(3);
		const again = post("192.0.2.1");
		await expect.poll(() => answers.length).toBe(1);
		answers[0]?.();
		expect(statusOf(await again)).toBe(413);
	});

	it("beyond a limit a form is refused before its body comes, and one whose place was taken meanwhile before it is read", async () => {
		const { handle, underWay } = hold();
		await serve(handle, { requests: { inAll: 1, perClient: 1, underWay: 0 } });
		const type = "Content-Type: multipart/form-data; boundary=b";
		const waiting = open(head("POST /sign-in", type, "Content-Length: 5", last));
		// The server has read its headers before those of the next request.
		open(head("GET /", last));
		await expect.poll(underWay).toBe(1);
		expect(statusOf(await send(head("POST /sign-in", type, "Content-Length: 5")))).toBe(503);
		waiting.socket.write("hello");
		expect(statusOf(await waiting.answer)).toBe(503);
	});

	it("a response that does not begin in time is abandoned", async () => {
		await serve(() => {}, { answerMs: 100 });
		expect(await send(head("GET /"))).toMatch(/^HTTP\/1\.1 503 .*Retry-After/s);
	});

	const slowForms = ["/sign-in", "/sign-out", "/exit", "/language"];
	it.each(slowForms)("slow forms of %s do not count as running requests", async (path) => {
		await serve(readAll, { requests: { inAll: 2, perClient: 2, underWay: 0 } });
		const slow = Array.from({ length: 50 }, () => open(head(`POST ${path}`, "Content-Length: 100"), "a="));
		await wait(100);
		expect(statusOf(await send(head("GET /", last)))).toBe(200);
		for (const { socket } of slow) socket.destroy();
	});
});

it.each([
	["fails", new Error("one statement failed"), 500, problemTexts.faultTitle],
	["is lost", Object.assign(new Error("terminated"), { code: "57P01" }), 503, problemTexts.unavailableTitle],
])("when the database %s at the question whose upload it is, a page says so", async (_, error, status, title) => {
	vi.spyOn(log, "error").mockImplementation(() => {});
	await serve();
	staffIdOf = () => Promise.reject(error);
	const answer = await send(head("POST /staff/datasets/upload", "Content-Length: 3", last), "abc");
	expect({ status: statusOf(answer), says: answer.includes(title) }).toEqual({ status, says: true });
	vi.restoreAllMocks();
});

it("a refusal ends the connection of a client, and not a proxy's, on which others follow", async () => {
	const held: ServerResponse[] = [];
	await serve((_, response) => void held.push(response), { requests: { inAll: 1, perClient: 1, underWay: 0 } });
	open(head("GET /check"));
	await expect.poll(() => held.length).toBe(1);
	const get = head("GET /check", "X-Forwarded-For: 192.0.2.9");
	expect(statusOf(await send(get))).toBe(503);
	env().TRUSTED_PROXIES.addAddress("127.0.0.1");
	const proxy = open(get);
	let text = "";
	proxy.socket.on("data", (piece) => {
		text += piece;
	});
	await expect.poll(() => text).toContain("</html>");
	expect(text).toMatch(/^HTTP\/1\.1 503 .*\r\nRetry-After: 5\r\n/s);
	held[0]?.end("done");
	await expect.poll(() => held[0]?.closed).toBe(true);
	proxy.socket.write(head("GET /check", "X-Forwarded-For: 192.0.2.9", last));
	await expect.poll(() => held.length).toBe(2);
	held[1]?.end("done");
	expect(await proxy.answer).toMatch(/<\/html>\s*HTTP\/1\.1 200 .*done/s);
});

it("the last places are for codes that are under way: their pages, and forms of browsers that asked for one", async () => {
	await serve(() => {}, { requests: { inAll: 3, perClient: 3, underWay: 2 } });
	const form = (cookie: string) => open(head("POST /sign-in", `Cookie: ${cookie}`, "Content-Length: 0"));
	const statusOfNext = async ({ answer }: ReturnType<typeof open>) => statusOf(await answer);
	let arrived = 0;
	server.prependListener("request", () => arrived++);
	const taken: ReturnType<typeof open>[] = [];
	const take = async (request: ReturnType<typeof open>) => {
		const before = arrived;
		taken.push(request);
		await expect.poll(() => arrived).toBe(before + 1);
	};
	await take(open(head("GET /check")));
	expect(await statusOfNext(open(head("GET /check", "Cookie: code-sign-in=x", last)))).toBe(503);
	expect(await statusOfNext(form("member=x"))).toBe(503);
	await take(open(head("GET /sign-in/code?again", "Cookie: __Host-code-sign-in=x")));
	await take(form("a=b; code-sign-in=x"));
	expect(await statusOfNext(form("code-sign-in=x"))).toBe(503);
	expect(taken.map(({ socket }) => socket.closed)).toEqual([false, false, false]);
});

describe("turns", () => {
	/** Serves with a handler that answers on demand. `ask` resolves when the server has read the request. */
	async function serveInTurns(
		changed: Partial<RequestLimits["turns"]> = {},
		requests: RequestLimits["requests"] = requestLimits.requests,
	) {
		env().TRUSTED_PROXIES.addAddress("127.0.0.1");
		const started: string[] = [];
		const held: ServerResponse[] = [];
		const handle = ({ url }: IncomingMessage, response: ServerResponse) => {
			started.push(url ?? "");
			held.push(response);
		};
		const long = { waitMs: 60_000, standingMs: 60_000, underWayMs: 60_000, turnMs: 60_000, crowdMs: 50 };
		await serve(handle, { requests, turns: { inAll: 2, ...long, ...changed } });
		const arrived: ServerResponse[] = [];
		server.prependListener("request", (_, response) => arrived.push(response));
		const ask = async (client: string, page: string, ...headers: string[]) => {
			const before = arrived.length;
			const asked = open(head(`GET ${page}`, `X-Forwarded-For: ${client}`, last, ...headers));
			await expect.poll(() => arrived.length).toBe(before + 1);
			return { ...asked, response: arrived.at(-1) };
		};
		return { started, arrived, ask, finish: () => held.shift()?.end("done") };
	}

	it("are two at a time, and a client that asks once does not wait for all that another asked before", async () => {
		const { started, ask, finish } = await serveInTurns();
		const asked = [];
		for (let at = 1; at <= 6; at++) asked.push(await ask("192.0.2.1", `/check?${at}`));
		asked.push(await ask("192.0.2.2", "/check?once"));
		expect(started).toEqual(["/check?1", "/check?2"]);
		for (let at = 3; at <= 7; at++) {
			finish();
			await expect.poll(() => started.length).toBe(at);
		}
		expect(started.slice(2)).toEqual(["/check?3", "/check?once", "/check?4", "/check?5", "/check?6"]);
		for (const _ of [1, 2]) finish();
		for (const { answer } of asked) expect(statusOf(await answer)).toBe(200);
		expect((await ask("192.0.2.1", "/check?after")) && started.at(-1)).toBe("/check?after");
	});

	it("are waited for in a place that whoever has most of them waiting gives up, so that many requests keep nobody else out", async () => {
		const { started, ask, finish } = await serveInTurns({}, { inAll: 6, perClient: 6, underWay: 0 });
		const ofCode = "Cookie: code-sign-in=x";
		const crowd = [];
		for (let at = 1; at <= 6; at++) crowd.push(await ask("192.0.2.1", `/sign-in/code?${at}`, ofCode));
		const more = await ask("192.0.2.1", "/sign-in/code?more", ofCode);
		expect(statusOf(await more.answer)).toBe(503);
		await ask("198.51.100.1", "/check?other");
		expect(await crowd[5]?.answer).toMatch(/^HTTP\/1\.1 503 .*\r\nRetry-After: 5\r\n/s);
		for (let at = 3; at <= 4; at++) {
			finish();
			await expect.poll(() => started.length).toBe(at);
		}
		expect(started.slice(2).sort()).toEqual(["/check?other", "/sign-in/code?3"]);
		// Two of the crowd wait and one of another: nobody has two more than that one.
		await ask("198.51.100.1", "/check?again");
		await ask("198.51.100.2", "/check?third");
		const late = await ask("198.51.100.1", "/check?late");
		expect(statusOf(await late.answer)).toBe(503);
		expect(crowd[4]?.socket.closed).toBe(false);
	});

	it("of forms that their handler reads are their own: no page waits for them", async () => {
		const begun: string[] = [];
		const held: ServerResponse[] = [];
		await serve(
			({ method, url }, response) => {
				begun.push(`${method} ${url}`);
				if (method === "POST") held.push(response);
				else response.end();
			},
			{ turns: { ...requestLimits.turns, inAll: 1, turnMs: 10_000 } },
		);
		const forms = [1, 2].map(() => send(head("POST /sign-out", "Content-Length: 0", last)));
		await expect.poll(() => begun).toEqual(["POST /sign-out"]);
		expect(statusOf(await send(head("GET /check", last)))).toBe(200);
		expect(begun).toEqual(["POST /sign-out", "GET /check"]);
		held[0]?.end();
		await expect.poll(() => begun.length).toBe(3);
		held[1]?.end();
		expect((await Promise.all(forms)).map(statusOf)).toEqual([200, 200]);
	});

	it("that are given up leave the last places to codes that are under way", async () => {
		const [underWay, inAll] = [40, 41];
		const { arrived, ask } = await serveInTurns({}, { inAll, perClient: inAll, underWay });
		const ofCode = "Cookie: code-sign-in=x";
		const crowd = Array.from({ length: inAll - 8 }, (_, at) =>
			open(head(`GET /sign-in/code?${at}`, "X-Forwarded-For: 192.0.2.1", ofCode, last)),
		);
		await expect.poll(() => arrived.length).toBe(crowd.length);
		const page = await ask("198.51.100.1", "/check");
		expect(statusOf(await page.answer)).toBe(503);
		const code = await ask("198.51.100.2", "/sign-in/code", ofCode);
		await wait(50);
		expect([code, ...crowd].some(({ socket }) => socket.closed)).toBe(false);
	});

	it("go to all networks of one /48 as to one", async () => {
		const { started, ask, finish } = await serveInTurns();
		for (let at = 1; at <= 6; at++) await ask(`2001:db8:0:${at}::1`, `/check?${at}`);
		await ask("192.0.2.2", "/check?once");
		for (let at = 3; at <= 7; at++) {
			finish();
			await expect.poll(() => started.length).toBe(at);
		}
		expect(started.slice(2)).toEqual(["/check?3", "/check?once", "/check?4", "/check?5", "/check?6"]);
	});

	it("of kept pages do not wait for those of others", async () => {
		const { started, ask } = await serveInTurns();
		for (const page of ["/check?1", "/check?2", "/check?3", "/guidance", "/cy/guidance"]) await ask("192.0.2.1", page);
		expect(started).toEqual(["/check?1", "/check?2", "/guidance", "/cy/guidance"]);
	});

	it("that do not come in time are refused, and leave their place", async () => {
		const { started, ask, finish } = await serveInTurns({ waitMs: 1_000, standingMs: 1_000 });
		for (const page of ["/check?1", "/check?2"]) await ask("192.0.2.1", page);
		const { answer } = await ask("192.0.2.1", "/check?3");
		expect(await answer).toMatch(/^HTTP\/1\.1 503 .*\r\nRetry-After: 5\r\n/s);
		const gone = await ask("192.0.2.1", "/check?4");
		gone.socket.destroy();
		await expect.poll(() => gone.response?.closed).toBe(true);
		finish();
		await ask("192.0.2.1", "/check?5");
		expect(started).toEqual(["/check?1", "/check?2", "/check?5"]);
	});

	it("are waited for while a short crowd passes, and for less long once somebody has always been waiting", async () => {
		vi.useFakeTimers();
		try {
			const turns = new Turns({
				inAll: 1,
				waitMs: 500,
				standingMs: 800,
				underWayMs: 6_000,
				turnMs: 60_000,
				crowdMs: 50,
			});
			const take = (client: string) =>
				turns.take(client, Object.assign(new EventEmitter(), { closed: false }) as unknown as ServerResponse);
			/** How long it waits until it is refused; undefined if it is not within a minute. */
			const patience = async (client: string) => {
				const start = performance.now();
				return (await take(client)) ? undefined : performance.now() - start;
			};
			const end = await take("a");
			const crowd = [take("b"), patience("c")];
			await vi.advanceTimersByTimeAsync(700);
			end?.();
			expect(await crowd[0]).toBeDefined();
			const during = patience("d");
			await vi.advanceTimersByTimeAsync(400);
			const standing = patience("e");
			await vi.advanceTimersByTimeAsync(5_000);
			expect(await Promise.all([crowd[1], during, standing])).toEqual([800, 500, 500]);
			const alone = patience("f");
			await vi.advanceTimersByTimeAsync(5_000);
			expect(await alone).toBe(800);
		} finally {
			vi.useRealTimers();
		}
	});

	const ofCode = "Cookie: code-sign-in=x";
	it("go to codes that are under way and to others one after the other, and a code waits for longer", async () => {
		const { ask, started, finish } = await serveInTurns({ waitMs: 1_000, standingMs: 1_000 });
		for (const page of ["/check?1", "/check?2"]) await ask("192.0.2.1", page);
		const lost = await ask("192.0.2.2", "/check?lost", ofCode);
		for (const at of [1, 2, 3]) await ask("192.0.2.3", `/sign-in/code?${at}`, ofCode);
		expect(statusOf(await lost.answer)).toBe(503);
		for (const at of [1, 2]) await ask("192.0.2.4", `/check?other${at}`);
		for (let at = 3; at <= 7; at++) {
			finish();
			await expect.poll(() => started.length).toBe(at);
		}
		expect(started.slice(2)).toEqual([
			"/sign-in/code?1",
			"/check?other1",
			"/sign-in/code?2",
			"/check?other2",
			"/sign-in/code?3",
		]);
	});

	it("of forms that are refused end at once, whether the refusal is read or not", async () => {
		const { started, arrived, ask } = await serveInTurns();
		for (let at = 0; at < 2; at++) {
			const form = head("POST /sign-in", "Content-Type: multipart/form-data; boundary=b", "Content-Length: 5");
			open(form, "hello").socket.pause();
		}
		await expect.poll(() => arrived.length).toBe(2);
		await ask("192.0.2.1", "/check");
		await expect.poll(() => started, { timeout: requestLimits.dropMs / 2 }).toEqual(["/check"]);
	});

	it("end after their time, so that slow readers and a silent database hold nobody up for longer", async () => {
		const { started, ask } = await serveInTurns({ turnMs: 100 });
		for (let at = 1; at <= 5; at++) await ask("192.0.2.1", `/check?${at}`);
		await expect.poll(() => started.length).toBe(5);
	});
});

it("pages are begun once a crowd of connections has come in, and not one by one between them", async () => {
	const made: number[] = [];
	let taken = 0;
	const { inAll } = requestLimits.turns;
	await serve(
		(_, response) => {
			made.push(taken);
			// A page takes the processor for a while, and ends.
			for (const end = performance.now() + 4; performance.now() < end; );
			setImmediate(() => response.end("page"));
		},
		{ turns: { ...requestLimits.turns, standingMs: 10_000, crowdMs: 10_000 } },
	);
	server.on("connection", () => taken++);
	const crowd = 60;
	const answers = await Promise.all(Array.from({ length: crowd }, () => send(head("GET /check", last))));
	expect(answers.map(statusOf)).toEqual(Array(crowd).fill(200));
	expect(made.filter((then) => then < crowd).length).toBeLessThan(4 * inAll);
});

it("of 512 connections of one client those above its limit are closed, and closed connections free their slots", async () => {
	await serve();
	const all = Array.from({ length: 512 }, () => open().socket);
	const still = () => all.filter((socket) => !socket.closed).length;
	await expect.poll(still, { timeout: 20_000 }).toBe(requestLimits.connections.perClient);
	for (const socket of all) socket.destroy();
	await expect.poll(async () => statusOf(await send(head("GET /", last)))).toBe(200);
});

describe("the client's address", () => {
	const asked = (remoteAddress: string, forwarded?: string) =>
		clientAddress({ socket: { remoteAddress }, headers: { "x-forwarded-for": forwarded } } as never);

	it("is the connection's if no proxy is trusted, whatever X-Forwarded-For says", () => {
		expect(asked("::ffff:198.51.100.7", "192.0.2.1")).toBe("198.51.100.7");
	});

	it("is the first from the right that is not a trusted proxy's", () => {
		env().TRUSTED_PROXIES.addSubnet("10.0.0.0", 8);
		env().TRUSTED_PROXIES.addSubnet("fd00::", 8, "ipv6");
		expect(asked("10.0.0.1", "192.0.2.9, 192.0.2.1, 10.2.3.4")).toBe("192.0.2.1");
		expect(asked("fd00::1", "[2001:db8::1]:443")).toBe("2001:db8::1");
		expect(asked("::ffff:10.0.0.1", "192.0.2.1:5000")).toBe("192.0.2.1");
		expect(asked("198.51.100.7", "192.0.2.1")).toBe("198.51.100.7");
	});

	it("named by a proxy that TRUSTED_PROXIES does not hold is counted for the log, which names no address", async () => {
		const lines: unknown[] = [];
		vi.spyOn(log, "warn").mockImplementation((fields) => void lines.push(fields));
		vi.useFakeTimers({ toFake: ["setInterval"] });
		await serve();
		vi.advanceTimersByTime(60_000);
		lines.length = 0;
		for (const more of [["X-Forwarded-For: 192.0.2.1"], ["X-Forwarded-For: 192.0.2.2"], []])
			await send(head("GET /", ...more, last));
		env().TRUSTED_PROXIES.addAddress("127.0.0.1");
		await send(head("GET /", "X-Forwarded-For: 192.0.2.3", last));
		vi.advanceTimersByTime(180_000);
		vi.useRealTimers();
		expect(lines).toEqual([{ event: "web.proxy-not-named", count: 2 }]);
	});

	it("is refused by reasons that the log counts once a minute, without an address", async () => {
		const lines: unknown[] = [];
		vi.spyOn(log, "warn").mockImplementation((fields) => void lines.push(fields));
		vi.useFakeTimers({ toFake: ["setInterval"] });
		await serve();
		vi.advanceTimersByTime(60_000);
		lines.length = 0;
		for (const method of ["TRACE", "PUT"]) await send(head(`${method} /`, last));
		await send(head("POST /sign-in", "Content-Length: 900000", last));
		vi.advanceTimersByTime(180_000);
		vi.useRealTimers();
		expect(lines).toEqual([
			{ event: "web.refused", code: "method", count: 2 },
			{ event: "web.refused", code: "tooLarge", count: 1 },
		]);
	});

	it("is the proxy's own if the header holds no address", () => {
		env().TRUSTED_PROXIES.addSubnet("10.0.0.0", 8);
		for (const forwarded of [undefined, "", "unknown", "192.0.2.1, nonsense"])
			expect(asked("10.0.0.1", forwarded)).toBe("10.0.0.1");
	});

	it("is counted by IPv4 address or IPv6 network", () => {
		expect(clientOf("192.0.2.1")).toBe("192.0.2.1");
		expect(clientOf("2001:db8:0:5:1:2:3:4")).toBe("2001:db8:0:5::/64");
		expect(clientOf("2001:db8::1")).toBe(clientOf("2001:db8:0:0:ffff::"));
		expect(familyOf(clientOf("2001:db8:0:5:1:2:3:4"))).toBe(familyOf(clientOf("2001:db8:0:6::")));
		expect(familyOf(clientOf("2001:db8:1::"))).not.toBe(familyOf(clientOf("2001:db8::")));
		expect(familyOf("192.0.2.1")).toBe(familyOf("192.0.2.255"));
		expect(familyOf("192.0.2.1")).not.toBe(familyOf("192.0.3.1"));
		expect(providerOf("192.0.2.1")).toBe(providerOf("192.0.3.1"));
		expect(providerOf("192.0.2.1")).not.toBe(providerOf("192.1.2.1"));
		expect(providerOf(clientOf("2001:db8:1::"))).toBe(providerOf(clientOf("2001:db8::")));
		expect(providerOf(clientOf("2001:db9::"))).not.toBe(providerOf(clientOf("2001:db8::")));
		expect([familyOf(""), providerOf("")]).toEqual([undefined, undefined]);
	});
});

it("several processes have in sum no more places than one, but for one each, and a client twice its own at most", () => {
	for (const processes of [1, 2, 3, 8, 12]) {
		const own = limitsOfProcess(requestLimits, processes);
		for (const name of ["requests", "uploads", "largeForms", "handlerForms", "connections"] as const) {
			const whole = requestLimits[name];
			expect(own[name].inAll * processes, name).toBeLessThanOrEqual(Math.max(whole.inAll, processes));
			expect(own[name].perClient, name).toBeGreaterThanOrEqual(1);
			expect(own[name].perClient * processes, name).toBeLessThanOrEqual(2 * whole.perClient + processes);
		}
	}
	expect(limitsOfProcess(requestLimits, 1)).toEqual(requestLimits);
});
