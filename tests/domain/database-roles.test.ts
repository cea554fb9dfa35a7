import { beforeAll, describe, expect, it } from "vitest";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
const web = connectAs("web");
const worker = connectAs("worker");
const denied = { code: "42501" };

describe("the web's database role", () => {
	it.each(["record", "profile"])("may not read exposure.%s", async (table) => {
		await expect(web.query(`select * from exposure.${table}`)).rejects.toMatchObject(denied);
	});

	it("adds to an uploaded file and may not read it back", async () => {
		await expect(web.query("select sealed from dataset_upload")).rejects.toMatchObject(denied);
		await expect(web.query("update dataset_upload set sealed = ''")).rejects.toMatchObject(denied);
	});

	it("looks up one person through one function, which refuses people who are not signed in", async () => {
		await expect(web.query("select * from exposure.check_person('per_nobody')")).rejects.toThrow("not signed in");
	});

	it("may not create tables", async () => {
		await expect(web.query("create table mine (id int)")).rejects.toMatchObject(denied);
	});
});

describe("the worker's database role", () => {
	it("may read the tables of affected people and never alter the audit log", async () => {
		await worker.query("select count(*) from exposure.record");
		await expect(worker.query("update audit_event set action = 'x'")).rejects.toMatchObject(denied);
	});

	describe("with a version of a dataset", () => {
		let tables: { record: string; profile: string };
		beforeAll(async () => {
			await owner.query(
				"insert into incident (id, slug, status, position, title_en, question_en, summary_en, breach_types, data_involved) values ('inc_roles', 'roles', 'active', 1, 'T', 'Q', 'S', '{}', true)",
			);
			await owner.query("insert into dataset (id, incident_id, name) values ('dst_roles', 'inc_roles', 'people')");
			const { rows } = await owner.query(
				"insert into dataset_version (id, dataset_id, number, state, file_name, imported_by) values ('dsv_roles', 'dst_roles', 1, 'importing', 'x.csv', 'one') returning partition",
			);
			const n = rows[0].partition;
			tables = { record: `exposure.record_${n}`, profile: `exposure.profile_${n}` };
		});
		const add = {
			record: (table: string) =>
				worker.query(`insert into ${table} (partition, record, profile) values ($1, 1, 1)`, [part()]),
			profile: (table: string) =>
				worker.query(
					`insert into ${table} (partition, profile, relationship, source, categories) values ($1, 1, 'member', '', '{}')`,
					[part()],
				),
		};
		const part = () => Number(tables.record.split("_").at(-1));
		const kinds = ["record", "profile"] as const;

		it("fills a version's tables only while it is imported", async () => {
			await worker.query("select exposure.prepare_version('dsv_roles')");
			for (const kind of kinds) {
				await add[kind](tables[kind]);
				await expect(add[kind](`exposure.${kind}`)).rejects.toMatchObject(denied);
			}
		});

		it("may not change a finished version, active or not", async () => {
			await worker.query("select exposure.finish_version('dsv_roles')");
			await refused();
			await owner.query("update dataset_version set state = 'ready' where id = 'dsv_roles'");
			await worker.query("select exposure.attach_version('dsv_roles')");
			await owner.query(
				"update dataset_version set state = 'active', activated_by = 'two', activated_at = now() where id = 'dsv_roles'",
			);
			await owner.query("update dataset set active_version_id = 'dsv_roles' where id = 'dst_roles'");
			await refused();
			const { rows } = await worker.query("select record from exposure.record where partition = $1", [part()]);
			expect(rows).toEqual([{ record: 1 }]);
		});

		async function refused() {
			for (const kind of kinds)
				for (const table of [tables[kind], `exposure.${kind}`]) {
					await expect(add[kind](table)).rejects.toMatchObject(denied);
					await expect(worker.query(`update ${table} set profile = 2`)).rejects.toMatchObject(denied);
					await expect(worker.query(`delete from ${table}`)).rejects.toMatchObject(denied);
					await expect(worker.query(`truncate ${table}`)).rejects.toMatchObject(denied);
				}
		}
	});

	it("may send reminders but not create them", async () => {
		await worker.query("delete from plan_reminder");
		await expect(
			worker.query(
				"insert into plan_reminder (id, person_id, channel, to_sign_in, locale, due_at) values ('a', 'b', 'email', true, 'en', now())",
			),
		).rejects.toMatchObject(denied);
	});
});

it("none of the three is a superuser or bypasses row security", async () => {
	const { rows } = await owner.query(
		"select rolname from pg_roles where rolname in ('owner', 'web', 'worker') and (rolsuper or rolbypassrls)",
	);
	expect(rows).toEqual([]);
});
