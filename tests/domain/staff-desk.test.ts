import { beforeAll, describe, expect, test } from "vitest";
import { todoList } from "@/app/staff/_shared/todo-list";
import { saveStyle } from "@/lib/contact";
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
	test("each page of guidance past its review date, and none before", async () => {
		const first = Date.parse(Object.values(reviewedOn).sort()[0] ?? "");
		const guidance = async (at: number) =>
			(await listed(new Date(at))).filter((todo) => todo.title.startsWith("Guidance: ")).map((todo) => todo.title);
		expect(await guidance(first + 182 * day)).toEqual([]);
		const late = await guidance(first + 400 * day);
		for (const id of Object.keys(reviewedOn)) expect(late).toContain(`Guidance: ${id.replaceAll("-", " ")}`);
	});

	test("an unpublished incident, then its missing Welsh, then its overdue next update", async () => {
		const { id, revision } = await incident();
		const about = async (at?: Date) => (await listed(at)).filter((todo) => todo.title === "An outage");
		expect((await about()).map((todo) => todo.reason)).toEqual(["Incident not published yet, 1 text without Welsh"]);
		expect((await incidentAdmin.publish(staff, id, revision)).ok).toBe(true);
		expect(await about()).toEqual([
			{ title: "An outage", reason: "Public, 1 text without Welsh", href: `/staff/incidents/${id}` },
		]);
		const draft = await updateAdmin.create(staff, id, {
			titleEn: "News",
			titleCy: "",
			summaryEn: "In short",
			summaryCy: "Yn fyr",
			bodyEn: "All of it",
			bodyCy: "Y cyfan",
		});
		const news = draft.ok ? draft.value : "";
		expect((await listed()).filter((todo) => todo.title === "News").map((todo) => todo.reason)).toEqual([
			expect.stringMatching(/^Draft, edited .+, 1 text without Welsh$/),
		]);
		const { revision: newsRevision = "" } = (await updateAdmin.update(staff, news)) ?? {};
		expect((await updateAdmin.publish(staff, news, newsRevision, new Date(Date.now() + day))).ok).toBe(true);
		expect((await listed()).filter((todo) => todo.title === "News").map((todo) => todo.reason)).toEqual([
			"Published in English only",
		]);
		expect((await about()).map((todo) => todo.reason)).toEqual(["Public, 1 text without Welsh"]);
		expect((await about(new Date(Date.now() + 2 * day))).map((todo) => todo.reason)).toEqual([
			expect.stringMatching(/^Next update was due by /),
			"Public, 1 text without Welsh",
		]);
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
		const many = async () => (await listed()).filter(({ title }) => title.startsWith("Many "));
		expect(await many()).toHaveLength(30);
		expect(new Set((await many()).map(({ reason }) => reason))).toEqual(new Set(["Published in English only"]));
		const { revision = "" } = (await updateAdmin.update(staff, ids[0] ?? "")) ?? {};
		expect((await updateAdmin.withdraw(staff, ids[0] ?? "", revision, { noteEn: "Wrong", noteCy: "" })).ok).toBe(true);
		expect(await many()).toHaveLength(29);
	});

	test("open requests for another format, and which are overdue", async () => {
		const { member } = await signedInMember("desk.reader@example.org");
		await saveStyle(member, "en", { language: "en", format: "braille" });
		const formats = async (at?: Date) => (await listed(at)).filter((todo) => todo.href === "/staff/formats");
		expect(await formats()).toMatchObject([
			{ title: "A request for another format", reason: expect.stringMatching(/^Send by /) },
		]);
		expect(await formats(new Date(Date.now() + 8 * day))).toMatchObject([
			{ reason: expect.stringMatching(/^Was due by /) },
		]);
	});
});
