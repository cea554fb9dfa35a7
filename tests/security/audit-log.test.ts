// Promise of SECURITY.md: the audit log cannot be back-dated, numbered ahead, altered or emptied, and no job or actor is invented.
import { beforeAll, describe, expect, it } from "vitest";
import { markAction } from "@/lib/guidance";
import { formRefusal } from "@/lib/identity/request-session";
import { memberChanges } from "@/lib/limits";
import { addMember } from "../support/exposed-people";
import { signedInMember } from "../support/people";
import { connectAs, staffRow } from "../support/roles";

const roles = { web: connectAs("web"), worker: connectAs("worker") };
const owner = connectAs("owner");
const denied = { code: "42501" };

beforeAll(() => staffRow(owner, "stf_real", "Real", "admin"));

describe.each(["web", "worker"] as const)("as the %s", (role) => {
	const db = roles[role];

	it("an entry is made by record_audit alone, with its own number and time", async () => {
		const row =
			"insert into audit_event (actor_kind, actor_id, action, subject_id) values ('system', 'x', 'x.done', 'x')";
		await expect(db.query(row)).rejects.toMatchObject(denied);
		await db.query("select record_audit('staff', 'stf_real', 'x.done', 'x')");
		const { rows } = await db.query("select max(id) = count(*) as gapless, max(at) <= now() as past from audit_event");
		expect(rows).toEqual([{ gapless: true, past: true }]);
	});

	it.each([
		["staff", "stf_invented"],
		["member", "per_invented"],
		["owner", "x"],
	])("no entry names a %s who does not exist", async (kind, id) => {
		await expect(db.query("select record_audit($1, $2, 'x.done', 'x')", [kind, id])).rejects.toMatchObject(denied);
	});

	it.each([
		"update audit_event set at = now() - interval '1 day'",
		"delete from audit_event",
		"truncate audit_event",
		"select setval('audit_event_id_seq', 1000000)",
		"alter table audit_event disable trigger user",
	])("%s is refused", async (statement) => {
		await expect(db.query(statement)).rejects.toMatchObject(denied);
	});

	it.each([
		["an invented task", "nothing", "x"],
		["a task of the timetable", "send_reminders", "x"],
		["a mail that is not in the outbox", "send_mail", "msg_x"],
		["a version that does not exist", "import_dataset", "dsv_x"],
	])("the queue takes no job for %s", async (_what, task, subject) => {
		await expect(db.query("select enqueue_job($1, $2)", [task, subject])).rejects.toMatchObject(denied);
	});
});

it("the web makes no entry of the system's", async () => {
	await expect(roles.web.query("select record_audit('system', 'x', 'x.done', 'x')")).rejects.toMatchObject(denied);
});

it("the web makes no entry in the name of anybody who is not signed in", async () => {
	await staffRow(owner, "stf_away", "Away", "admin");
	await owner.query("update session set revoked_at = now() - interval '2 minutes' where staff_id = 'stf_away'");
	const { personId } = await addMember(owner, {});
	await owner.query("update session set expires_at = now() where person_id = $1", [personId]);
	const entry = "select record_audit($1, $2, 'x.done', 'x')";
	await expect(roles.web.query(entry, ["staff", "stf_away"])).rejects.toMatchObject(denied);
	await expect(roles.web.query(entry, ["member", personId])).rejects.toMatchObject(denied);
	await roles.worker.query(entry, ["staff", "stf_away"]);
});

it.each([
	["action", "select record_audit('staff', 'stf_real', repeat('x', 101), 'x')"],
	["subject", "select record_audit('staff', 'stf_real', 'x.done', repeat('x', 201))"],
	["detail", "select record_audit('staff', 'stf_real', 'x.done', 'x', jsonb_build_object('x', repeat('x', 9000)))"],
])("no entry has a long %s", async (_what, statement) => {
	await expect(roles.web.query(statement)).rejects.toMatchObject({ code: "23514" });
});

it("the web neither reads nor alters the queue", async () => {
	await expect(roles.web.query("select * from graphile_worker._private_jobs")).rejects.toMatchObject(denied);
	await expect(roles.web.query("select graphile_worker.add_job('send_mail')")).rejects.toMatchObject(denied);
});

describe("a member who changes a lot", () => {
	const many = memberChanges.perHour;
	const entry = (personId: string, action = "x.done") =>
		roles.web.query("select record_audit('member', $1, $2, 'x')", [personId, action]);
	/** Lets a member make as many entries as there is room for. */
	async function filled(): Promise<string> {
		const { personId } = await addMember(owner, {});
		await roles.web.query("select record_audit('member', $1, 'x.done', 'x') from generate_series(1, $2)", [
			personId,
			many,
		]);
		return personId;
	}
	const entries = async (personId: string) =>
		(await owner.query("select count(*)::int as count from audit_event where actor_id = $1", [personId])).rows[0].count;

	it("fills the log no further within an hour, in one transaction or several, and nobody else waits", async () => {
		const personId = await filled();
		await expect(entry(personId)).rejects.toMatchObject({ code: "AU001" });
		expect(await entries(personId)).toBe(many);
		const other = await addMember(owner, {});
		await entry(other.personId);
		expect(await entries(other.personId)).toBe(1);
		const once = await addMember(owner, {});
		await expect(
			roles.web.query("select record_audit('member', $1, 'x.done', 'x') from generate_series(1, $2)", [
				once.personId,
				many + 1,
			]),
		).rejects.toMatchObject({ code: "AU001" });
		expect(await entries(once.personId)).toBe(0);
	});

	it("changes nothing by what has no entry, and goes on an hour later", async () => {
		const member = await addMember(owner, {});
		await owner.query(
			`insert into audit_event (actor_kind, actor_id, action, subject_id) select 'member', $1, 'x.done', 'x' from generate_series(1, $2)`,
			[member.personId, many],
		);
		await expect(markAction(member, "change-password", "done")).rejects.toMatchObject({ cause: { code: "AU001" } });
		expect((await owner.query("select from action_progress where person_id = $1", [member.personId])).rows).toEqual([]);
		await owner.query("alter table audit_event disable trigger user");
		await owner.query("update audit_event set at = at - interval '1 hour' where actor_id = $1", [member.personId]);
		await owner.query("alter table audit_event enable trigger user");
		await markAction(member, "change-password", "done");
		expect(await entries(member.personId)).toBe(many + 1);
	});

	it.each(["session.opened", "session.ended", "session.revoked", "check.answered"])(
		"still signs in, signs out and gets an answer (%s)",
		async (action) => {
			const personId = await filled();
			await entry(personId, action);
			expect(await entries(personId)).toBe(many + 1);
		},
	);

	it("is told so where a form is sent, but for the page that ends sessions", async () => {
		const { member, token } = await signedInMember("changes.a.lot@example.org");
		const sent = (pathname: string) =>
			formRefusal({
				method: "POST",
				nextUrl: { pathname },
				headers: { get: () => null },
				cookies: { get: (name) => (name === "member" ? { value: token } : undefined) },
			});
		expect(await sent("/plan")).toBeUndefined();
		await roles.web.query("select record_audit('member', $1, 'session.ended', 'x') from generate_series(1, $2)", [
			member.personId,
			many,
		]);
		expect(await sent("/plan")).toBe("too-many");
		expect(await sent("/cy/preferences/text")).toBe("too-many");
		expect(await sent("/devices")).toBeUndefined();
	});
});

describe("as the owner", () => {
	const entry = "actor_kind, actor_id, action, subject_id";
	const values = "'system', 'x', 'x.done', 'x'";

	it.each([
		[
			"back-dated",
			`insert into audit_event (at, ${entry}) values (now() - interval '1 day', ${values})`,
			"the time it was made",
		],
		[
			"post-dated",
			`insert into audit_event (at, ${entry}) values (now() + interval '1 day', ${values})`,
			"the time it was made",
		],
		[
			"numbered ahead",
			`insert into audit_event (id, ${entry}) overriding system value values (1000000, ${values})`,
			"audit",
		],
		["emptied", "truncate audit_event", "append-only"],
		["emptied by way of what it refers to", "truncate person cascade", "append-only"],
		["altered", "update audit_event set action = 'x'", "append-only"],
		["cut", "delete from audit_event", "append-only"],
	])("it cannot be %s", async (_what, statement, why) => {
		await expect(owner.query(statement)).rejects.toThrow(why);
	});
});
