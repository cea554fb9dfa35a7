/** Short references of what members did: read out on the telephone, looked up on the desk. */
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { history, lookUpReference } from "@/lib/audit";
import { saveStyle } from "@/lib/contact";
import { mintStaff } from "@/lib/identity/roles";
import { newId, readReference, referenceExample, referenceOf } from "@/lib/ids";
import { signedInMember } from "../support/people";
import { connectAs, staffRow } from "../support/roles";

const staff = mintStaff("stf_desk", "Desk", ["publisher"]);
const admin = mintStaff("stf_desk", "Desk", ["admin"]);
beforeAll(() => staffRow(connectAs("owner"), "stf_desk", "Desk", "publisher"));

const alphabet = [..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"];
const reference = fc.constant(undefined).map(() => referenceOf(newId("chk")));

test("a reference is read as it is spoken and typed, and never with one wrong character", () => {
	expect(readReference(referenceExample)).toBe("sahem43");
	expect(readReference(` ${referenceExample.toLowerCase().replace("-", " ")} `)).toBe("sahem43");
	const zeros = referenceOf("chk_0011011000000000");
	expect(readReference(zeros.replaceAll("0", "O").replaceAll("1", "l"))).toBe("0011011");
	fc.assert(
		fc.property(reference, fc.nat(7), fc.constantFrom(...alphabet), (right, at, typed) => {
			const characters = [...right.replace("-", "")];
			const same = characters[at] === typed;
			characters[at] = typed;
			expect(readReference(characters.join("")) !== undefined).toBe(same);
		}),
	);
	for (const wrong of ["", "ABCD", "ABCD-EFGH-J", "chk_sahem43ew4cck2vh", "UUUU-UUUU", "%%%%-%%%%"])
		expect(readReference(wrong)).toBeUndefined();
});

test("the desk finds what was done under a reference and nothing about the person, and the audit log keeps the look-up", async () => {
	const { member } = await signedInMember("reference.reader@example.org");
	const saved = await saveStyle(member, "en", { language: "en", format: "braille" });
	const receipt = saved.ok ? saved.value : "";
	const request = (await history(admin)).find(({ action }) => action === "format-request.made")?.subjectId ?? "";
	for (const id of [receipt, request]) {
		const found = await lookUpReference(staff, referenceOf(id));
		expect(found).toMatchObject({ ok: true, value: [{ subjectId: id, at: expect.any(Date) }] });
		expect(JSON.stringify(found)).not.toContain(member.personId);
		expect(await history(admin, { subjectId: referenceOf(id) })).toMatchObject([
			{ action: "reference.looked-up", actor: { kind: "staff", id: "stf_desk" }, detail: { found: 1 } },
		]);
	}
});

test("a reference of nobody finds nothing, one of staff's own things is not found, and a mistyped one is refused", async () => {
	expect(await lookUpReference(staff, referenceOf(newId("chk")))).toEqual({ ok: true, value: [] });
	const { personId } = (await signedInMember("reference.other@example.org")).member;
	expect(await lookUpReference(staff, referenceOf(personId))).toEqual({ ok: true, value: [] });
	expect(await lookUpReference(staff, "ABCD-EFGH")).toEqual({ ok: false, reason: "malformed" });
});
