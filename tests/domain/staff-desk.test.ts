import { beforeAll, describe, expect, test } from "vitest";
import { todoList } from "@/app/staff/_shared/todo-list";
import type { Staff } from "@/lib/authority";
import { accessibleFormats, saveStyle } from "@/lib/contact";
import { reviewedOn } from "@/lib/guidance/review-dates";
import { mintStaff } from "@/lib/identity/roles";
import { incidentAdmin, updateAdmin } from "@/lib/incidents";
import { signedInMember } from "../support/people";
import { connectAs, staffRow } from "../support/roles";

const staff = mintStaff("stf_tester", "Tester", ["publisher"]);
beforeAll(() => staffRow(connectAs("owner"), "stf_tester", "Tester", "publisher"));
const day = 86_400_000;

/** Returns what the desk lists at an instant. */
const listed = (now = new Date()) => todoList(staff, now);

async function incident() {
	const id = await incidentAdmin.create(staff, {
		status: "active",
		titleEn: "An outage",
		titleCy: "",
		questionEn: "Were you in it?",
		questionCy: "Oeddech chi ynddo?",
		summaryEn: "A supplier lost data.",
		summaryCy: "Collodd cyflenwr ddata.",
	});
	return { id, revision: (await incidentAdmin.incidentFor(staff, id))?.revision ?? "" };
}

describe("the desk lists", () => {
	test("on a new site a colleague to add and the incident to enter, until there are both", async () => {
		const admin = mintStaff("stf_tester", "Tester", ["admin"]);
		const begun = async (as: Staff) =>
			(await todoList(as, new Date(Object.values(reviewedOn).sort()[0] ?? ""))).map(({ title, href, who }) => [
				title,
				href ?? who,
			]);
		const colleague = ["Add a colleague", "/staff/team"];
		const incidentToEnter = ["Enter the incident", "/staff/incidents/new"];
		expect(await begun(admin)).toEqual([colleague, incidentToEnter]);
		expect(await begun(staff)).toEqual([incidentToEnter]);
		expect(await begun(mintStaff("stf_lead", "Lead", ["data-lead"]))).toEqual([
			["Enter the incident", "A publisher does this"],
		]);
		await staffRow(connectAs("owner"), "stf_second", "Second", "publisher");
		expect(await begun(admin)).toEqual([incidentToEnter]);
		await incident();
		expect((await begun(admin)).map(([title]) => title)).toEqual(["Publish the incident: An outage"]);
	});

	test("each page of guidance past its review date, and none before", async () => {
		const first = Date.parse(Object.values(reviewedOn).sort()[0] ?? "");
		const guidance = async (at: number) =>
			(await listed(new Date(at)))
				.filter((todo) => todo.title.startsWith("Review the guidance: "))
				.map((todo) => todo.title);
		expect(await guidance(first + 182 * day)).toEqual([]);
		const late = await guidance(first + 400 * day);
		for (const id of Object.keys(reviewedOn)) expect(late).toContain(`Review the guidance: ${id.replaceAll("-", " ")}`);
	});

	test("an unpublished incident, then its missing Welsh, then its overdue next update", async () => {
		const { id, revision } = await incident();
		const about = async (at?: Date) =>
			(await listed(at))
				.filter(({ title }) => title.endsWith(": An outage"))
				.map(({ title, detail }) => [title, detail]);
		expect(await about()).toEqual([["Publish the incident: An outage", "1 text without Welsh"]]);
		expect((await incidentAdmin.publish(staff, id, revision)).ok).toBe(true);
		const withoutWelsh = ["Add Welsh: An outage", "1 text without Welsh"];
		expect(await about()).toEqual([withoutWelsh]);
		const draft = await updateAdmin.create(staff, id, {
			titleEn: "News",
			titleCy: "",
			summaryEn: "In short",
			summaryCy: "Yn fyr",
			bodyEn: "All of it",
			bodyCy: "Y cyfan",
		});
		const news = draft.ok ? draft.value : "";
		const ofNews = async () => (await listed()).filter(({ title }) => title.endsWith(": News"));
		const { revision: newsRevision = "", editedAt } = (await updateAdmin.update(staff, news)) ?? {};
		expect(await ofNews()).toEqual([
			{
				title: "Finish the draft: News",
				detail: "1 text without Welsh",
				since: editedAt,
				action: "Open",
				href: `/staff/updates/${news}`,
			},
		]);
		const promised = new Date(Date.now() + day);
		expect((await updateAdmin.publish(staff, news, newsRevision, promised)).ok).toBe(true);
		expect((await ofNews()).map(({ title }) => title)).toEqual(["Add Welsh: News"]);
		expect(await about()).toEqual([withoutWelsh]);
		const [first, second] = (await listed(new Date(Date.now() + 2 * day))).filter(({ title }) =>
			title.endsWith(": An outage"),
		);
		expect(first).toMatchObject({ title: "Publish the next update: An outage", due: promised });
		expect(second?.title).toBe("Add Welsh: An outage");
	});

	test("an authority to tell within 72 hours of finding out, until the report is recorded", async () => {
		const { id } = await incident();
		const revision = async () => (await incidentAdmin.incidentFor(staff, id))?.revision ?? "";
		const toTell = async () => (await listed()).filter(({ title }) => title === "Tell the ICO about An outage");
		expect(await toTell()).toEqual([]);
		await incidentAdmin.editFacts(staff, id, await revision(), "circumstances", {
			dataInvolved: true,
			discoveredOn: "2021-10-29",
		});
		// Summer time: London is an hour ahead of UTC.
		expect(await toTell()).toMatchObject([
			{
				since: new Date("2021-10-28T23:00:00Z"),
				due: new Date("2021-10-31T23:00:00Z"),
				href: `/staff/incidents/${id}/authorities/new`,
			},
		]);
		const report = { reportedOn: "2021-10-30", roleEn: "Regulator", roleCy: "", statusEn: "Open", statusCy: "" };
		await incidentAdmin.setReport(staff, id, await revision(), undefined, { authority: "The ICO", ...report });
		expect(await toTell()).toEqual([]);
	});

	test("what somebody else's role does is named and not linked", async () => {
		await incident();
		const lead = mintStaff("stf_lead", "Lead", ["data-lead"]);
		const [todo] = (await todoList(lead, new Date())).filter(
			({ title }) => title === "Publish the incident: An outage",
		);
		expect(todo).toMatchObject({ who: "A publisher does this" });
		expect(todo).not.toHaveProperty("href");
	});

	test("updates without Welsh, however many, and no withdrawn ones", async () => {
		const { id } = await incident();
		const text = { titleCy: "", summaryEn: "In short", summaryCy: "Yn fyr", bodyEn: "All of it", bodyCy: "Y cyfan" };
		const ids: string[] = [];
		for (let at = 0; at < 30; at++) {
			const draft = await updateAdmin.create(staff, id, { ...text, titleEn: `Many ${at}` });
			ids.push(draft.ok ? draft.value : "");
		}
		for (const id of ids) {
			const { revision = "" } = (await updateAdmin.update(staff, id)) ?? {};
			await updateAdmin.publish(staff, id, revision, null);
		}
		const many = async () => (await listed()).filter(({ title }) => /: Many \d+$/.test(title));
		expect(await many()).toHaveLength(30);
		expect((await many()).every(({ title }) => title.startsWith("Add Welsh: "))).toBe(true);
		const { revision = "" } = (await updateAdmin.update(staff, ids[0] ?? "")) ?? {};
		expect((await updateAdmin.withdraw(staff, ids[0] ?? "", revision, { noteEn: "Wrong", noteCy: "" })).ok).toBe(true);
		expect(await many()).toHaveLength(29);
	});

	test("open requests for another format, with the day they are due", async () => {
		const { member } = await signedInMember("desk.reader@example.org");
		await saveStyle(member, "en", { language: "en", format: "braille" });
		const formats = async () => (await listed()).filter((todo) => todo.href === "/staff/formats");
		const [{ askedAt, sendBy } = {}] = (await accessibleFormats.waitingRequests(staff, 1)).requests;
		expect(await formats()).toMatchObject([
			{ title: "Send a request for another format", since: askedAt, due: sendBy },
		]);
		expect(sendBy?.getTime()).toBeLessThan(Date.now() + 8 * day);
	});

	test("first what waits for a second person, then what has a date, the earliest first, then the oldest", async () => {
		const todos = (await listed()).filter(({ title }) => !title.startsWith("Approve") && !title.startsWith("Confirm"));
		const dates = todos.map(({ due, since }) => [
			due?.getTime() ?? Number.MAX_SAFE_INTEGER,
			since?.getTime() ?? Number.MAX_SAFE_INTEGER,
		]);
		expect(dates).toEqual(dates.toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d));
	});
});
