/** A second person is another human, as far as can be known: an account cannot approve together with the account that added or changed it. */
import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Staff } from "@/lib/authority";
import { setDatabaseRole } from "@/lib/database";
import { activateVersion, askForChange, confirmChange, createDataset, readVersion } from "@/lib/datasets";
import { addStaff, changeRoles, removeStaff, signInStaff, team, vouchFor } from "@/lib/identity";
import { staffOfToken } from "@/lib/identity/sessions";
import { addIncident } from "../support/exposed-people";
import { importText, mappingOf } from "../support/imports";
import { askedCode, signedInStaff } from "../support/people";
import { asRole, connectAs } from "../support/roles";

const owner = connectAs("owner");
const web = connectAs("web");
let boss: Staff;
let other: Staff;
let datasetId: string;
let counter = 0;

const columns = mappingOf([{ header: "Email", as: "identifier", kind: "email" }]);

beforeAll(async () => {
	setDatabaseRole("web");
	({ staff: boss } = await signedInStaff("boss@example.org", "admin"));
	({ staff: other } = await signedInStaff("other@example.org", "admin"));
});
beforeEach(async () => {
	const { incidentId } = await addIncident(owner, { dataset: false });
	const made = await createDataset(boss, { incidentId, name: "people", complete: false });
	if (!made.ok) throw new Error(made.reason);
	datasetId = made.value;
});

/** Adds a member of staff as `by` and signs them in. */
async function newColleague(by: Staff, role: "data-lead" | "admin" = "data-lead"): Promise<Staff> {
	const email = `colleague${counter++}@example.org`;
	const added = await addStaff(by, { email, displayName: "Colleague", roles: [role] });
	if (!added.ok) throw new Error(added.reason);
	const session = await signInStaff({
		...(await askedCode({ purpose: "staff-sign-in", address: email, locale: "en" })),
		device: "Firefox",
	});
	const staff = session.ok && (await staffOfToken(session.value));
	if (!staff) throw new Error("the colleague could not sign in");
	return staff;
}
const imported = (by: Staff) =>
	asRole("worker", () => importText(by, datasetId, "Email\njo@example.org\n", columns)).then(
		({ versionId }) => versionId,
	);
const aDayLater = () => owner.query("update staff_change set changed_at = changed_at - interval '24 hours'");
const refused = { ok: false, reason: "not-two-people" };

it("neither activates what the other imported, until another administrator knows them", async () => {
	const colleague = await newColleague(boss);
	const theirs = await imported(colleague);
	const own = await imported(boss);
	expect(await activateVersion(boss, theirs)).toEqual(refused);
	expect(await activateVersion(colleague, own)).toEqual(refused);
	expect((await readVersion(boss, theirs))?.secondPerson).toBe(false);
	expect((await readVersion(other, theirs))?.secondPerson).toBe(true);
	expect(await vouchFor(boss, colleague.staffId)).toEqual({ ok: false, reason: "may-not-vouch" });
	expect((await team(other)).find(({ id }) => id === colleague.staffId)?.changed).toMatchObject({
		by: "boss",
		mayVouch: true,
	});
	for (const _press of [1, 2]) expect(await vouchFor(other, colleague.staffId)).toMatchObject({ ok: true });
	expect(await activateVersion(boss, theirs)).toMatchObject({ ok: true });
	const { rows } = await owner.query("select actor_id, action from audit_event where subject_id = $1 order by id", [
		colleague.staffId,
	]);
	expect(rows).toContainEqual({ actor_id: other.staffId, action: "staff.vouched-for" });
});

it("approves with anybody else at once, and with each other after a day", async () => {
	const colleague = await newColleague(boss);
	const first = await imported(colleague);
	expect(await activateVersion(other, first)).toMatchObject({ ok: true });
	const second = await imported(colleague);
	expect(await activateVersion(boss, second)).toEqual(refused);
	await aDayLater();
	expect(await activateVersion(boss, second)).toMatchObject({ ok: true });
});

it("nor do two accounts that one hand has made, or an account that such a one has made, until one of them is known", async () => {
	const [one, two] = [await newColleague(boss, "admin"), await newColleague(boss)];
	const version = await imported(two);
	expect(await activateVersion(one, version)).toEqual(refused);
	const made = await newColleague(one, "admin");
	expect(await activateVersion(made, version)).toEqual(refused);
	expect(await activateVersion(made, await imported(boss))).toEqual(refused);
	expect(await vouchFor(made, two.staffId)).toEqual({ ok: false, reason: "may-not-vouch" });
	expect(await vouchFor(other, two.staffId)).toMatchObject({ ok: true });
	expect(await activateVersion(one, version)).toMatchObject({ ok: true });
});

it("whoever is removed and added again is the same person, and a tag makes no second one", async () => {
	const email = `again${counter++}@example.org`;
	const { staff: before } = await signedInStaff(email, "data-lead");
	const version = await imported(before);
	expect(await removeStaff(boss, before.staffId)).toMatchObject({ ok: true });
	const added = await addStaff(boss, { email, displayName: "Again", roles: ["data-lead"] });
	if (!added.ok) throw new Error(added.reason);
	const session = await signInStaff({
		...(await askedCode({ purpose: "staff-sign-in", address: email, locale: "en" })),
		device: "Firefox",
	});
	const again = session.ok && (await staffOfToken(session.value));
	if (!again) throw new Error("they could not sign in again");
	await aDayLater();
	expect(await activateVersion(again, version)).toEqual(refused);
	expect(await activateVersion(other, version)).toMatchObject({ ok: true });
	const tagged = { email: email.replace("@", "+two@"), displayName: "Two", roles: ["data-lead" as const] };
	expect(await addStaff(boss, tagged)).toEqual({ ok: false, reason: "tagged" });
});

it("a change of roles counts as a new account does", async () => {
	const colleague = await newColleague(boss);
	await aDayLater();
	expect(await changeRoles(other, colleague.staffId, ["data-lead", "publisher"])).toMatchObject({ ok: true });
	const version = await imported(colleague);
	expect(await activateVersion(other, version)).toEqual(refused);
	expect(await activateVersion(boss, version)).toMatchObject({ ok: true });
});

it("nor confirms the change of a dataset that the other asked for", async () => {
	expect(await activateVersion(other, await imported(boss))).toMatchObject({ ok: true });
	const colleague = await newColleague(boss);
	const asked = await askForChange(colleague, { datasetId, change: "complete" });
	if (!asked.ok) throw new Error(asked.reason);
	expect(await confirmChange(boss, asked.value.id)).toEqual(refused);
	expect(await confirmChange(other, asked.value.id)).toMatchObject({ ok: true });
});

it("an administrator made by the same hand cannot vouch", async () => {
	const colleague = await newColleague(boss);
	const puppet = await newColleague(boss);
	await asRole("owner", () => owner.query("update staff_member set roles = '{admin}' where id = $1", [puppet.staffId]));
	await expect(
		web.query("select vouch_for_staff($1, $2) as done", [puppet.staffId, colleague.staffId]),
	).resolves.toMatchObject({ rows: [{ done: false }] });
});

it("the database refuses it to the web too", async () => {
	const colleague = await newColleague(boss);
	const version = await imported(colleague);
	await expect(
		web.query("update dataset_version set state = 'active', activated_by = $2, activated_at = now() where id = $1", [
			version,
			boss.staffId,
		]),
	).rejects.toMatchObject({ code: "42501", message: expect.stringContaining("may be one person") });
	await expect(web.query("update staff_change set vouched_by = 'x'")).rejects.toMatchObject({ code: "42501" });
});
