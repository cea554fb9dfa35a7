import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { database, tables } from "@/lib/database";
import { confirmAnswer, confirmationsOf, readConfirmation, withdrawConfirmation } from "@/lib/exposure";
import { readConfirmationCode, showConfirmationCode } from "@/lib/exposure/schema";
import type { Member } from "@/lib/identity/schema";
import { activateVersion, addIncident, addMember } from "../support/exposed-people";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
let member: Member;
let other: Member;

async function made(of: Member, categories: boolean) {
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
	test("says what its owner chose, to whoever types its code however they type it", async () => {
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

	test("holds back the kinds of data where asked to, and the whole address always", async () => {
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

	test("stays as it was told when the answer changes later", async () => {
		const { code } = await made(other, true);
		const { datasetId } = await addIncident(owner, { position: 2 });
		await activateVersion(owner, datasetId, [{ name: "Other", identifiers: { email: "other@example.org" } }]);
		expect(await readConfirmation(code)).toMatchObject({ value: { incidents: [{ outcome: "not-found" }] } });
	});

	test("taken back finds nothing, and only its owner takes it back", async () => {
		const { id, code } = await made(member, true);
		expect(await withdrawConfirmation(other, id)).toEqual({ ok: false, reason: "absent" });
		expect(await readConfirmation(code)).toMatchObject({ ok: true });
		expect(await withdrawConfirmation(member, id)).toMatchObject({ ok: true });
		expect(await readConfirmation(code)).toEqual({ ok: false, reason: "unknown" });
		expect(await withdrawConfirmation(member, id)).toEqual({ ok: false, reason: "absent" });
	});

	test("cannot be altered or made in the database", async () => {
		const { id, code } = await made(member, true);
		const { confirmation } = tables;
		const [row] = await database().select().from(confirmation).where(eq(confirmation.id, id));
		const sealed = Buffer.from(row?.sealed ?? []);
		sealed.writeUInt8((sealed.at(-1) ?? 0) ^ 1, sealed.length - 1);
		await database().update(confirmation).set({ sealed }).where(eq(confirmation.id, id));
		await expect(readConfirmation(code)).rejects.toThrow();
		await database().delete(confirmation).where(eq(confirmation.id, id));
	});

	test("leaves neither code nor address in the database or the audit log", async () => {
		const { code } = await made(member, true);
		const rows = await owner.query(
			"select c::text as row from confirmation c union all select a::text from audit_event a",
		);
		const all = rows.rows.map((each) => each.row).join("\n");
		expect(all).toContain("confirmation.made");
		expect(all).not.toContain(code);
		expect(all).not.toContain("example.org");
	});

	test("is one of at most ten", async () => {
		const third = await addMember(owner, { email: "third@example.org" });
		for (let each = 0; each < 10; each++) await made(third, false);
		expect(await confirmAnswer(third, { categories: false })).toEqual({ ok: false, reason: "too-many" });
		const [first] = await confirmationsOf(third);
		await withdrawConfirmation(third, first?.id ?? "");
		expect(await confirmAnswer(third, { categories: false })).toMatchObject({ ok: true });
	});
});

test.each(["", "abc", "ABCD-1234-EFGH-567", "ABCD-1234-EFGH-56789", "ABCD-1234-EFGH-567U", "ABCD'1234-EFGH-5678"])(
	"%j is no code",
	async (typed) => {
		expect(readConfirmationCode(typed)).toBeUndefined();
		expect(await readConfirmation(typed)).toEqual({ ok: false, reason: "unknown" });
	},
);
