import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { askForCode, enterCode, sendAgain } from "@/app/staff/sign-in/actions";
import { history } from "@/lib/audit";
import { database, tables } from "@/lib/database";
import { env } from "@/lib/env";
import { untouched } from "@/lib/form";
import { addStaff, changeRoles, operator, removeStaff, signInStaff, staffForCommand, team } from "@/lib/identity";
import { permissionsOf } from "@/lib/identity/roles";
import { staffOfToken } from "@/lib/identity/sessions";
import { singleSignOn } from "@/lib/identity/sign-in-methods";
import { askedCode, auditor, newestMail, signedInMember, signedInStaff } from "../support/people";
import { asRole } from "../support/roles";

const command = operator("test");

test("nobody is staff by default", async () => {
	const asked = await askedCode({ purpose: "staff-sign-in", address: "first@example.org", locale: "en" });
	expect(await signInStaff({ ...asked, device: "" })).toEqual({ ok: false, reason: "not-staff" });
	expect(await team(command)).toEqual([]);
	expect(await staffForCommand("first@example.org")).toBeUndefined();
	expect(singleSignOn("staff")).toBeUndefined();
	expect(singleSignOn("member")).toBeUndefined();
});

test("a member is not staff, and proving a staff address makes no member", async () => {
	await signedInMember("member.only@example.org");
	const people = await database().$count(tables.person);
	const { staff } = await signedInStaff("desk@example.org", "publisher");
	expect(staff.permissions).toEqual(["desk:read", "updates:write", "messages:write", "incidents:write"]);
	expect(await database().$count(tables.person)).toBe(people);
});

test("an address that is not staff's gets the same mail, so only its owner learns the difference", async () => {
	await asRole("owner", () =>
		addStaff(command, { email: "is.staff@example.org", displayName: "A", roles: ["publisher"] }),
	);
	const mails = [];
	for (const address of ["is.staff@example.org", "is.not@example.org"]) {
		await askedCode({ purpose: "staff-sign-in", address, locale: "en" });
		const { subject, text } = await newestMail();
		mails.push(`${subject.replace(/: .*/, "")}\n${text.replace(/^ {4}[\d ]+$/gm, "").replace(/email: \w+ \w+\./, "")}`);
	}
	expect(mails[0]).toBe(mails[1]);
});

test("changed roles apply from the next request, and a removal ends every session at once", async () => {
	const { staff, token } = await signedInStaff("roles@example.org", "publisher");
	await asRole("owner", () => changeRoles(command, staff.staffId, ["data-lead"]));
	expect((await staffOfToken(token))?.roles).toEqual(["data-lead"]);
	expect((await asRole("owner", () => removeStaff(command, staff.staffId))).ok).toBe(true);
	expect(await staffOfToken(token)).toBeUndefined();
	const asked = await askedCode({ purpose: "staff-sign-in", address: "roles@example.org", locale: "en" });
	expect(await signInStaff({ ...asked, device: "" })).toEqual({ ok: false, reason: "not-staff" });
	const again = await asRole("owner", () =>
		addStaff(command, { email: "roles@example.org", displayName: "B", roles: ["publisher"] }),
	);
	expect(again.ok && again.value).not.toBe(staff.staffId);
});

test("an address can be on the team only once, in any writing", async () => {
	const add = (email: string) =>
		asRole("owner", () => addStaff(command, { email, displayName: "C", roles: ["publisher"] }));
	expect((await add("once@example.org")).ok).toBe(true);
	expect(await add(" ONCE@example.org")).toEqual({ ok: false, reason: "already-staff" });
	expect(await add("nobody")).toEqual({ ok: false, reason: "not-an-address" });
	expect((await staffForCommand("Once@Example.org"))?.displayName).toBe("C");
});

test("nobody removes themselves or the last administrator, not even two at once", async () => {
	const { staff: one } = await signedInStaff("admin.one@example.org", "admin");
	expect(await changeRoles(one, one.staffId, ["publisher"])).toEqual({ ok: false, reason: "last-admin" });
	expect(await asRole("owner", () => removeStaff(command, one.staffId))).toEqual({ ok: false, reason: "last-admin" });
	const { staff: two } = await signedInStaff("admin.two@example.org", "admin");
	expect(await removeStaff(one, one.staffId)).toEqual({ ok: false, reason: "yourself" });
	const both = await Promise.all([removeStaff(one, two.staffId), removeStaff(two, one.staffId)]);
	expect(both.map((result) => (result.ok ? "removed" : result.reason)).sort()).toEqual(["last-admin", "removed"]);
});

test("somebody added with two presses of one button is added once", async () => {
	const { staff: boss } = await signedInStaff("presses.twice@example.org", "admin");
	const add = (displayName: string) =>
		addStaff(boss, { email: "added@example.org", displayName, roles: ["publisher"] });
	const [first, second] = await Promise.all([add("Added"), add("Added")]);
	expect(first).toMatchObject({ ok: true });
	expect(second).toEqual(first);
	expect(await add("Somebody Else")).toEqual({ ok: false, reason: "already-staff" });
});

test("staff without the permission cannot touch the team", async () => {
	const { staff } = await signedInStaff("publisher.only@example.org", "publisher");
	await expect(team(staff)).rejects.toThrow("team:manage");
	await expect(addStaff(staff, { email: "x@example.org", displayName: "X", roles: ["admin"] })).rejects.toThrow();
	await expect(changeRoles(staff, staff.staffId, ["admin"])).rejects.toThrow();
	await expect(removeStaff(staff, staff.staffId)).rejects.toThrow();
});

test("a role has its listed permissions and no others", () => {
	expect(permissionsOf([])).toEqual([]);
	expect(permissionsOf(["data-lead"])).not.toContain("updates:write");
	expect(permissionsOf(["publisher"])).not.toContain("datasets:import");
	expect(permissionsOf(["publisher", "data-lead"])).not.toContain("team:manage");
	expect(permissionsOf(["admin"])).toContain("team:manage");
});

test("the audit log names who changed the team and holds no address", async () => {
	const added = await asRole("owner", () =>
		addStaff(command, { email: "audited@example.org", displayName: "D", roles: ["publisher"] }),
	);
	const id = added.ok ? added.value : "";
	await asRole("owner", () => removeStaff(command, id));
	const events = await history(auditor, { subjectId: id });
	expect(events.map((event) => [event.actor.kind, event.actor.id, event.action])).toEqual([
		["system", "test", "staff.removed"],
		["system", "test", "staff.added"],
	]);
	expect(JSON.stringify(events)).not.toContain("audited@");
	const [row] = await database().select().from(tables.staffMember).where(eq(tables.staffMember.id, id));
	expect(row?.removedAt).toBeInstanceOf(Date);
});

test("if staff do not sign in by code, every request for a code or with a code is a 404", async () => {
	const set = env() as { STAFF_SIGN_IN_BY_CODE: string };
	set.STAFF_SIGN_IN_BY_CODE = "no";
	try {
		for (const asked of [
			() => askForCode("/staff", untouched, new FormData()),
			() => enterCode("/staff", untouched, new FormData()),
			() => sendAgain("/staff", "1", new FormData()),
		])
			await expect(asked()).rejects.toMatchObject({ digest: expect.stringContaining("404") });
	} finally {
		set.STAFF_SIGN_IN_BY_CODE = "yes";
	}
});
