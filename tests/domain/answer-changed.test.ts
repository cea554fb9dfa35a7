/** Activating a version prepares a message to exactly those people whose answer it has changed. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Member, Staff } from "@/lib/authority";
import { setDatabaseRole } from "@/lib/database";
import { activateVersion, createDataset, rollBack } from "@/lib/datasets";
import { messageAdmin } from "@/lib/messages";
import { messageText } from "@/lib/messages/schema";
import { addIncident, addMember, checkNow } from "../support/exposed-people";
import { importText, mappingOf } from "../support/imports";
import { signedInStaff } from "../support/people";
import { asRole, connectAs } from "../support/roles";

const owner = connectAs("owner");
const columns = mappingOf([
	{ header: "Name", as: "name", part: "full" },
	{ header: "Email", as: "identifier", kind: "email" },
]);
let importer: Staff;
let approver: Staff;
let press: Staff;
let incidentId: string;
let datasetId: string;

beforeAll(async () => {
	setDatabaseRole("web");
	({ staff: importer } = await signedInStaff("import@staff.example", "data-lead"));
	({ staff: approver } = await signedInStaff("approve@staff.example", "data-lead"));
	({ staff: press } = await signedInStaff("press@staff.example", "publisher"));
});
beforeEach(async () => {
	await owner.query("delete from delivery; delete from message");
	({ incidentId } = await addIncident(owner, { dataset: false }));
	const made = await createDataset(importer, { incidentId, name: "people", complete: true });
	if (!made.ok) throw new Error(made.reason);
	datasetId = made.value;
});
afterAll(() => owner.query("delete from delivery; delete from message"));

const address = (name: string) => `${name}.${incidentId}@example.org`;
/** Imports people of these names and has the second person activate them. */
async function activate(...names: string[]): Promise<string> {
	const rows = names.map((name) => `${name},${address(name)}`).join("\n");
	const { versionId } = await asRole("worker", () => importText(importer, datasetId, `Name,Email\n${rows}\n`, columns));
	expect(await activateVersion(approver, versionId)).toMatchObject({ ok: true });
	return versionId;
}
async function checked(name: string): Promise<Member> {
	const member = await addMember(owner, { email: address(name) });
	expect(await checkNow(member)).toMatchObject({ ok: true });
	return member;
}
const prepared = async () => (await messageAdmin.messages(press, 1)).messages;
async function recipients(messageId: string): Promise<string[]> {
	const { rows } = await owner.query("select person_id from delivery where message_id = $1 and state = 'waiting'", [
		messageId,
	]);
	return rows.map(({ person_id }) => person_id).sort();
}

it("exactly those whose answer differs have a delivery, with neutral words, prepared by whoever activated the version", async () => {
	await activate("Same", "Gone");
	expect(await prepared()).toEqual([]);
	await checked("Same");
	const changed = [await checked("Gone"), await checked("Found")];
	const version = await activate("Same", "Found");
	const [message, ...others] = await prepared();
	expect(others).toEqual([]);
	expect(message).toMatchObject({
		kind: "answer-changed",
		state: "prepared",
		prepared: 2,
		incidentId,
		preparedBy: approver.staffId,
	});
	expect(message?.audience.version).toBe(version);
	expect(await recipients(message?.id ?? "")).toEqual(changed.map(({ personId }) => personId).sort());
	expect(`${message?.subjectEn} ${message?.subjectCy}`).not.toMatch(/incident|data|breach|digwyddiad/i);
	expect(message?.sent?.en?.text).toContain("The supplier incident");
	expect(message?.sent?.cy?.text).toContain("Digwyddiad y cyflenwr");
	expect(message && messageAdmin.checkWording(message)).toEqual([]);
});

it("nobody's answer differs: there is no message", async () => {
	await activate("Same");
	await checked("Same");
	await activate("Same", "Another");
	expect(await prepared()).toEqual([]);
});

it("rolling back stops what nobody was sent, and prepares a message only if answers differ from the ones people have", async () => {
	await activate("Same", "Gone");
	await checked("Gone");
	const second = await activate("Same");
	const [first] = await prepared();
	expect(await rollBack(approver, datasetId, second)).toMatchObject({ ok: true });
	expect(await prepared()).toMatchObject([{ id: first?.id, state: "stopped" }]);
	expect(await recipients(first?.id ?? "")).toEqual([]);
});

it("opened as a draft and edited, it is still for those people alone", async () => {
	await activate("Same", "Gone");
	await checked("Same");
	const gone = await checked("Gone");
	await activate("Same");
	const [message] = await prepared();
	const id = message?.id ?? "";
	expect(await messageAdmin.reopenMessage(press, id)).toMatchObject({ ok: true });
	const draft = await messageAdmin.messageById(press, id);
	const revision = draft?.editedAt.toISOString() ?? "";
	const { version: _, ...form } = draft?.audience ?? { cohorts: [], languages: [], relationships: [], categories: [] };
	expect(await messageAdmin.saveMessage(press, id, revision, messageText.parse(draft), form)).toMatchObject({
		ok: true,
	});
	const saved = (await messageAdmin.messageById(press, id))?.editedAt.toISOString() ?? "";
	expect(await messageAdmin.prepareMessage(press, id, saved, 0)).toMatchObject({ ok: true });
	expect(await recipients(id)).toEqual([gone.personId]);
});
