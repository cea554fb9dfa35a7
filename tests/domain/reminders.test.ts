import { setTimeout as wait } from "node:timers/promises";
import type { JobHelpers } from "graphile-worker";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { history } from "@/lib/audit";
import type { Member, Staff } from "@/lib/authority";
import { removePoint, saveChoices, saveNumber, savePost, saveStyle, stopAll } from "@/lib/contact";
import { choicesShown, wordingHash } from "@/lib/contact/consent-wording";
import { check } from "@/lib/exposure";
import { markAction } from "@/lib/guidance";
import { addIdentifier, verifyCode } from "@/lib/identity";
import { askReminder, reminderQueue, remindersOf, stopReminder, tasks } from "@/lib/reminders";
import { activateVersion, addIncident } from "../support/exposed-people";
import { askedCode, auditor, signedInMember, signedInStaff, waitingMails } from "../support/people";
import { planOf } from "../support/plan";
import { asRole, connectAs } from "../support/roles";
import { startWorker } from "../support/worker";

const owner = connectAs("owner");
let staff: Staff;
let member: Member;
let address: string;
let people = 0;

beforeAll(async () => {
	({ staff } = await signedInStaff("desk@example.org", "publisher"));
	const { datasetId } = await addIncident(owner);
	await activateVersion(owner, datasetId, [
		{ name: "Bea", identifiers: { email: "bea@example.org" }, categories: ["email-address", "bank-details"] },
	]);
});

beforeEach(async () => {
	address = `reader${++people}@example.org`;
	({ member } = await signedInMember(address));
	await owner.query("delete from plan_reminder");
});

const sweep = () => asRole("worker", async () => void (await tasks.send_reminders?.({}, {} as JobHelpers)));
const ask = (by?: "email" | "telephone" | "post") => askReminder(member, "en", { when: "week", by });
const makeDue = () => owner.query("update plan_reminder set due_at = now() - interval '1 minute'");
const mails = async () => (await waitingMails()).filter(({ kind }) => kind === "reminder");
const mailsTo = async (to = address) => (await mails()).filter((mail) => mail.to === to);
const events = async () =>
	(await history(auditor, { subjectId: member.personId }))
		.map((event) => event.action)
		.filter((action) => /reminder/.test(action));
const post = { line1: "1 Invented Street", line2: "", town: "London", postcode: "SW1A 1AA", country: "" };

/** Sets a reminder, makes it due and runs the worker's task. */
async function askedAndDue(by?: "email" | "telephone" | "post") {
	expect(await ask(by)).toMatchObject({ ok: true });
	await makeDue();
	await sweep();
}

describe("a reminder", () => {
	test("is set for the morning of the chosen day, to the sign-in address, and stopped", async () => {
		expect(await remindersOf(member)).toEqual({
			contacts: [{ channel: "email", masked: "r•••@e•••.org" }],
			set: undefined,
		});
		await ask();
		const { set } = await remindersOf(member);
		expect(set).toMatchObject({ channel: "email", masked: "r•••@e•••.org" });
		const { rows } = await owner.query(
			`select ($1::timestamptz at time zone 'Europe/London')::text as at,
				((now() at time zone 'Europe/London')::date + 7)::text as day`,
			[set?.dueAt],
		);
		expect(rows[0].at).toBe(`${rows[0].day} 09:00:00`);
		await stopReminder(member);
		await stopReminder(member);
		expect((await remindersOf(member)).set).toBeUndefined();
		await makeDue();
		await sweep();
		expect(await mailsTo()).toEqual([]);
		expect(await events()).toEqual(["plan-reminder.stopped", "plan-reminder.set"]);
	});

	test("replaces the earlier one", async () => {
		await askReminder(member, "en", { when: "three-days" });
		const dueAt = async () => (await remindersOf(member)).set?.dueAt.getTime() ?? 0;
		const first = await dueAt();
		await askReminder(member, "en", { when: "month" });
		expect(await dueAt()).toBeGreaterThan(first);
		await makeDue();
		await sweep();
		await sweep();
		expect(await mailsTo()).toHaveLength(1);
	});

	test("is not sent before it is due", async () => {
		await ask();
		await sweep();
		expect(await mailsTo()).toEqual([]);
	});

	test("is sent once, says nothing of the answer and has no link", async () => {
		const { member: bea } = await signedInMember("bea@example.org");
		const checked = await check(bea, "en");
		expect(checked.ok && checked.value.plan.steps.some(({ reason }) => reason.kind !== "general")).toBe(true);
		member = bea;
		await askedAndDue();
		await sweep();
		const [mail, ...others] = await mailsTo("bea@example.org");
		expect(others).toEqual([]);
		expect(mail?.subject).toBe("Your reminder");
		expect(mail?.text).toContain("type our website address yourself");
		expect(mail?.text).toContain("This is the only reminder we will send");
		const own = mail?.text.split("\n-- \n")[0] ?? "";
		expect(own).not.toMatch(/incident|breach|affected|\d|supplier|:\/\/|www|\.example|@/i);
		expect((await remindersOf(member)).set).toBeUndefined();
		expect(await events()).toEqual(["plan-reminder.sent", "plan-reminder.set"]);
	});

	test("is in the person's preferred language, otherwise in that of the page", async () => {
		await askReminder(member, "cy", { when: "week" });
		await makeDue();
		await sweep();
		expect(await mailsTo()).toMatchObject([{ subject: "Eich nodyn atgoffa", locale: "cy" }]);
		await saveStyle(member, "cy", { language: "en", format: "standard" });
		await askReminder(member, "cy", { when: "week" });
		await makeDue();
		await sweep();
		expect((await mailsTo()).map((mail) => mail.locale).sort()).toEqual(["cy", "en"]);
	});

	test("is not sent after every action of the saved answer's plan is done or skipped", async () => {
		const second = await signedInMember("bea@example.org");
		member = second.member;
		const checked = await check(member, "en");
		const plan = checked.ok ? checked.value.plan : await planOf(member, []);
		expect(plan.steps.map((step) => step.id)).toContain("watch-bank");
		const before = (await mailsTo("bea@example.org")).length;
		for (const step of plan.steps.filter((step) => step.id !== "watch-bank")) await markAction(member, step.id, "done");
		await askedAndDue();
		expect(await mailsTo("bea@example.org")).toHaveLength(before + 1);
		await ask();
		await markAction(member, "watch-bank", "skipped");
		await makeDue();
		await sweep();
		expect(await mailsTo("bea@example.org")).toHaveLength(before + 1);
		expect((await remindersOf(member)).set).toBeUndefined();
		expect((await events())[0]).toBe("plan-reminder.not-needed");
	});
});

/** Adds an email address to the contact points, as proving it does. */
async function chooseAddress(value: string) {
	const { proveEmail } = await import("@/lib/contact");
	const asked = await askedCode({ purpose: "contact-point", address: value, locale: "en", member });
	expect(await proveEmail(member, "en", asked)).toMatchObject({ ok: true });
}
const allow = (...allowed: ("email.incident-notices" | "post.incident-notices")[]) =>
	saveChoices(member, "en", { allowed, wording: wordingHash(choicesShown("en", new Set(allowed))) });

describe("is sent to", () => {
	test("the contact address rather than the sign-in address", async () => {
		await chooseAddress(`other.${address}`);
		await askedAndDue();
		expect(await mailsTo()).toEqual([]);
		expect(await mailsTo(`other.${address}`)).toHaveLength(1);
	});

	test("nobody after the person has removed that address", async () => {
		await chooseAddress(`gone.${address}`);
		await ask();
		await removePoint(member, "en", "email");
		expect((await remindersOf(member)).set).toBeUndefined();
		await makeDue();
		await sweep();
		expect([...(await mailsTo()), ...(await mailsTo(`gone.${address}`))]).toEqual([]);
		expect((await events())[0]).toBe("plan-reminder.not-reachable");
	});

	test.each([
		["stopped everything", false, () => stopAll(member, "en")],
		["withdrawn consent to email", true, () => allow()],
	])("nobody after the person has %s, until they set a new reminder", async (_, yes, no) => {
		if (yes) await allow("email.incident-notices");
		await ask();
		await no();
		expect((await remindersOf(member)).set).toBeUndefined();
		await makeDue();
		await sweep();
		expect(await mailsTo()).toEqual([]);
		await askedAndDue();
		expect(await mailsTo()).toHaveLength(1);
	});

	test("the same address if the person changes something else", async () => {
		await allow("email.incident-notices", "post.incident-notices");
		await ask();
		await allow("email.incident-notices");
		await makeDue();
		await sweep();
		expect(await mailsTo()).toHaveLength(1);
	});

	test("a channel by which the person can be reached, which they choose if there are several", async () => {
		expect(await ask("post")).toEqual({ ok: false, reason: "no-contact" });
		await savePost(member, "en", post);
		expect((await remindersOf(member)).contacts.map((contact) => contact.channel).sort()).toEqual(["email", "post"]);
		expect(await ask()).toEqual({ ok: false, reason: "no-contact" });
		expect(await ask("post")).toMatchObject({ ok: true });
		expect((await remindersOf(member)).set?.channel).toBe("post");
	});

	test("the merged person when two persons turn out to be one", async () => {
		await ask();
		const { member: kept } = await signedInMember(`kept.${address}`);
		const asked = await askedCode({ purpose: "add-identifier", address, locale: "en", member: kept });
		await verifyCode({ ...asked, purpose: "add-identifier", member: kept }, (tx, proof) =>
			addIdentifier(tx, kept, proof),
		);
		expect((await remindersOf(kept)).set).toBeDefined();
		await makeDue();
		await sweep();
		expect([...(await mailsTo()), ...(await mailsTo(`kept.${address}`))]).toHaveLength(1);
	});
});

describe("a call or a letter", () => {
	const queue = async () => (await reminderQueue.waitingReminders(staff, 1)).reminders;

	test("is in the staff queue when due; staff open it, which is audited, and mark it done once", async () => {
		await saveNumber(member, "en", "telephone", "020 7946 0123");
		await ask("telephone");
		expect(await queue()).toEqual([]);
		await makeDue();
		await sweep();
		await sweep();
		expect(await mailsTo()).toEqual([]);
		const [waiting, ...others] = await queue();
		expect(others).toEqual([]);
		expect(JSON.stringify(waiting)).not.toMatch(/7946|per_/);
		const id = waiting?.id ?? "";
		expect(await reminderQueue.openReminder(staff, id)).toMatchObject({
			ok: true,
			value: { channel: "telephone", language: "en", lines: ["020 7946 0123"] },
		});
		expect(await reminderQueue.settleReminder(staff, id, "given")).toMatchObject({ ok: true });
		expect(await reminderQueue.settleReminder(staff, id, "given"), "a second press").toMatchObject({ ok: true });
		expect(await reminderQueue.settleReminder(staff, id, "not-reached")).toEqual({ ok: false, reason: "absent" });
		expect(await reminderQueue.openReminder(staff, id)).toEqual({ ok: false, reason: "absent" });
		expect(await events()).toEqual([
			"plan-reminder.given",
			"plan-reminder.opened",
			"plan-reminder.handed-over",
			"plan-reminder.set",
		]);
	});

	test("disappears from the queue when opened after the plan was finished, without showing the address", async () => {
		await savePost(member, "en", post);
		await ask("post");
		await makeDue();
		await sweep();
		const [waiting] = await queue();
		const plan = await planOf(member, []);
		for (const step of plan.steps) await markAction(member, step.id, "done");
		expect(await reminderQueue.openReminder(staff, waiting?.id ?? "")).toEqual({ ok: false, reason: "not-needed" });
		expect(await queue()).toEqual([]);
	});

	test("cannot be opened before it is due", async () => {
		await savePost(member, "en", post);
		await ask("post");
		const { rows } = await owner.query("select id from plan_reminder where person_id = $1", [member.personId]);
		expect(await reminderQueue.openReminder(staff, rows[0].id)).toEqual({ ok: false, reason: "absent" });
	});
});

describe("two workers", () => {
	test("with the same reminders send each once, as the worker's database role", async () => {
		const addresses = [...Array(8).keys()].map((at) => `worked${at}.${address}`);
		for (const address of addresses) {
			({ member } = await signedInMember(address));
			await ask();
		}
		await makeDue();
		await owner.query("delete from graphile_worker._private_jobs");
		const workers = await Promise.all([startWorker(), startWorker()]);
		for (let jobs = 0; jobs < 6; jobs++) await owner.query("select graphile_worker.add_job('send_reminders')");
		for (let tries = 0; tries < 200; tries++) {
			const { rows } = await owner.query(
				"select count(*)::int as left from graphile_worker.jobs where task_identifier = 'send_reminders'",
			);
			if (rows[0].left === 0) break;
			await wait(50);
		}
		for (const worker of workers) await worker.stop();
		const sent = (await mails()).map((mail) => mail.to).filter((to) => addresses.includes(to));
		expect(sent.sort()).toEqual([...addresses].sort());
		expect((await owner.query("select count(*)::int as left from plan_reminder")).rows[0].left).toBe(0);
	});
});

test("a reminder that fails does not hold up the others", async () => {
	await askReminder(member, "en", { when: "week" });
	await owner.query("update proven_identifier set sealed = '\\x00' where person_id = $1", [member.personId]);
	({ member } = await signedInMember(`whole.${address}`));
	await askedAndDue();
	expect(await mailsTo(`whole.${address}`)).toHaveLength(1);
});
