/**
 * The importer beside PostgreSQL's own COPY of the same file. In full: 1,000,000 and 5,000,000 rows of 12 columns, look-ups at
 * 15,000,000 identifiers. BENCH_ROWS=100000 is a short form: the larger version has five times as many.
 */
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { closeDatabase } from "@/lib/database";
import { activateVersion, rollBack } from "@/lib/datasets";
import { fingerprint } from "@/lib/identifiers";
import { openImportSite, runImport } from "./support/import-site";
import { inventedColumns, inventedMapping, writeInventedTable } from "./support/invented-table";
import { alone, compared, median, type Row } from "./support/row";

const rows = Number(process.env.BENCH_ROWS ?? 1_000_000);

/** The reference: the same rows as text into an unlogged table, then an index on each identifier and one on the row. */
async function copyAsText(owner: pg.Pool, file: string): Promise<number> {
	const client = await owner.connect();
	const started = performance.now();
	await client.query(`create unlogged table plain (${inventedColumns.map((name) => `"${name}" text`).join(", ")})`);
	await pipeline(
		createReadStream(file, { highWaterMark: 1 << 20 }),
		client.query(copyFrom("copy plain from stdin with (format csv, header)")),
	);
	await client.query("alter table plain add column row bigint generated always as identity").catch(() => {});
	const copied = performance.now();
	await client.query("set maintenance_work_mem = '256MB'");
	for (const column of ["No", "Email", "Mobile"]) await client.query(`create index on plain ("${column}")`);
	await client.query("analyze plain");
	const seconds = (performance.now() - started) / 1000;
	if (process.env.BENCH_SHOW)
		console.log(`copy ${((copied - started) / 1000).toFixed(1)} s, in all ${seconds.toFixed(1)} s`);
	await client.query("drop table plain");
	client.release();
	return seconds;
}

/** Milliseconds of one check of a person with three proven identifiers; the middle of many. */
async function lookUp(owner: pg.Pool, row: (at: number) => number): Promise<number> {
	const times: number[] = [];
	for (let at = 0; at < 400; at++) {
		const number = row(at);
		const print = fingerprint("membership-number", `MP${String(number).padStart(9, "0")}`);
		await owner.query("update proven_identifier set fingerprint = $1 where person_id = 'per_bench'", [print]);
		const started = performance.now();
		const found = await owner.query("select * from exposure.check_person('per_bench')");
		times.push(performance.now() - started);
		if (found.rows.length !== 1) throw new Error(`row ${number} was found ${found.rows.length} times`);
	}
	return median(times.slice(100));
}

export async function run(): Promise<Row[]> {
	const folder = mkdtempSync(path.resolve(".data", "bench-import-"));
	const site = await openImportSite(folder);
	try {
		const [small, large, few] = [
			path.join(folder, "small.csv"),
			path.join(folder, "large.csv"),
			path.join(folder, "few.csv"),
		];
		const mapping = path.join(folder, "mapping.json");
		writeFileSync(mapping, JSON.stringify(inventedMapping));
		await writeInventedTable(small, rows);
		await writeInventedTable(large, rows * 5);
		await writeInventedTable(few, 33_333);

		const plain = [await copyAsText(site.owner, small)];
		const one = await runImport(small, mapping, "one");
		plain.push(await copyAsText(site.owner, small));
		const again = await runImport(small, mapping, "one");
		const five = await runImport(large, mapping, "five");

		const tiny = await runImport(few, mapping, "few");
		await site.owner.query("insert into person (id) values ('per_bench')");
		await site.owner.query(
			"insert into proven_identifier (id, person_id, kind, fingerprint, sealed, means) values ('pid_bench', 'per_bench', 'membership-number', '\\x00', '\\x00', 'letter-code')",
		);
		const timed = async (work: () => Promise<{ ok: boolean }>) => {
			const started = performance.now();
			if (!(await work()).ok) throw new Error("it was refused");
			return performance.now() - started;
		};
		await timed(() => activateVersion(site.second, tiny.versionId));

		// A reader who asks all the time while versions change.
		let slowest = 0;
		let reading = true;
		const reader = (async () => {
			while (reading) {
				const started = performance.now();
				await site.owner.query("select * from exposure.check_person('per_bench')");
				slowest = Math.max(slowest, performance.now() - started);
			}
		})();
		const activation = await timed(() => activateVersion(site.second, five.versionId));
		const second = await runImport(few, mapping, "five");
		await timed(() => activateVersion(site.second, second.versionId));
		const {
			rows: [of],
		} = await site.owner.query("select dataset_id from dataset_version where id = $1", [five.versionId]);
		const back = await timed(() => rollBack(site.second, of.dataset_id));
		reading = false;
		await reader;
		// The same partitions stand in both measurements; only the pointer differs.
		await site.owner.query("update dataset set active_version_id = null where id <> $1", [of.dataset_id]);
		const atMany = await lookUp(site.owner, (at) => (at * 7919) % (rows * 5));
		await site.owner.query("update dataset set active_version_id = null");
		await site.owner.query(
			"update dataset set active_version_id = $1 where id = (select dataset_id from dataset_version where id = $1)",
			[tiny.versionId],
		);
		const atFew = await lookUp(site.owner, (at) => (at * 7919) % 33_333);
		await closeDatabase();

		const thousands = (count: number) => count.toLocaleString("en-GB");
		return [
			compared(
				`import of ${thousands(rows)} rows × 12 beside COPY as text`,
				Math.min(one.seconds, again.seconds),
				Math.min(...plain),
				"s",
				"lower",
				2.5,
			),
			alone(`rows a second`, rows / Math.min(one.seconds, again.seconds), "rows/s", "higher"),
			alone(
				`peak memory at ${thousands(rows)} rows`,
				Math.max(one.peakMegabytes, again.peakMegabytes),
				"MB",
				"lower",
				300,
			),
			compared(
				`peak memory at ${thousands(rows * 5)} rows beside that`,
				five.peakMegabytes,
				Math.max(one.peakMegabytes, again.peakMegabytes),
				"MB",
				"lower",
				1.2,
			),
			alone(`import of ${thousands(rows * 5)} rows`, five.seconds, "s", "lower"),
			alone(`activation of ${thousands(rows * 5)} rows`, activation, "ms", "lower", 1000),
			alone("roll back to them", back, "ms", "lower", 1000),
			alone("slowest check meanwhile", slowest, "ms", "lower", 1000),
			compared(`look-up at ${thousands(rows * 15)} identifiers beside 100,000`, atMany, atFew, "ms", "lower", 1.3),
		];
	} finally {
		await site.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}
