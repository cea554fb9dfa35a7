import { beforeAll, describe, expect, test } from "vitest";
import { history } from "@/lib/audit";
import type { Permission, Staff } from "@/lib/authority";
import { accessibleFormats } from "@/lib/contact";
import { activateVersion, createDataset, listDatasets } from "@/lib/datasets";
import { checkCounts } from "@/lib/exposure";
import { addStaff, operator, staffNames, team } from "@/lib/identity";
import { mintStaff } from "@/lib/identity/roles";
import { incidentAdmin, updateAdmin } from "@/lib/incidents";
import { reminderQueue } from "@/lib/reminders";
import { connectAs, staffRow } from "../support/roles";

/** What staff can do in each subject, and the permission it requires. Without it nothing is read or written. */
const asked: [string, Permission, (staff: Staff) => Promise<unknown>][] = [
	["the audit log", "audit:read", (staff) => history(staff)],
	["the names in it", "audit:read", (staff) => staffNames(staff, ["stf_x"])],
	["the counts of checks", "desk:read", (staff) => checkCounts(staff)],
	["formats that wait", "desk:read", (staff) => accessibleFormats.waitingRequests(staff, 1)],
	["formats that were sent", "desk:read", (staff) => accessibleFormats.sentRequests(staff)],
	["one format's address", "desk:read", (staff) => accessibleFormats.openRequest(staff, "fmt_x")],
	["a format as sent", "desk:read", (staff) => accessibleFormats.markSent(staff, "fmt_x")],
	["a format as waiting", "desk:read", (staff) => accessibleFormats.markWaiting(staff, "fmt_x")],
	["reminders that wait", "desk:read", (staff) => reminderQueue.waitingReminders(staff, 1)],
	["one reminder's address", "desk:read", (staff) => reminderQueue.openReminder(staff, "rem_x")],
	["a reminder as given", "desk:read", (staff) => reminderQueue.settleReminder(staff, "rem_x", "given")],
	["incidents", "desk:read", (staff) => incidentAdmin.incidents(staff)],
	["one incident", "desk:read", (staff) => incidentAdmin.incidentFor(staff, "inc_x")],
	["an incident to everybody", "incidents:write", (staff) => incidentAdmin.publish(staff, "inc_x", "")],
	["updates", "desk:read", (staff) => updateAdmin.updates(staff, 1)],
	["one update", "desk:read", (staff) => updateAdmin.update(staff, "upd_x")],
	["a draft away", "updates:write", (staff) => updateAdmin.discardDraft(staff, "upd_x", "")],
	["datasets", "datasets:import", (staff) => listDatasets(staff)],
	[
		"a new dataset",
		"datasets:import",
		(staff) => createDataset(staff, { incidentId: "inc_x", name: "x", complete: false }),
	],
	["a version in use", "datasets:activate", (staff) => activateVersion(staff, "dsv_x")],
	["the team", "team:manage", (staff) => team(staff)],
	[
		"a colleague",
		"team:manage",
		(staff) => addStaff(staff, { email: "x@example.org", displayName: "X", roles: ["admin"] }),
	],
];

const all = ["admin", "publisher", "data-lead"] as const;

beforeAll(() => staffRow(connectAs("owner"), "stf_x", "X", "admin"));

describe("without the permission nobody can", () => {
	test.each(asked)("%s", async (_what, permission, ask) => {
		const lacking = { ...mintStaff("stf_x", "X", all) };
		const without = { ...lacking, permissions: lacking.permissions.filter((held) => held !== permission) };
		await expect((async () => ask(without as Staff))()).rejects.toThrow(`needs ${permission}`);
		await ask({ ...lacking, permissions: [permission] } as Staff);
	});

	test("an operator on the server needs no permission", async () => {
		expect(await team(operator("test"))).toEqual(expect.any(Array));
	});
});
