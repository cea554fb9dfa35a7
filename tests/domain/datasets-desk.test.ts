/** The lines of the staff desk about datasets and checks. */
import { beforeAll, expect, it } from "vitest";
import { todoList } from "@/app/staff/_shared/todo-list";
import type { Staff } from "@/lib/authority";
import { setDatabaseRole } from "@/lib/database";
import { activateVersion, askForChange, cancelImport, createDataset, receiveUpload } from "@/lib/datasets";
import { checkCounts, tasks } from "@/lib/exposure";
import { mintStaff } from "@/lib/identity/roles";
import { addIncident, addMember, checkNow } from "../support/exposed-people";
import { importText, mappingOf } from "../support/imports";
import { signedInStaff } from "../support/people";
import { asRole, connectAs } from "../support/roles";

const owner = connectAs("owner");
const publisher = mintStaff("stf_press", "Press", ["publisher"]);
let ada: Staff;
let bo: Staff;
let incidentId: string;
let datasetId: string;

const columns = mappingOf([{ header: "Email", as: "identifier", kind: "email" }]);

beforeAll(async () => {
	setDatabaseRole("owner");
	({ staff: ada } = await signedInStaff("ada@example.org", "data-lead"));
	({ staff: bo } = await signedInStaff("bo@example.org", "data-lead"));
	({ incidentId } = await addIncident(owner, { dataset: false }));
	const made = await createDataset(ada, { incidentId, name: "Membership table", complete: true });
	if (!made.ok) throw new Error(made.reason);
	datasetId = made.value;
});

const imported = async () => (await importText(ada, datasetId, "Email\njo@example.org\n", columns)).versionId;
const approvals = async (staff: Staff) =>
	(await todoList(staff, new Date())).filter(({ title }) => title.includes("Membership table"));

it("versions that wait for a second person come first until they are decided, and older versions never do", async () => {
	const first = await imported();
	const second = await imported();
	const [todo] = await todoList(bo, new Date());
	expect(todo).toMatchObject({
		title: "Approve Membership table, version 1",
		detail: "Imported by ada",
		since: expect.any(Date),
		action: "Check and decide",
		href: `/staff/datasets/${first}`,
	});
	expect((await approvals(publisher)).map(({ who }) => who)).toEqual([
		"A data lead does this",
		"A data lead does this",
	]);
	expect((await approvals(ada))[0]?.detail).toBe("Imported by you, so someone else has to decide");
	await activateVersion(bo, second);
	expect(await approvals(bo)).toEqual([]);
	expect(await askForChange(ada, { datasetId, change: "withdraw", versionId: second })).toMatchObject({ ok: true });
	expect(await approvals(bo)).toMatchObject([
		{ title: "Confirm the withdrawal of Membership table, version 2", href: `/staff/datasets/${second}` },
	]);
});

it("an upload waits for whoever sent it, and for nobody else, until they say what its columns are or cancel it", async () => {
	const stream = (async function* () {
		yield Buffer.from("Email\njo@example.org\n");
	})();
	const received = await receiveUpload(ada, datasetId, { fileName: "p.csv", stream, complete: () => true });
	const id = received.ok ? received.value : "";
	const uploads = async (staff: Staff) =>
		(await todoList(staff, new Date())).filter(({ title }) => title.startsWith("Say what the columns are"));
	expect(await uploads(ada)).toMatchObject([
		{ title: "Say what the columns are: Membership table, version 3", href: `/staff/datasets/${id}` },
	]);
	expect(await uploads(bo)).toEqual([]);
	expect(await uploads(publisher)).toEqual([]);
	expect(await cancelImport(ada, id)).toMatchObject({ ok: true });
	expect(await uploads(ada)).toEqual([]);
});

it("the worker counts each person once, by today and by whether they were ever affected", async () => {
	await owner.query("delete from exposure.check_count");
	expect(await asRole("web", () => checkCounts(bo))).toBeUndefined();
	for (const name of ["jo", "kit", "lee"]) {
		const member = await addMember(owner, { email: `${name}@example.org` });
		expect(await asRole("web", () => checkNow(member))).toMatchObject({ ok: true });
		if (name === "lee")
			await owner.query("update check_result set last_checked_at = now() - interval '2 days' where person_id = $1", [
				member.personId,
			]);
	}
	await asRole("worker", async () => tasks.count_checks?.({}, {} as never));
	expect(await asRole("web", () => checkCounts(bo))).toMatchObject({ people: 3, today: 2, affected: 1 });
});
