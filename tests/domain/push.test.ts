/** Notifications of browsers. A local HTTP server stands in for a push service: no real one can be reached, nor can one of its browsers. */
import { execFile } from "node:child_process";
import { createECDH, createPublicKey, type JsonWebKey, verify } from "node:crypto";
import dns from "node:dns";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { GET as workerScript } from "@/app/push-worker.js/route";
import { env } from "@/lib/env";
import { followByPush, stopPush, tasks } from "@/lib/subscriptions";
import { isPushAddress, publicKeyOf } from "@/lib/subscriptions/push-service";
import { addIncident } from "../support/exposed-people";
import { asRole, connectAs } from "../support/roles";

const owner = connectAs("owner");
const pair = createECDH("prime256v1");
pair.generateKeys();
const privateKey = pair.getPrivateKey().toString("base64url");

let server: Server;
let origin: string;
/** What the stand-in was asked, and what it answers. */
const asked: { url: string; headers: IncomingMessage["headers"]; body: string }[] = [];
let answer: number;
let incidentId: string;

beforeAll(async () => {
	server = createServer(async (request, response) => {
		asked.push({ url: request.url ?? "", headers: request.headers, body: await text(request) });
		response.writeHead(answer, { Location: `${origin}/elsewhere` }).end();
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
	Object.assign(env(), { VAPID_PRIVATE_KEY: privateKey, PUSH_SERVICES: [origin] });
	({ incidentId } = await addIncident(owner, { dataset: false }));
});
afterAll(() => {
	server.close();
	Object.assign(env(), { VAPID_PRIVATE_KEY: undefined, PUSH_SERVICES: undefined });
});
beforeEach(async () => {
	await owner.query("delete from push_subscription; delete from incident_update");
	Object.assign(env(), { VAPID_PRIVATE_KEY: privateKey, PUSH_SERVICES: [origin] });
	asked.length = 0;
	answer = 201;
});

let updates = 0;
/** Publishes an update, as staff do. */
const publish = async (when = "now()") => {
	await owner.query(
		`insert into incident_update (id, incident_id, slug, title_en, summary_en, body_en, status, published_at, created_at)
		values ($1, $2, $1, 'A secret title', 'Its summary', 'Its text', 'published', ${when}, ${when})`,
		[`upd_push${updates++}`, incidentId],
	);
};
const send = (times = 1) =>
	asRole("worker", async () => {
		await Promise.all(Array.from({ length: times }, () => tasks.send_pushes?.({}, {} as never)));
	});
const follow = (name: string, network = "192.0.2.1") => followByPush(`${origin}/push/${name}`, network);
const rows = async () => (await owner.query("select * from push_subscription")).rows;
const paths = () => asked.map(({ url }) => url).sort();

describe("a browser that follows", () => {
	it.each([
		["in the very microsecond of", "(select made_at from push_subscription)"],
		["a moment after", "(select made_at from push_subscription) - interval '1 second'"],
		["just before other", "(select made_at from push_subscription) + interval '1 microsecond'"],
	])("%s news is woken up once for it, and again for the next", async (_, when) => {
		await follow("one");
		await publish(when);
		await send(2);
		await send();
		expect(paths()).toEqual(["/push/one"]);
		await publish("now() + interval '1 millisecond'");
		await send(2);
		await send();
		expect(paths()).toEqual(["/push/one", "/push/one"]);
	});

	it("is woken up once for each news, with nothing of what it is", async () => {
		await publish("now() - interval '1 minute'");
		expect(await follow("one")).toEqual({ ok: true });
		await send();
		expect(asked, "news from before it followed").toEqual([]);
		await publish();
		await send(2);
		await send();
		expect(paths()).toEqual(["/push/one"]);
		const [{ headers, body } = { headers: {}, body: "" }] = asked;
		expect(body).toBe("");
		expect(headers).toMatchObject({ ttl: "259200", topic: "news", urgency: "normal", "content-length": "0" });
		expect(JSON.stringify(headers)).not.toMatch(/secret|summary|upd_/i);
		await publish();
		await send();
		expect(paths()).toEqual(["/push/one", "/push/one"]);
	});
	it("is woken up by a request that its service can check: RFC 8292", async () => {
		await follow("one");
		await publish();
		await send();
		const [, token = "", key = ""] =
			/^vapid t=([\w.-]+), k=([\w-]+)$/.exec(asked[0]?.headers.authorization ?? "") ?? [];
		expect(key).toBe(pair.getPublicKey().toString("base64url"));
		expect(publicKeyOf(privateKey)).toBe(key);
		const [head = "", claims = "", signature = ""] = token.split(".");
		const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
		expect(read(head)).toEqual({ typ: "JWT", alg: "ES256" });
		expect(read(claims)).toMatchObject({ aud: origin, sub: expect.stringMatching(/^mailto:\S+@\S+$/) });
		const hours = (read(claims).exp - Date.now() / 1_000) / 3_600;
		expect(hours).toBeGreaterThan(1);
		expect(hours).toBeLessThan(24);
		const point = Buffer.from(key, "base64url");
		const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
		const publicKey = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y } as JsonWebKey, format: "jwk" });
		expect(
			verify(
				"sha256",
				Buffer.from(`${head}.${claims}`),
				{ key: publicKey, dsaEncoding: "ieee-p1363" },
				Buffer.from(signature, "base64url"),
			),
		).toBe(true);
	});
	it.each([404, 410])("is forgotten when its service answers %i", async (status) => {
		await follow("one");
		await publish();
		answer = status;
		await send();
		expect(await rows()).toEqual([]);
	});
	it.each([429, 500, 302])("is tried again later after %i, five times at most, and kept", async (status) => {
		await follow("one");
		await publish();
		answer = status;
		for (let round = 0; round < 7; round++) {
			await send();
			await owner.query("update push_subscription set due_at = now()");
		}
		expect(paths()).toEqual(Array(5).fill("/push/one"));
		answer = 201;
		await send();
		expect(asked).toHaveLength(5);
		await publish();
		await send();
		expect(asked).toHaveLength(6);
	});
	it.each([400, 403])(
		"that its service never took is forgotten after five answers of %i, and kept if it did",
		async (status) => {
			const refuse = async () => {
				await publish();
				answer = status;
				for (let round = 0; round < 6; round++) {
					await send();
					await owner.query("update push_subscription set due_at = now()");
				}
			};
			await follow("real");
			await publish();
			await send();
			await follow("invented");
			await refuse();
			expect(await rows()).toMatchObject([{ taken_at: expect.any(Date) }]);
			answer = 201;
			await publish();
			await send();
			expect(paths().at(-1)).toBe("/push/real");
		},
	);
	it("whose host has not existed for days is forgotten, if another could be reached and its service never took one", async () => {
		const nowhere = "http://nowhere.test";
		Object.assign(env(), { PUSH_SERVICES: [origin, nowhere] });
		const lookup = vi
			.spyOn(dns, "lookup")
			.mockImplementation(((_: string, __: unknown, done: (error: Error) => void) =>
				process.nextTick(done, Object.assign(new Error("no such host"), { code: "ENOTFOUND" }))) as never);
		const refuse = async () => {
			await publish();
			for (let round = 0; round < 6; round++) {
				await send();
				await owner.query("update push_subscription set due_at = now()");
			}
		};
		const count = async () => (await rows()).length;
		await followByPush(`${nowhere}/invented`, "192.0.2.1");
		await refuse();
		expect(lookup).toHaveBeenCalledTimes(5);
		expect(await count(), "new").toBe(1);
		await owner.query("update push_subscription set made_at = now() - interval '4 days'");
		await refuse();
		expect(await count(), "nobody could be reached").toBe(1);
		await follow("real");
		await owner.query("update push_subscription set made_at = now() - interval '4 days'");
		await refuse();
		expect(await rows(), "another was reached").toMatchObject([{ taken_at: expect.any(Date) }]);
		await followByPush(`${nowhere}/real`, "192.0.2.1");
		await owner.query("update push_subscription set made_at = now() - interval '4 days', taken_at = now()");
		await refuse();
		expect(await count(), "its service took one before").toBe(2);
		lookup.mockRestore();
	});
	it("is forgotten when it stops, and stopping twice is once", async () => {
		await follow("one");
		await follow("two");
		await stopPush(`${origin}/push/one`);
		await stopPush(`${origin}/push/one`);
		await publish();
		await send();
		expect(paths()).toEqual(["/push/two"]);
	});
	it("is kept once, sealed, with the count of its network for an hour", async () => {
		await follow("one");
		await follow("one");
		const [row, another] = await rows();
		expect(another).toBeUndefined();
		expect(row.network_hash).not.toBeNull();
		expect(JSON.stringify(row)).not.toContain("push/one");
		expect(row.address_sealed.includes(origin)).toBe(false);
		await owner.query("update push_subscription set made_at = now() - interval '2 hours'");
		await send();
		expect((await rows())[0].network_hash).toBeNull();
	});
	it("is refused beyond sixty-three of a network within an hour", async () => {
		const done = await Promise.all(Array.from({ length: 66 }, (_, at) => follow(String(at), "198.51.100.7")));
		expect(done.filter(({ ok }) => ok)).toHaveLength(63);
		expect(done.find(({ ok }) => !ok)).toEqual({ ok: false, reason: "too-many" });
		expect(await follow("other", "203.0.113.9")).toEqual({ ok: true });
	});
	it("finds a place while few networks send invented addresses, the fewer the more there are", async () => {
		// The same function with a tenth of its places, since to add half a million rows takes seconds.
		const source = "select pg_get_functiondef('follow_by_push'::regproc) as definition";
		const { definition } = (await owner.query(source)).rows[0];
		const smaller = definition.replace(":= 500000", ":= 50000").replace(":= 0.000125", ":= 0.00125");
		expect(smaller.length, "both numbers are there").toBe(definition.length - 2);
		const fill = (from: number, to: number) =>
			owner.query(
				`insert into push_subscription (mark, address_sealed, made_at)
				select n::text::bytea, '', now() - interval '1 day' from generate_series($1::int, $2::int) n`,
				[from, to],
			);
		const taken = async (network: string) => {
			const done = [];
			for (let at = 0; at < 35; at++) done.push((await follow(`${network}-${at}`, network)).ok);
			return done.filter((ok) => ok).length;
		};
		await owner.query(smaller);
		try {
			await fill(1, 25_000);
			expect(await taken("198.51.100.1")).toBe(32);
			await fill(25_001, 40_000);
			expect(await taken("198.52.100.1")).toBe(13);
			await fill(40_001, 49_950);
			expect([await taken("198.53.100.3"), await taken("198.54.100.4"), await taken("198.55.100.5")]).toEqual([
				1, 1, 1,
			]);
			await fill(49_951, 50_000);
			expect(await taken("198.56.100.6")).toBe(0);
		} finally {
			await owner.query(definition);
		}
	});
	it("is told nothing without keys", async () => {
		await follow("one");
		await publish();
		Object.assign(env(), { VAPID_PRIVATE_KEY: undefined });
		await send();
		expect(asked).toEqual([]);
	});
});

describe("an address", () => {
	beforeEach(() => void Object.assign(env(), { PUSH_SERVICES: undefined }));
	it.each([
		"https://fcm.googleapis.com/fcm/send/abc:def",
		"https://updates.push.services.mozilla.com/wpush/v2/gAAA",
		"https://web.push.apple.com/QABC",
		"https://wns2-par02p.notify.windows.com/w/?token=BQ",
	])("of a known push service is taken: %s", (address) => expect(isPushAddress(address)).toBe(true));
	it.each([
		"http://fcm.googleapis.com/fcm/send/abc",
		"https://fcm.googleapis.com.evil.example/x",
		"https://evil.example/.push.apple.com",
		"https://evilpush.apple.com/x",
		"https://user@fcm.googleapis.com/x",
		"https://fcm.googleapis.com:8443/x",
		"https://127.0.0.1/x",
		"https://[::1]/x",
		`https://fcm.googleapis.com/${"x".repeat(1_000)}`,
		"javascript:alert(1)",
		"",
	])("of anything else is refused, also by the worker: %s", async (address) => {
		expect(isPushAddress(address)).toBe(false);
		expect(await followByPush(address, "192.0.2.1")).toEqual({ ok: false, reason: "not-a-service" });
	});
	it("that the web process has put in is asked nothing: the worker forgets it", async () => {
		Object.assign(env(), { PUSH_SERVICES: [origin] });
		await follow("one");
		await publish();
		Object.assign(env(), { PUSH_SERVICES: undefined });
		await send();
		expect(asked).toEqual([]);
		expect(await rows()).toEqual([]);
	});
});

it("npm run keys -- vapid prints a new pair, which belongs together", async () => {
	const words = ["lib/commands/run-command.mjs", "keys", "vapid"];
	const { stdout } = await promisify(execFile)(process.execPath, words, { env: process.env });
	const [, publicKey, secret = ""] =
		/^VAPID_PUBLIC_KEY=([\w-]{87})\nVAPID_PRIVATE_KEY=([\w-]{43})\n$/.exec(stdout) ?? [];
	expect(publicKey).toBeDefined();
	expect(publicKeyOf(secret)).toBe(publicKey);
});

it("the script in the browser says that there is news, in its language, and answers no request of a page", async () => {
	const script = await workerScript().text();
	expect(script).toContain("There is news");
	expect(script).toContain("Mae newyddion");
	expect(script).not.toContain('"fetch"');
});
