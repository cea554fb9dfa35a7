/** Reports of fake messages: anybody reports, staff decide, everybody reads what is confirmed. */
import { beforeAll, describe, expect, test } from "vitest";
import { history } from "@/lib/audit";
import { confirmedFakes, fakeAdmin, reportFake, tasks } from "@/lib/fakes";
import type { FakeForm, ReportForm } from "@/lib/fakes/schema";
import { mintStaff } from "@/lib/identity/roles";
import { auditor } from "../support/people";
import { asRole, connectAs, staffRow } from "../support/roles";

const owner = connectAs("owner");
const staff = mintStaff("stf_fakes", "Fakes", ["publisher"]);
const lead = mintStaff("stf_lead", "Lead", ["data-lead"]);
beforeAll(() => staffRow(owner, "stf_fakes", "Fakes", "publisher"));

const sent: ReportForm = { channel: "email", sender: "help@evil.test", text: "Dear Ffion Invented, pay now" };
const fake: FakeForm = {
	channel: "email",
	sender: "help@evil.test",
	quote: "Dear member, pay now",
	tellsEn: "- It asks for money.\r\n\r\n- It hurries you.",
	tellsCy: "",
};

/** Reports a message as the web process does, more than a minute after any other. Returns its id. */
async function reported(text = sent.text, network = "192.0.2.1"): Promise<string> {
	await owner.query("update fake_report set reported_at = reported_at - interval '61 seconds'");
	const before = (await fakeAdmin.waitingReports(staff, 1)).all;
	expect(await asRole("web", () => reportFake({ ...sent, text }, network))).toEqual({ ok: true });
	const { reports, all } = await fakeAdmin.waitingReports(staff, 1);
	expect(all).toBe(before + 1);
	return reports.at(-1)?.id ?? "";
}
const actions = async (id: string) =>
	(await history(auditor, { subjectId: id })).map(({ action, actor }) => `${actor.id} ${action}`).reverse();

describe("a report", () => {
	test("is kept sealed, without the network it came from", async () => {
		const id = await reported();
		const { rows } = await owner.query("select row_to_json(r)::text as kept from fake_report r where id = $1", [id]);
		expect(rows[0].kept).not.toMatch(/ffion|evil|192\.0\.2/i);
		const bytes = await owner.query(
			"select text_sealed || sender_sealed || network_hash as all from fake_report where id = $1",
			[id],
		);
		expect(bytes.rows[0].all.toString("latin1")).not.toMatch(/Ffion|evil/);
	});

	test("is opened by who may publish, who is named in the audit log", async () => {
		const id = await reported();
		const opened = await asRole("web", () => fakeAdmin.openReport(staff, id));
		expect(opened).toMatchObject({ ok: true, value: { ...sent, id } });
		expect(await actions(id)).toEqual(["stf_fakes fake-report.opened"]);
		await expect(fakeAdmin.openReport(lead, id)).rejects.toThrow("needs updates:write");
	});

	test("that is confirmed is published as staff wrote it, once", async () => {
		const id = await reported();
		expect(await confirmedFakes("en")).toEqual([]);
		expect((await asRole("web", () => fakeAdmin.confirm(staff, id, fake))).ok).toBe(true);
		expect(await fakeAdmin.confirm(staff, id, fake), "a second press").toEqual({ ok: true, value: undefined });
		expect(await fakeAdmin.dismiss(staff, id)).toEqual({ ok: false, reason: "absent" });
		const [shown, ...others] = await asRole("web", () => confirmedFakes("cy"));
		expect(others).toEqual([]);
		expect(shown).toMatchObject({
			...{ channel: "email", sender: "help@evil.test", quote: "Dear member, pay now", lang: "en" },
			tells: ["It asks for money.", "It hurries you."],
		});
		expect(await actions(id)).toEqual(["stf_fakes fake-report.confirmed"]);
	});

	test("that is dismissed is published nowhere", async () => {
		const id = await reported("Not a fake");
		const before = await confirmedFakes("en");
		expect((await asRole("web", () => fakeAdmin.dismiss(staff, id))).ok).toBe(true);
		expect(await confirmedFakes("en")).toEqual(before);
		expect((await fakeAdmin.openReport(staff, id)).ok).toBe(false);
		expect(await actions(id)).toEqual(["stf_fakes fake-report.dismissed"]);
	});

	test("is deleted after 30 days, whether or not somebody decided; what was published stays", async () => {
		const id = await reported("Old");
		const published = await confirmedFakes("en");
		expect(published.length).toBeGreaterThan(0);
		await owner.query("update fake_report set reported_at = now() - interval '29 days' where id = $1", [id]);
		const forget = () => asRole("worker", async () => tasks.forget_fake_reports?.({}, {} as never));
		await forget();
		expect((await fakeAdmin.openReport(staff, id)).ok).toBe(true);
		await owner.query("update fake_report set reported_at = now() - interval '31 days'");
		await forget();
		expect((await owner.query("select count(*)::int as count from fake_report")).rows[0].count).toBe(0);
		expect(await confirmedFakes("en")).toEqual(published);
	});

	test("is refused once a network sent twenty in a day; others may go on", async () => {
		for (let sending = 0; sending < 20; sending++)
			await reportFake({ ...sent, text: `${sent.text} ${sending}` }, "198.51.100.7");
		expect(await reportFake(sent, "198.51.100.7")).toEqual({ ok: false, reason: "too-many" });
		expect((await reportFake(sent, "203.0.113.9")).ok).toBe(true);
		await owner.query("update fake_report set reported_at = now() - interval '25 hours'");
		expect((await reportFake(sent, "198.51.100.7")).ok).toBe(true);
	});
});

test("a fake leaves the public list when staff remove it", async () => {
	const [listed] = await fakeAdmin.publishedFakes(staff);
	const id = listed?.id ?? "";
	expect((await asRole("web", () => fakeAdmin.removeFake(staff, id))).ok).toBe(true);
	expect((await confirmedFakes("en")).map((fake) => fake.id)).not.toContain(id);
	expect(await fakeAdmin.removeFake(staff, id), "a second press").toMatchObject({ ok: true });
	expect(await actions(id)).toEqual(["stf_fakes fake.removed"]);
});
