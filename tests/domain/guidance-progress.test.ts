import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Member } from "@/lib/authority";
import { database, tables } from "@/lib/database";
import { chooseNation, markAction } from "@/lib/guidance";
import { addMember } from "../support/exposed-people";
import { planOf } from "../support/plan";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
const somebody = (): Promise<Member> => addMember(owner, {});

const exposed = [
	{ category: "email-address", seen: true },
	{ category: "bank-details", seen: true },
] as const;
const states = async (member: Member) => (await planOf(member, exposed)).steps.map((step) => [step.id, step.state]);
const entries = (member: Member) =>
	database().select().from(tables.auditEvent).where(eq(tables.auditEvent.subjectId, member.personId));

describe("progress", () => {
	let member: Member;
	beforeEach(async () => {
		member = await somebody();
	});

	test("starts with everything to do", async () => {
		const plan = await planOf(member, exposed);
		expect(plan.steps.map((step) => step.state)).toEqual(["todo", "todo", "todo"]);
		expect(plan).toMatchObject({ done: 0, skipped: 0, nation: undefined });
	});

	test("done, skipped and back again", async () => {
		await markAction(member, "secure-email", "done");
		await markAction(member, "watch-bank", "skipped");
		expect(await states(member)).toEqual([
			["secure-email", "done"],
			["watch-bank", "skipped"],
			["expect-emails", "todo"],
		]);
		expect(await planOf(member, exposed)).toMatchObject({ done: 1, skipped: 1 });
		await markAction(member, "watch-bank", "done");
		await markAction(member, "secure-email", "todo");
		expect(await states(member)).toEqual([
			["secure-email", "todo"],
			["watch-bank", "done"],
			["expect-emails", "todo"],
		]);
	});

	test("each change is in the audit log once, also after two presses", async () => {
		await markAction(member, "secure-email", "done");
		await markAction(member, "secure-email", "done");
		await markAction(member, "secure-email", "todo");
		await markAction(member, "secure-email", "todo");
		expect((await entries(member)).map((entry) => entry.action)).toEqual(["plan-action.done", "plan-action.reopened"]);
	});

	test("two concurrent presses leave one row and one state", async () => {
		await Promise.all([1, 2, 3, 4].map(() => markAction(member, "secure-email", "done")));
		expect(await planOf(member, exposed)).toMatchObject({ done: 1 });
		expect(await entries(member)).toHaveLength(1);
	});

	test("belongs to its person only", async () => {
		const other = await somebody();
		await markAction(member, "secure-email", "done");
		expect(await planOf(other, exposed)).toMatchObject({ done: 0 });
	});

	test("an action that no longer applies is not counted, and returns with its state", async () => {
		await markAction(member, "secure-email", "done");
		expect(await planOf(member, [{ category: "bank-details", seen: true }])).toMatchObject({ done: 0 });
		expect(await planOf(member, exposed)).toMatchObject({ done: 1 });
	});

	test("the nation is saved and can be changed", async () => {
		await chooseNation(member, "wales");
		await chooseNation(member, "scotland");
		expect((await planOf(member, exposed)).nation).toBe("scotland");
	});
});
