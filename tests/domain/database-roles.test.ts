import { describe, expect, it } from "vitest";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
const web = connectAs("web");
const worker = connectAs("worker");
const denied = { code: "42501" };

describe("the web's database role", () => {
	it.each(["record", "profile"])("may not read exposure.%s", async (table) => {
		await expect(web.query(`select * from exposure.${table}`)).rejects.toMatchObject(denied);
	});

	it("may ask about one person through the one function", async () => {
		const { rows } = await web.query("select * from exposure.check_person('per_nobody')");
		expect(rows).toEqual([]);
	});

	it("may add to the audit log and never alter it", async () => {
		const add =
			"insert into audit_event (actor_kind, actor_id, action, subject_id, detail) values ('system', 'test', 'test.done', 'x', '{}')";
		await web.query(add);
		await expect(web.query("update audit_event set action = 'x'")).rejects.toMatchObject(denied);
		await expect(web.query("delete from audit_event")).rejects.toMatchObject(denied);
		await expect(owner.query("delete from audit_event")).rejects.toThrow("append-only");
	});

	it("may add a job and neither read nor alter the queue", async () => {
		await web.query("select enqueue_job('nothing', '{}')");
		await expect(web.query("select * from graphile_worker._private_jobs")).rejects.toMatchObject(denied);
		await expect(web.query("select graphile_worker.add_job('nothing')")).rejects.toMatchObject(denied);
	});

	it("may not make tables", async () => {
		await expect(web.query("create table mine (id int)")).rejects.toMatchObject(denied);
	});
});

describe("the worker's database role", () => {
	it("sees the jobs the web adds", async () => {
		await web.query("select enqueue_job('seen', '{}')");
		const { rows } = await worker.query("select task_identifier from graphile_worker.jobs");
		expect(rows.map((row) => row.task_identifier)).toContain("seen");
	});

	it("may read the tables of affected people and never alter the audit log", async () => {
		await worker.query("select count(*) from exposure.record");
		await expect(worker.query("update audit_event set action = 'x'")).rejects.toMatchObject(denied);
	});

	it("may send reminders and ask for none", async () => {
		await worker.query("delete from plan_reminder");
		await expect(
			worker.query(
				"insert into plan_reminder (id, person_id, channel, to_sign_in, locale, due_at) values ('a', 'b', 'email', true, 'en', now())",
			),
		).rejects.toMatchObject(denied);
	});
});

it("none of the three is a superuser or passes row security", async () => {
	const { rows } = await owner.query(
		"select rolname from pg_roles where rolname in ('owner', 'web', 'worker') and (rolsuper or rolbypassrls)",
	);
	expect(rows).toEqual([]);
});
