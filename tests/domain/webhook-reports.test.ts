/** Returned mail that a provider reports as a signed webhook (Standard Webhooks): what is believed, once, and what is dropped without a word. */
import { createHmac, generateKeyPairSync, randomBytes, randomUUID, sign as signFor } from "node:crypto";
import type { JobHelpers } from "graphile-worker";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { POST } from "@/app/api/returned-mail/route";
import { env } from "@/lib/env";
import { networkHash } from "@/lib/identity";
import { clientHeader } from "@/lib/limits";
import { tasks } from "@/lib/messages";
import { readEventReport } from "@/lib/messages/mail-report";
import { deliveryName } from "@/lib/messages/return-path";
import { isSigned } from "@/lib/messages/webhook-signature";
import { addDelivery } from "../support/many-people";
import { returnedMails } from "../support/returned-mails";
import { asRole, connectAs } from "../support/roles";

const owner = connectAs("owner");
const web = connectAs("web");
const secret = `whsec_${randomBytes(32).toString("base64")}`;

beforeEach(async () => {
	Object.assign(env(), { RETURNED_MAIL_WEBHOOK: "yes", RETURNED_MAIL_WEBHOOK_SECRET: [secret] });
	await owner.query("delete from webhook_report; delete from suppression; delete from delivery; delete from message");
});
afterEach(() => void Object.assign(env(), { RETURNED_MAIL_WEBHOOK: "no", RETURNED_MAIL_WEBHOOK_SECRET: [] }));

type Sent = {
	id?: string;
	at?: number;
	key?: string;
	signature?: string;
	network?: string;
	altered?: string;
	more?: Record<string, string>;
};
const now = () => Math.floor(Date.now() / 1_000);
function sign(id: string, at: number, body: string | Buffer, key = secret): string {
	const bytes = Buffer.from(key.slice("whsec_".length), "base64");
	return `v1,${createHmac("sha256", bytes).update(`${id}.${at}.`).update(body).digest("base64")}`;
}
/** Sends a webhook as a provider does. Returns the status of the answer, which has no body. */
async function send(
	event: unknown,
	{ id = `msg_${randomUUID()}`, at = now(), key, signature, network = "192.0.2.1", altered, more }: Sent = {},
) {
	const body = typeof event === "string" || Buffer.isBuffer(event) ? event : JSON.stringify(event);
	const headers = {
		...more,
		"webhook-id": id,
		"webhook-timestamp": String(at),
		"webhook-signature": signature ?? sign(id, at, body, key),
		[clientHeader]: network,
	};
	const request = new Request("http://site.test/api/returned-mail", {
		method: "POST",
		body: altered ?? (Buffer.isBuffer(body) ? new Uint8Array(body) : body),
		headers,
	});
	const answer = await asRole("web", () => POST(request));
	expect(await answer.text()).toBe("");
	return answer.status;
}
const read = () => asRole("worker", async () => void (await tasks.read_webhooks?.({}, {} as JobHelpers)));
const delivery = (address = "ann@readers.example") => addDelivery(owner, address, "accepted");
const state = async (id: string) =>
	(await owner.query("select state from delivery where id = $1", [id])).rows[0]?.state;
const bounce = (id: string, said = "550 5.1.1 user unknown") => ({
	type: "email.bounced",
	timestamp: new Date().toISOString(),
	data: { headers: { "message-id": `<mes_sent.${deliveryName(id)}@check.example>` }, bounce: { message: said } },
});

describe("a signature", () => {
	const example = {
		id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
		timestamp: "1614265330",
		signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
	};
	const key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
	const body = '{"test": 2432232314}';
	const at = new Date(1_614_265_330_000);
	const seconds = (count: number) => new Date(at.getTime() + count * 1_000);

	it("is that of the specification's own example", () => {
		expect(isSigned(example, body, [key], at)).toBe(true);
	});

	it("may be one of several, by one of several secrets", () => {
		const several = { ...example, signature: `v1,AAAA v1a,${example.signature.slice(3)} ${example.signature}` };
		expect(isSigned(several, body, [secret, key], at)).toBe(true);
	});

	it("may be for a public key (v1a, Ed25519), of that key and text alone, beside secrets and while a key is replaced", () => {
		const [pair, other] = [generateKeyPairSync("ed25519"), generateKeyPairSync("ed25519")];
		const written = ({ publicKey }: typeof pair) =>
			`whpk_${Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url").toString("base64")}`;
		const own = signFor(null, Buffer.from(`${example.id}.${example.timestamp}.${body}`), pair.privateKey).toString(
			"base64",
		);
		const headers = { ...example, signature: `v1,AAAA v1a,${own}` };
		expect(isSigned(headers, body, [secret, written(other), written(pair)], at)).toBe(true);
		expect(isSigned({ ...headers, id: "msg_other" }, body, [written(pair)], at)).toBe(false);
		expect(isSigned(headers, `${body} `, [written(pair)], at)).toBe(false);
		expect(isSigned(headers, body, [written(other), secret], at)).toBe(false);
		expect(isSigned(headers, body, [written(pair)], seconds(301))).toBe(false);
		expect(isSigned({ ...example, signature: `v1,${own}` }, body, [written(pair)], at)).toBe(false);
		// Nobody signs with what is public: the bytes of a public key are no secret.
		const hmac = createHmac("sha256", Buffer.from(written(pair).slice(5), "base64"));
		const forged = hmac.update(`${example.id}.${example.timestamp}.${body}`).digest("base64");
		for (const version of ["v1", "v1a"])
			expect(isSigned({ ...example, signature: `${version},${forged}` }, body, [written(pair)], at)).toBe(false);
	});

	it("holds for five minutes on both sides", () => {
		expect([-300, 300].map((count) => isSigned(example, body, [key], seconds(count)))).toEqual([true, true]);
		expect([-301, 301].map((count) => isSigned(example, body, [key], seconds(count)))).toEqual([false, false]);
	});

	const signedAt = (timestamp: string) => ({
		...{ id: example.id, timestamp },
		signature: `v1,${createHmac("sha256", Buffer.from(key.slice(6), "base64"))
			.update(`${example.id}.${timestamp}.${body}`)
			.digest("base64")}`,
	});
	const own = example.signature.slice(3);
	it.each([
		[
			"among others of the same secret's rotation",
			{ ...example, signature: `v1,${own.replace("g0", "g1")} ${example.signature}` },
			true,
		],
		["twice", { ...example, signature: `${example.signature} ${example.signature}` }, true],
		["behind two blanks", { ...example, signature: `v1,AAAA  ${example.signature}` }, true],
		["without its padding", { ...example, signature: example.signature.replace(/=+$/, "") }, true],
		[
			"in base64 for addresses",
			{ ...example, signature: example.signature.replace(/\+/g, "-").replace(/\//g, "_") },
			true,
		],
		["in capitals", { ...example, signature: example.signature.toUpperCase() }, false],
		["with a capital V", { ...example, signature: example.signature.replace("v1", "V1") }, false],
		["cut off", { ...example, signature: example.signature.slice(0, 30) }, false],
		[
			"with a byte more",
			{ ...example, signature: `v1,${Buffer.concat([Buffer.from(own, "base64"), Buffer.of(0)]).toString("base64")}` },
			false,
		],
		["in hexadecimal", { ...example, signature: `v1,${Buffer.from(own, "base64").toString("hex")}` }, false],
		["behind a comma and a blank", { ...example, signature: `v1, ${own}` }, false],
		["between commas", { ...example, signature: `v1,AAAA,${example.signature}` }, false],
		["of a time in milliseconds", signedAt("1614265330000"), false],
		["of a time with a point", signedAt("1614265330.0"), false],
		["of a time with a sign", signedAt("+1614265330"), false],
		["of a time with a blank", signedAt(" 1614265330"), false],
		["of a time in the powers of ten", signedAt("1614265e3"), false],
		["of a time in figures of another script", signedAt("١٦١٤٢٦٥٣٣٠"), false],
		["of a time with a nought before it", signedAt("01614265330"), true],
		["of no time", signedAt(""), false],
		["of a time before there were any", signedAt("-1"), false],
	] as const)("%s is read as it should be", (_, headers, expected) => {
		expect(isSigned(headers, body, [secret, key], at)).toBe(expected);
	});

	it.each([
		["another body", example, `${body} `, [key]],
		["another id", { ...example, id: "msg_other" }, body, [key]],
		["another time", { ...example, timestamp: "1614265331" }, body, [key]],
		["no time", { ...example, timestamp: "soon" }, body, [key]],
		["another version", { ...example, signature: example.signature.replace("v1,", "v2,") }, body, [key]],
		["no signature", { ...example, signature: "" }, body, [key]],
		["another secret", example, body, [secret]],
		["no secret", example, body, []],
	] as const)("is none with %s", (_, headers, text, secrets) => {
		expect(isSigned(headers, text, secrets, at)).toBe(false);
	});
});

describe("a report", () => {
	it.each([
		["of an address that does not exist", (id: string) => bounce(id), "no-such-address"],
		["of a full inbox", (id: string) => bounce(id, "452 4.2.2 mailbox full"), "not-accepting"],
		["of a complaint", (id: string) => ({ ...bounce(id), type: "email.complained" }), "complaint"],
		["of a mail that is tried again", (id: string) => ({ ...bounce(id), type: "email.delivery_delayed" }), "accepted"],
		[
			"of a temporary failure",
			(id: string) => ({ ...bounce(id), data: { ...bounce(id).data, kind: "Transient" } }),
			"accepted",
		],
		["of a mail that was opened", (id: string) => ({ ...bounce(id), type: "email.opened" }), "accepted"],
		[
			"with the returned mail itself",
			(id: string) => ({ type: "mail.returned", data: { mail: returnedMails.postfix(deliveryName(id)) } }),
			"no-such-address",
		],
		[
			"with a complaint as mail programs write it",
			(id: string) => ({ type: "mail.returned", data: { mail: returnedMails.complaint(deliveryName(id)) } }),
			"complaint",
		],
	])("%s becomes what the mailbox would make of it", async (_, event, expected) => {
		const id = await delivery();
		expect(await send(event(id))).toBe(202);
		await read();
		expect(await state(id)).toBe(expected);
	});

	it("is believed with the names that Svix gives its headers", async () => {
		const id = await delivery();
		const event = bounce(id);
		const [name, at] = [`msg_${randomUUID()}`, now()];
		const signature = sign(name, at, JSON.stringify(event));
		const more = { "svix-id": name, "svix-timestamp": String(at), "svix-signature": signature };
		const request = new Request("http://site.test/api/returned-mail", {
			method: "POST",
			body: JSON.stringify(event),
			headers: { ...more, [clientHeader]: "192.0.2.1" },
		});
		expect((await asRole("web", () => POST(request))).status).toBe(202);
		await read();
		expect(await state(id)).toBe("no-such-address");
	});

	it("puts the address on the list of those that are sent no more messages", async () => {
		await send(bounce(await delivery()));
		await read();
		const { rows } = await owner.query("select reason from suppression");
		expect(rows).toEqual([{ reason: "no-such-address" }]);
		const audited = await owner.query(
			"select detail from audit_event where actor_id = 'read-webhooks' order by at desc limit 1",
		);
		expect(audited.rows).toEqual([{ detail: { "no-such-address": 1 } }]);
	});

	it("says the same of every delivery, whatever figures its name holds", () => {
		const said = new Set<string>();
		for (let number = 1; number <= 2_000; number++) {
			const delivery = String(number);
			const messageId = `<mes_sent.${deliveryName(delivery)}@check.example>`;
			const bounced = readEventReport("email.bounced", [messageId, "550 5.1.1 user unknown"]);
			expect(bounced).toMatchObject({ delivery });
			said.add(JSON.stringify({ ...bounced, delivery: "" }));
		}
		expect([...said]).toEqual([
			JSON.stringify({ kind: "failed", delivery: "", state: "no-such-address", code: "5.1.1" }),
		]);
	});

	it("is believed once, however often it is sent", async () => {
		const id = await delivery();
		const event = bounce(id);
		const sent = { id: "msg_again", at: now() };
		await send(event, sent);
		await read();
		await owner.query("update delivery set state = 'accepted'");
		for (let time = 0; time < 3; time++) await send(event, sent);
		await read();
		expect(await state(id)).toBe("accepted");
		expect((await owner.query("select count(*)::int as kept from webhook_report")).rows).toEqual([{ kept: 1 }]);
	});

	it.each([
		["with another secret", { key: `whsec_${randomBytes(32).toString("base64")}` }],
		["that was altered on its way", { altered: "{}" }],
		["that is too old", { at: now() - 400 }],
		["without a signature", { signature: "v1," }],
		["whose headers are too long to be any", { signature: "v1,".repeat(500) }],
	])("%s is answered like any other, changes nothing, and leaves nothing behind", async (_, sent) => {
		const id = await delivery();
		expect(await send(bounce(id), sent)).toBe(202);
		await read();
		expect(await state(id)).toBe("accepted");
		expect((await owner.query("select count(*)::int as kept from webhook_report")).rows).toEqual([{ kept: 0 }]);
	});

	it.each([
		["no JSON", "{"],
		["no event", []],
		["a delivery with another mark", bounce("4711")],
	])("of %s is read and says nothing", async (_, event) => {
		const id = await delivery();
		expect(await send(event)).toBe(202);
		await read();
		expect(await state(id)).toBe("accepted");
	});

	it.each([
		["with a mark of byte order", (json: string) => Buffer.from(`\ufeff${json}`), "no-such-address"],
		[
			"with bytes that are no UTF-8",
			(json: string) => Buffer.from(json.replace("user unknown", "user unknown \xe9"), "latin1"),
			"no-such-address",
		],
		[
			"with letters of all kinds",
			(json: string) => Buffer.from(json.replace("user", "user ŵ 無 😀")),
			"no-such-address",
		],
		["with blanks around it", (json: string) => ` \n${json}\r\n `, "no-such-address"],
		["with escapes", (json: string) => json.replace("user", "\\u0075ser"), "no-such-address"],
		["empty", () => "", "accepted"],
		["with something behind it", (json: string) => `${json}{}`, "accepted"],
		["as a form", (json: string) => `event=${encodeURIComponent(json)}`, "accepted"],
	] as const)("%s is believed by its bytes", async (_, write, expected) => {
		const id = await delivery();
		expect(await send(write(JSON.stringify(bounce(id))))).toBe(202);
		await read();
		expect(await state(id)).toBe(expected);
	});

	it.each([
		"application/json",
		"application/json; charset=iso-8859-1",
		"text/plain",
		"application/x-www-form-urlencoded",
		"multipart/form-data; boundary=x",
	])("of the type %s is read as what it is", async (type) => {
		const id = await delivery();
		await send(bounce(id), { more: { "content-type": type } });
		await read();
		expect(await state(id)).toBe("no-such-address");
	});

	it.each(["gzip", "br", "deflate"])(
		"that was compressed by %s is asked for again as it was signed",
		async (encoding) => {
			expect(await send(bounce("1"), { more: { "content-encoding": encoding } })).toBe(415);
			expect((await owner.query("select from webhook_report")).rowCount).toBe(0);
		},
	);

	it("waits sealed, and of one that was read only its id stays", async () => {
		const id = await delivery();
		await send({ ...bounce(id), data: { ...bounce(id).data, to: "planted@readers.example" } });
		const kept = async () => (await owner.query("select * from webhook_report")).rows[0];
		expect((await kept()).body_sealed.length).toBeGreaterThan(0);
		expect((await kept()).body_sealed.toString("latin1")).not.toContain("planted");
		await read();
		expect((await kept()).body_sealed.length).toBe(0);
		const { rows } = await owner.query(
			"select payload::text from graphile_worker._private_jobs where payload::text like '%planted%'",
		);
		expect(rows).toEqual([]);
	});
});

describe("the door", () => {
	it("is closed unless the operator opened it", async () => {
		Object.assign(env(), { RETURNED_MAIL_WEBHOOK: "no" });
		await expect(send(bounce("1"))).rejects.toThrow("NEXT_HTTP_ERROR_FALLBACK;404");
	});

	/** Keeps so many reports that nobody has signed, as the door does. */
	const keep = (count: number, network: string) =>
		web.query(
			"select keep_webhook('msg_' || gen_random_uuid(), '1', 'v1,forged', '', $2) from generate_series(1, $1)",
			[count, networkHash(network)],
		);

	it("keeps no more than 200 of one network, and asks for another try", async () => {
		await keep(199, "192.0.2.9");
		expect(await send({}, { network: "192.0.2.9" })).toBe(202);
		expect(await send({}, { network: "192.0.2.9" })).toBe(429);
		expect(await send({}, { network: "192.0.2.10" })).toBe(202);
		await read();
		expect(await send({}, { network: "192.0.2.9" })).toBe(202);
	});

	/** Reports that nobody has signed, from so many networks, each of its own provider, as fast as they are kept. */
	const flood = async (networks: number) => {
		for (let kept = true; kept; ) {
			kept = false;
			for (let at = 0; at < networks; at++) {
				const { rows } = await web.query("select keep_webhook($1, '1', 'v1,forged', '', $2) as kept", [
					randomUUID(),
					networkHash(`${11 + at}.${at}.0.1`),
				]);
				kept ||= rows[0].kept;
			}
		}
	};

	it("takes a signed report while forged ones flood it", async () => {
		const id = await delivery();
		await flood(60);
		expect(await send(bounce(id), { network: "198.51.100.7" })).toBe(202);
		await read();
		expect(await state(id)).toBe("no-such-address");
	});

	it("has a place for a network that was believed today, though all are taken", async () => {
		const [first, second] = [await delivery(), await delivery("bea@readers.example")];
		await send(bounce(first), { network: "198.51.100.7" });
		await read();
		await owner.query(
			`insert into webhook_report (webhook_id, sent_at, signature, body_sealed, network_hash)
			select 'msg_' || n, '1', 'v1,', '', sha256(n::text::bytea) from generate_series(1, 1000) n`,
		);
		expect(await send(bounce(second), { network: "203.0.113.7" })).toBe(429);
		expect(await send(bounce(second), { network: "198.51.100.7" })).toBe(202);
		await read();
		expect([await state(first), await state(second)]).toEqual(["no-such-address", "no-such-address"]);
		await keep(199, "198.51.100.7");
		expect(await send({}, { network: "198.51.100.7", signature: "v1,forged" })).toBe(202);
		expect(await send({}, { network: "198.51.100.7", signature: "v1,forged" })).toBe(429);
	});
});
