import { createHash, createPublicKey, generateKeyPairSync, randomBytes, sign, verify } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { GET as publishedKeys } from "@/app/confirmation-keys/route";
import type { Member } from "@/lib/authority";
import { seal } from "@/lib/crypto/seal";
import { database, tables } from "@/lib/database";
import { confirmAnswer, confirmationsOf, readConfirmation, withdrawConfirmation } from "@/lib/exposure";
import { type ConfirmationStatement, readSignedText, signedText } from "@/lib/exposure/confirmation-text";
import { type Outcome, outcomes, readConfirmationCode, showConfirmationCode } from "@/lib/exposure/schema";
import { atOnce } from "../support/concurrently";
import { activateVersion, addIncident, addMember } from "../support/exposed-people";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
let member: Member;
let other: Member;

/** Makes a confirmation more than a minute after any other. */
async function made(of: Member, categories: boolean) {
	await owner.query("update confirmation set made_at = made_at - interval '61 seconds'");
	const result = await confirmAnswer(of, { categories });
	if (!result.ok) throw new Error(result.reason);
	return result.value;
}

beforeAll(async () => {
	const { datasetId } = await addIncident(owner);
	await activateVersion(owner, datasetId, [
		{ name: "Ann", identifiers: { email: "ann@example.org" }, categories: ["email-address", "bank-details"] },
	]);
	member = await addMember(owner, { email: "ann@example.org" });
	other = await addMember(owner, { email: "other@example.org" });
});

describe("a confirmation", () => {
	test("shows what its owner chose to anybody with its code, however it is typed", async () => {
		const { code } = await made(member, true);
		const typed = ` ${showConfirmationCode(code).toLowerCase().replaceAll("-", " - ").replaceAll("0", "o").replaceAll("1", "l")} `;
		const read = await readConfirmation(typed);
		expect(read).toMatchObject({
			ok: true,
			value: {
				code,
				incidents: [
					{ outcome: "affected", versions: [1], title: { en: "The supplier incident", cy: "Digwyddiad y cyflenwr" } },
				],
			},
		});
		expect(read.ok && read.value.incidents[0]?.categories).toContain("email-address");
	});

	test("omits the data categories on request, and always masks the addresses", async () => {
		const { code } = await made(member, false);
		const read = await readConfirmation(code);
		expect(read.ok && read.value.incidents[0]?.categories).toBeNull();
		expect(JSON.stringify(read)).not.toContain("ann@example.org");
		expect(read.ok && read.value.addresses).toEqual([expect.stringContaining("•")]);
	});

	test("of somebody not found says so", async () => {
		const { code } = await made(other, true);
		expect(await readConfirmation(code)).toMatchObject({
			value: { incidents: [{ outcome: "not-found", categories: [] }] },
		});
	});

	test("does not change when the answer changes later", async () => {
		const { code } = await made(other, true);
		const { datasetId } = await addIncident(owner, { position: 2 });
		await activateVersion(owner, datasetId, [{ name: "Other", identifiers: { email: "other@example.org" } }]);
		expect(await readConfirmation(code)).toMatchObject({ value: { incidents: [{ outcome: "not-found" }] } });
	});

	test("is not found after it is withdrawn, and only its owner can withdraw it", async () => {
		const { id, code } = await made(member, true);
		expect(await withdrawConfirmation(other, id)).toEqual({ ok: false, reason: "absent" });
		expect(await readConfirmation(code)).toMatchObject({ ok: true });
		expect(await withdrawConfirmation(member, id)).toMatchObject({ ok: true });
		expect(await readConfirmation(code)).toEqual({ ok: false, reason: "unknown" });
		expect(await withdrawConfirmation(member, id)).toEqual({ ok: false, reason: "absent" });
	});

	test("cannot be altered or forged by somebody who can write to the database and seal", async () => {
		const { id, code, text } = await made(member, true);
		const { confirmation } = tables;
		const put = (sealed: Buffer) => database().update(confirmation).set({ sealed }).where(eq(confirmation.id, id));
		await put(seal("confirmation", text.replace("Answer: affected", "Answer: not-found")));
		expect(await readConfirmation(code)).toEqual({ ok: false, reason: "altered" });
		const damaged = Buffer.from(seal("confirmation", text));
		damaged.writeUInt8(damaged.readUInt8(40) ^ 1, 40);
		await put(damaged);
		await expect(readConfirmation(code)).rejects.toThrow();
		await database().delete(confirmation).where(eq(confirmation.id, id));
	});

	test("leaves neither code nor address in the database or the audit log", async () => {
		const { code } = await made(member, true);
		const rows = await owner.query(
			"select c::text as row from confirmation c union all select a::text from audit_event a",
		);
		const all = rows.rows.map((row) => row.row).join("\n");
		expect(all).toContain("confirmation.made");
		expect(all).not.toContain(code);
		expect(all).not.toContain("example.org");
	});

	test("is one of at most ten, also when made concurrently", async () => {
		const eager = await addMember(owner, { email: "eager@example.org" });
		for (let count = 0; count < 9; count++) await made(eager, false);
		const one = (categories: boolean) => () => confirmAnswer(eager, { categories });
		await owner.query("update confirmation set made_at = made_at - interval '61 seconds'");
		const rush = await atOnce(owner, one(true), one(false));
		expect(rush.map((result) => result.status === "fulfilled" && result.value.ok).sort()).toEqual([false, true]);
		expect(await confirmationsOf(eager)).toHaveLength(10);
	});

	test("whose button is pressed twice is made once, also at the same moment; another one is made", async () => {
		const twice = await addMember(owner, { email: "pressed.twice@example.org" });
		const one = () => confirmAnswer(twice, { categories: false });
		const pressed = [...(await Promise.all([one(), one()])), await one()].map((press) => press.ok && press.value.code);
		expect(new Set(pressed).size).toBe(1);
		expect(await confirmationsOf(twice)).toHaveLength(1);
		await confirmAnswer(twice, { categories: true });
		expect(await confirmationsOf(twice)).toHaveLength(2);
		await owner.query("update confirmation set made_at = made_at - interval '61 seconds'");
		await one();
		expect(await confirmationsOf(twice)).toHaveLength(3);
	});

	test("is one of at most ten", async () => {
		const third = await addMember(owner, { email: "third@example.org" });
		for (let each = 0; each < 10; each++) await made(third, false);
		await owner.query("update confirmation set made_at = made_at - interval '61 seconds'");
		expect(await confirmAnswer(third, { categories: false })).toEqual({ ok: false, reason: "too-many" });
		const [first] = await confirmationsOf(third);
		await withdrawConfirmation(third, first?.id ?? "");
		expect(await confirmAnswer(third, { categories: false })).toMatchObject({ ok: true });
	});
});

/** Checks a text by hand: with the published keys, and the lines before the signature. */
async function checkedByHand(text: string): Promise<boolean> {
	const page = await publishedKeys().text();
	const keys = new Map(
		[...page.matchAll(/^Key ([0-9a-f]{16})[\s\S]*?(-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----)/gm)].map(
			([, id, pem]) => [id, createPublicKey(pem ?? "")],
		),
	);
	const key = keys.get(/^Key: (.*)$/m.exec(text)?.[1] ?? "");
	const [said = "", signature = ""] = text.split("Signature: ");
	return Boolean(key && verify(null, Buffer.from(said), key, Buffer.from(signature.replaceAll(" ", ""), "hex")));
}

describe("the signed text", () => {
	afterEach(() => vi.unstubAllEnvs());

	test("has a line for each fact its owner chose, and is checked by hand with the published key", async () => {
		const { text, code } = await made(member, false);
		expect(text).toContain(`Confirmation: ${showConfirmationCode(code)}\n`);
		expect(text).toContain("\nAnswer: affected\nVersions of the data: 1\nKinds of data: not said\n");
		expect(text).not.toContain("ann@example.org");
		expect(await checkedByHand(text)).toBe(true);
	});

	test("says of an open answer that the kinds of data are not known yet, and is read so", async () => {
		const { text } = await made(member, true);
		const [incident] = readSignedText(text)?.incidents ?? [];
		const of = (outcome: Outcome) =>
			signedText({
				...(readSignedText(text) as ConfirmationStatement),
				incidents: [{ ...(incident as NonNullable<typeof incident>), outcome, categories: [] }],
			});
		for (const outcome of outcomes) {
			const kinds = outcome === "affected" || outcome === "not-found" ? "none" : "not known yet";
			expect(of(outcome)).toContain(`\nKinds of data: ${kinds}\n`);
			expect(readSignedText(of(outcome))).toMatchObject({ incidents: [{ outcome, categories: [] }] });
		}
	});

	test("is read on the site unchanged, and with line breaks from mail programs and scanners", async () => {
		const { text, code } = await made(member, true);
		for (const typed of [text, `  ${text.replaceAll("\n", "\r\n\r\n   ")}`, wrapped(text)])
			expect(await readConfirmation(typed)).toMatchObject({ ok: true, value: { code } });
	});

	test("with any one character changed is refused, by the site and by hand", async () => {
		const { text } = await made(member, true);
		let tried = 0;
		for (let at = 0; at < text.length; at++) {
			if (/\s/.test(text[at] ?? "")) continue;
			const altered = `${text.slice(0, at)}${text[at] === "7" ? "1" : "7"}${text.slice(at + 1)}`;
			expect(await readConfirmation(altered), altered).toEqual({ ok: false, reason: "altered" });
			if (at % 20 === 0) expect(await checkedByHand(altered)).toBe(false);
			tried++;
		}
		expect(tried).toBeGreaterThan(300);
	});

	test.each([
		["a line left out", (text: string) => text.replace(/^Versions.*\n/m, "")],
		["a line said twice", (text: string) => text.replace(/^(Answer.*\n)/m, "$1$1")],
		["no signature", (text: string) => text.replace(/^Signature.*\n/m, "")],
		["an empty signature", (text: string) => text.replace(/^(Signature: ).*\n/m, "$1\n")],
		["words before it", (text: string) => `Dear bank, read this\n${text}`],
		["words after it", (text: string) => `${text}From: us\n`],
		["nothing but a colon", () => ":"],
	])("with %s is refused", async (_, change) => {
		const { text } = await made(other, true);
		expect(await readConfirmation(change(text))).toEqual({ ok: false, reason: "altered" });
		await withdrawAll(other);
	});

	test("signed with another key is refused, also with that key's id", async () => {
		const { text } = await made(other, true);
		const { privateKey, publicKey } = generateKeyPairSync("ed25519");
		const raw = publicKey.export({ type: "spki", format: "der" }).subarray(12);
		const theirId = createHash("sha256").update(raw).digest("hex").slice(0, 16);
		for (const id of [/^Key: (.*)$/m.exec(text)?.[1], theirId]) {
			const said = text.slice(0, text.indexOf("Signature:")).replace(/^Key: .*$/m, `Key: ${id}`);
			const forged = `${said}Signature: ${sign(null, Buffer.from(said), privateKey).toString("hex")}\n`;
			expect(await readConfirmation(forged)).toEqual({ ok: false, reason: "altered" });
			expect(await checkedByHand(forged)).toBe(false);
		}
	});

	test("is unknown to the site after it is withdrawn, although its signature is valid", async () => {
		const { id, text } = await made(other, true);
		expect(await readConfirmation(text)).toMatchObject({ ok: true });
		await withdrawConfirmation(other, id);
		expect(await readConfirmation(text)).toEqual({ ok: false, reason: "unknown" });
	});

	test("stays valid after a change of keys only while the old key is listed", async () => {
		const { text, code } = await made(member, true);
		const { publicKeys } = await import("@/lib/crypto/signature");
		const old = publicKeys()[0];
		vi.stubEnv("CONFIRMATION_KEY", randomBytes(32).toString("base64"));
		for (const [listed, known] of [
			[old?.raw, code],
			["", undefined],
		]) {
			vi.stubEnv("CONFIRMATION_OLD_KEYS", listed);
			vi.resetModules();
			const [{ readSignedText }, keys] = [
				await import("@/lib/exposure/confirmation-text"),
				await import("@/lib/crypto/signature"),
			];
			expect(keys.signingKeyId()).not.toBe(old?.id);
			expect(readSignedText(text)?.code).toBe(known);
			expect(keys.publicKeys().map((key) => key.id)).toEqual([keys.signingKeyId(), ...(listed ? [old?.id] : [])]);
		}
		vi.resetModules();
	});
});

async function withdrawAll(of: Member) {
	for (const { id } of await confirmationsOf(of)) await withdrawConfirmation(of, id);
}

/** Breaks lines as mail programs and paper do: at spaces, after hyphens and inside the signature. */
function wrapped(text: string): string {
	return text
		.split("\n")
		.map((line) => line.replaceAll(/(.{1,40})( |$)|(.{40})/g, "$1$3\n  ").replaceAll(/(\w-)(?=[a-zA-Z])/g, "$1\n"))
		.join("\n");
}

test.each(["", "abc", "ABCD-1234-EFGH-567", "ABCD-1234-EFGH-56789", "ABCD-1234-EFGH-567U", "ABCD'1234-EFGH-5678"])(
	"%j is no code",
	async (typed) => {
		expect(readConfirmationCode(typed)).toBeUndefined();
		expect(await readConfirmation(typed)).toEqual({ ok: false, reason: "not-a-code" });
	},
);
