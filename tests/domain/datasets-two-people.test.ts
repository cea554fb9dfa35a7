/** Changes of a dataset that change answers: one person asks, another confirms. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Staff } from "@/lib/authority";
import { setDatabaseRole } from "@/lib/database";
import {
	activateVersion,
	askForChange,
	cancelChange,
	confirmChange,
	createDataset,
	listDatasets,
	receiveUpload,
	withdrawVersion,
} from "@/lib/datasets";
import type { ChangeKind } from "@/lib/datasets/schema";
import { addIncident, addMember, checkNow } from "../support/exposed-people";
import { changeByTwo, importText, mappingOf, pieces } from "../support/imports";
import { signedInStaff } from "../support/people";
import { asRole, connectAs } from "../support/roles";

const owner = connectAs("owner");
const web = connectAs("web");
let ada: Staff;
let bo: Staff;
let incidentId: string;
let datasetId: string;
let versionId: string;
let counter = 0;

const columns = mappingOf([{ header: "Email", as: "identifier", kind: "email" }]);

beforeAll(async () => {
	setDatabaseRole("owner");
	({ staff: ada } = await signedInStaff("ada@example.org", "data-lead"));
	({ staff: bo } = await signedInStaff("bo@example.org", "data-lead"));
});
beforeEach(async () => {
	({ incidentId } = await addIncident(owner, { dataset: false }));
	datasetId = await newDataset(false);
	({ versionId } = await importText(ada, datasetId, `Email\nfound@${incidentId}.example.org\n`, columns));
	await activateVersion(bo, versionId);
});

async function newDataset(complete: boolean): Promise<string> {
	const made = await createDataset(ada, { incidentId, name: `people ${counter++}`, complete });
	if (!made.ok) throw new Error(made.reason);
	return made.value;
}
async function answeredTo(name: string) {
	const member = await addMember(owner, { email: `${name}@${incidentId}.example.org` });
	const check = async () => {
		const checked = await asRole("web", () => checkNow(member));
		if (!checked.ok) throw new Error(checked.reason);
		return checked.value.answers.find((answer) => answer.incident.id === incidentId)?.outcome;
	};
	return { check, outcome: await check() };
}
const views = async () => await listDatasets(ada);
const view = async (id = datasetId) => (await views()).find((set) => set.id === id);
async function ask(change: ChangeKind, more: { datasetId?: string; versionId?: string } = {}): Promise<string> {
	const asked = await askForChange(ada, { datasetId, change, ...more });
	if (!asked.ok) throw new Error(asked.reason);
	return asked.value.id;
}
const people = async () => (await view())?.waitingChange?.people;

describe("a change of a dataset that answered somebody", () => {
	it("waits for a second person, who sees how many answers change and makes it", async () => {
		const nobody = await answeredTo("nobody");
		const found = await answeredTo("found");
		expect([nobody.outcome, found.outcome]).toEqual(["under-review", "affected"]);
		const id = await ask("complete");
		expect(await view()).toMatchObject({
			complete: false,
			waitingChange: { id, change: "complete", people: 1, askedBy: { id: ada.staffId } },
		});
		expect(await nobody.check()).toBe("under-review");
		expect(await confirmChange(ada, id)).toEqual({ ok: false, reason: "asked-by-you" });
		expect(await confirmChange(bo, id)).toEqual({ ok: true, value: { change: "complete", people: 1 } });
		expect(await view()).toMatchObject({ complete: true, waitingChange: undefined });
		expect(await nobody.check()).toBe("not-found");
		expect(await confirmChange(bo, id), "pressed twice").toEqual({
			ok: true,
			value: { change: "complete", people: 1 },
		});
		expect(await confirmChange(ada, id)).toEqual({ ok: false, reason: "absent" });
		await ask("reopen");
		expect(await people()).toBe(1);
	});

	it("changes no answer if another table keeps the incident open", async () => {
		await answeredTo("nobody");
		const other = await newDataset(false);
		const second = await importText(ada, other, "Email\nother@example.org\n", columns);
		await activateVersion(bo, second.versionId);
		await ask("complete");
		expect(await people()).toBe(0);
	});

	it("counts the people found, and those who would be told that we are still looking, for a withdrawal", async () => {
		await changeByTwo(ada, bo, { datasetId, change: "complete" });
		const found = await answeredTo("found");
		const nobody = await answeredTo("nobody");
		expect([found.outcome, nobody.outcome]).toEqual(["affected", "not-found"]);
		expect(await withdrawVersion(bo, versionId)).toEqual({ ok: false, reason: "not-ready" });
		const id = await ask("withdraw", { versionId });
		expect(await people()).toBe(2);
		expect(await found.check()).toBe("affected");
		expect(await confirmChange(bo, id)).toMatchObject({ ok: true });
		expect([await found.check(), await nobody.check()]).toEqual(["under-review", "under-review"]);
		const { rows } = await owner.query("select state from dataset_version where id = $1", [versionId]);
		expect(rows).toEqual([{ state: "withdrawn" }]);
	});

	it("can be taken back, and only one can wait at a time", async () => {
		const id = await ask("complete");
		expect(await ask("complete"), "pressed twice").toBe(id);
		expect(await askForChange(bo, { datasetId, change: "withdraw", versionId })).toEqual({
			ok: false,
			reason: "change-waits",
		});
		expect(await cancelChange(ada, id)).toMatchObject({ ok: true });
		expect(await view()).toMatchObject({ complete: false, waitingChange: undefined });
		expect(await confirmChange(bo, id)).toEqual({ ok: false, reason: "absent" });
		expect(await cancelChange(ada, id), "pressed twice").toMatchObject({ ok: true });
		expect(await cancelChange(bo, id)).toEqual({ ok: false, reason: "absent" });
	});

	it("is refused once the dataset has changed", async () => {
		const id = await ask("withdraw", { versionId });
		const next = await importText(ada, datasetId, "Email\nnext@example.org\n", columns);
		await activateVersion(bo, next.versionId);
		expect(await confirmChange(bo, id)).toEqual({ ok: false, reason: "cannot-change" });
	});

	it("has audit entries that name who asked", async () => {
		const id = await ask("complete");
		await confirmChange(bo, id);
		const { rows } = await owner.query(
			"select action, actor_id, detail from audit_event where subject_id = $1 and action like 'dataset.change%' order by id",
			[datasetId],
		);
		expect(rows).toMatchObject([
			{ action: "dataset.change-asked", actor_id: ada.staffId, detail: { change: "complete", answers: 0 } },
			{ action: "dataset.changed", actor_id: bo.staffId, detail: { change: "complete", "asked-by": ada.staffId } },
		]);
	});
});

describe("removing a dataset", () => {
	it("takes one person if it answered nobody, and frees its name", async () => {
		const added = await newDataset(true);
		const name = (await view(added))?.name ?? "";
		expect(await askForChange(ada, { datasetId: added, change: "remove" })).toMatchObject({ value: { done: true } });
		expect(await view(added)).toBeUndefined();
		expect(await createDataset(ada, { incidentId, name, complete: true })).toMatchObject({ ok: true });
		const upload = { fileName: "x.csv", stream: pieces("Email\n"), complete: () => true };
		expect(await receiveUpload(ada, added, upload)).toEqual({ ok: false, reason: "absent" });
		const { rows } = await owner.query("select action from audit_event where subject_id = $1 order by id", [added]);
		expect(rows).toEqual([{ action: "dataset.created" }, { action: "dataset.changed" }]);
	});

	it("is refused while it has a version", async () => {
		const added = await newDataset(true);
		const { versionId: ready } = await importText(ada, added, "Email\nx@example.org\n", columns);
		const remove = () => askForChange(ada, { datasetId: added, change: "remove" });
		expect(await remove()).toEqual({ ok: false, reason: "cannot-change" });
		await withdrawVersion(bo, ready);
		expect(await remove()).toMatchObject({ ok: true });
	});

	it("takes two people if its people would be told that nothing was found", async () => {
		const other = await newDataset(true);
		const second = await importText(ada, other, "Email\nother@example.org\n", columns);
		await activateVersion(bo, second.versionId);
		await changeByTwo(ada, bo, { datasetId, change: "withdraw", versionId });
		const found = await answeredTo("found");
		expect(found.outcome).toBe("under-review");
		await ask("remove");
		expect(await people()).toBe(1);
		await changeByTwoWaiting();
		expect(await found.check()).toBe("not-found");
	});

	async function changeByTwoWaiting() {
		const id = (await view())?.waitingChange?.id ?? "";
		expect(await confirmChange(bo, id)).toMatchObject({ ok: true });
	}
});

it("one person may change the completeness of a dataset that answered nobody", async () => {
	const added = await newDataset(false);
	expect(await askForChange(ada, { datasetId: added, change: "complete" })).toMatchObject({ value: { done: true } });
	expect(await view(added)).toMatchObject({ complete: true });
});

describe("the database refuses as the web", () => {
	it.each([
		["to complete a dataset", () => ["update dataset set complete = true where id = $1", datasetId]],
		["to remove one", () => ["update dataset set removed_at = now() where id = $1", datasetId]],
		["to take the active version away", () => ["update dataset set active_version_id = null where id = $1", datasetId]],
		[
			"to withdraw the active version",
			() => ["update dataset_version set state = 'withdrawn', withdrawn_at = now() where id = $1", versionId],
		],
		[
			"to write a request",
			() => [
				"insert into dataset_change (id, dataset_id, change, people, asked_by) values ('x', $1, 'complete', 0, 'x')",
				datasetId,
			],
		],
	])("%s", async (_what, statement) => {
		const [text = "", id] = statement();
		await expect(web.query(text, [id])).rejects.toMatchObject({ code: "42501" });
	});

	it("to confirm what the same person asked for, or for somebody who is not signed in", async () => {
		const id = await ask("complete");
		await expect(web.query("select confirm_dataset_change($1, $2)", [ada.staffId, id])).rejects.toMatchObject({
			code: "23514",
		});
		await expect(web.query("select confirm_dataset_change($1, $2)", ["stf_nobody", id])).rejects.toMatchObject({
			code: "42501",
		});
		await web.query("select confirm_dataset_change($1, $2)", [bo.staffId, id]);
		expect(await view()).toMatchObject({ complete: true });
	});
});
