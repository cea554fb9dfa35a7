/**
 * What grows with the number of people who have signed in: checks a second, the count of answers that a version changes, the desk's
 * counts, and importing a table with a role mailbox a second time. 100,000 people by default; BENCH_PEOPLE=1000000 is the full form.
 */
import { once } from "node:events";
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { closeDatabase } from "@/lib/database";
import { activateVersion } from "@/lib/datasets";
import { openImportSite, runImport } from "./support/import-site";
import { inventedColumns, inventedMapping, inventedRow } from "./support/invented-table";
import { alone, compared, type Row } from "./support/row";

const people = Number(process.env.BENCH_PEOPLE ?? 100_000);
const few = Math.min(10_000, people / 10);

/** Writes a table of which every fiftieth row holds one address. Rows from `changed` on have another forename than in another table. */
async function writeTable(file: string, rows: number, changed: number): Promise<void> {
	const out = createWriteStream(file);
	out.write(`${inventedColumns.join(",")}\n`);
	for (let at = 0; at < rows; at++) {
		const [number, forename, surname, email, ...rest] = inventedRow(at).split(",");
		const row = [number, at < changed ? forename : "Changed", surname, at % 50 ? email : "office@example.org", ...rest];
		if (!out.write(`${row.join(",")}\n`)) await once(out, "drain");
	}
	out.end();
	await once(out, "finish");
}

/** Adds people from one number to another. Each has proven the address of a row and was answered from a version. */
async function addPeople(
	owner: pg.Pool,
	partition: number,
	versionId: string,
	from: number,
	to: number,
): Promise<void> {
	const range = `g >= ${from} and g < ${to}`;
	const each = `from generate_series(${from}, ${to - 1}) g`;
	await owner.query(`insert into person (id) select 'per_' || g ${each}`);
	await owner.query(
		`insert into proven_identifier (id, person_id, kind, fingerprint, sealed, means)
		select 'pid_' || g, 'per_' || g, 'email', decode(replace(email::text, '-', ''), 'hex'), '\\x00', 'email-code'
		from (
			select row_number() over (order by record) - 1 as g, email
			from (select min(record) as record, email from exposure.record_${partition} where email is not null group by email) o
		) r where ${range}`,
	);
	await owner.query(
		`insert into check_result (id, person_id, incident_id, outcome, versions, answer, answer_hash)
		select 'chk_' || g, 'per_' || g, 'inc_bench', 'affected', jsonb_build_array(jsonb_build_object('versionId', $1::text)), '\\x00', '\\x00' ${each}`,
		[versionId],
	);
	await owner.query(
		`insert into session (id, token_hash, person_id, expires_at, seen_at)
		select 'ses_' || g, ('s' || g)::bytea, 'per_' || g, now() + interval '1 day', now() + interval '1 day' ${each}`,
	);
	await owner.query("vacuum analyze person, proven_identifier, check_result, session");
}

/** Checks a second by four connections, for people chosen evenly from all. */
async function checksASecond(owner: pg.Pool, all: number): Promise<number> {
	const times = 4_000;
	let next = 0;
	const ask = async () => {
		const client = await owner.connect();
		const check = (at: number) => client.query("select * from exposure.check_person($1)", [`per_${(at * 7919) % all}`]);
		for (let warm = 0; warm < 200; warm++) await check(warm);
		await ready();
		while (next < times) await check(next++);
		client.release();
	};
	let waiting = 4;
	let go = () => {};
	const started = new Promise<void>((resolve) => {
		go = resolve;
	});
	const ready = () => {
		if (--waiting === 0) {
			began = performance.now();
			go();
		}
		return started;
	};
	let began = 0;
	await Promise.all([ask(), ask(), ask(), ask()]);
	return times / ((performance.now() - began) / 1000);
}

export async function run(): Promise<Row[]> {
	mkdirSync(".data", { recursive: true });
	const folder = mkdtempSync(path.resolve(".data", "bench-people-"));
	const site = await openImportSite(folder);
	const { owner } = site;
	try {
		const file = (name: string) => path.join(folder, name);
		writeFileSync(file("mapping.json"), JSON.stringify(inventedMapping));
		await writeTable(file("first.csv"), people, people);
		await writeTable(file("second.csv"), people, people - people / 100);
		const temporary = async () =>
			Number(
				(await owner.query("select temp_bytes from pg_stat_database where datname = current_database()")).rows[0]
					.temp_bytes,
			);
		const importing = async (name: string) => {
			const before = await temporary();
			const done = await runImport(site.worker, file(name), file("mapping.json"), "people");
			return { ...done, temporaryMegabytes: ((await temporary()) - before) / 1e6 };
		};
		const first = await importing("first.csv");
		if (!(await activateVersion(site.second, first.versionId)).ok) throw new Error("it was refused");
		const { rows } = await owner.query("select partition from dataset_version where id = $1", [first.versionId]);

		await addPeople(owner, rows[0].partition, first.versionId, 0, few);
		const atFew = await checksASecond(owner, few);
		await addPeople(owner, rows[0].partition, first.versionId, few, people);
		const atMany = await checksASecond(owner, people);

		const second = await importing("second.csv");
		const timed = async (statement: string, ...values: unknown[]) => {
			const started = performance.now();
			const found = await owner.query(statement, values);
			return { milliseconds: performance.now() - started, count: found.rowCount ?? 0 };
		};
		const changed = await timed("select * from exposure.changed_people($1)", second.versionId);
		const expected = Math.round((people / 100) * 0.98);
		if (Math.abs(changed.count - expected) > people / 1000)
			throw new Error(`${changed.count} people, not about ${expected}`);
		const counting = await timed("select exposure.count_checks()");
		const desk = await timed("select counted_at, people, today, affected from exposure.check_count");
		await closeDatabase();
		const table = statSync(file("second.csv")).size / 1e6;
		const many = people.toLocaleString("en-GB");
		return [
			compared(
				`checks a second with ${many} people beside ${few.toLocaleString("en-GB")}`,
				atMany,
				atFew,
				"/s",
				"higher",
				0.9,
			),
			alone(`people whose answer a version changes, of ${many}`, changed.milliseconds / 1000, "s", "lower", 30),
			alone("the desk's counts", desk.milliseconds, "ms", "lower", 300),
			alone("counting them, once a minute", counting.milliseconds / 1000, "s", "lower", 30),
			compared(
				"second import, 2% of the rows at one address, beside the first",
				second.seconds,
				first.seconds,
				"s",
				"lower",
				1.5,
			),
			compared("its temporary files beside the table", second.temporaryMegabytes, table, "MB", "lower", 1),
		];
	} finally {
		await site.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}
