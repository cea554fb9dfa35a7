/**
 * Compares the importer with PostgreSQL's COPY of the same file: 1,000,000 rows of 12 columns with three identifiers each. Then
 * measures activation, rollback and lookups. BENCH_ROWS=100000 is a short form. With BENCH_ROWS=5000000 the first million is still
 * compared with COPY; the rest uses all rows (15,000,000 identifiers) and compares memory with the million's.
 */
import { createReadStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { closeDatabase } from "@/lib/database";
import { activateVersion, rollBack } from "@/lib/datasets";
import { fingerprint } from "@/lib/identifiers";
import { familyMilliseconds, parentOf } from "./support/cpu";
import { type Imported, openImportSite, runImport } from "./support/import-site";
import { inventedColumns, inventedMapping, writeInventedTable } from "./support/invented-table";
import { alone, compared, median, type Row } from "./support/row";

const all = Number(process.env.BENCH_ROWS ?? 1_000_000);
const rows = Math.min(all, 1_000_000);

type Cost = { seconds: number; processorSeconds: number };

/** Measures the reference: copies the same rows as text into an unlogged table and creates an index on each identifier column. */
async function copyAsText(owner: pg.Pool, file: string): Promise<Cost> {
	const client = await owner.connect();
	const processor = process.cpuUsage();
	const started = performance.now();
	await client.query(`create unlogged table plain (${inventedColumns.map((name) => `"${name}" text`).join(", ")})`);
	await pipeline(
		createReadStream(file, { highWaterMark: 1 << 20 }),
		client.query(copyFrom("copy plain from stdin with (format csv, header)")),
	);
	const copied = performance.now();
	await client.query("set maintenance_work_mem = '256MB'");
	for (const column of ["No", "Email", "Mobile"]) await client.query(`create index on plain ("${column}")`);
	await client.query("analyze plain");
	const seconds = (performance.now() - started) / 1000;
	const { user, system } = process.cpuUsage(processor);
	if (process.env.BENCH_SHOW)
		console.log(`copy ${((copied - started) / 1000).toFixed(1)} s, in all ${seconds.toFixed(1)} s`);
	await client.query("drop table plain");
	client.release();
	return { seconds, processorSeconds: (user + system) / 1e6 };
}

/** Adds the database's CPU time to the cost of a piece of work. */
async function withDatabase<Done extends Cost>(owner: pg.Pool, work: () => Promise<Done>): Promise<Done> {
	const {
		rows: [self],
	} = await owner.query("select pg_backend_pid() as pid");
	const server = parentOf(self.pid);
	const before = familyMilliseconds(server);
	const done = await work();
	return { ...done, processorSeconds: done.processorSeconds + (familyMilliseconds(server) - before) / 1000 };
}

/** Returns the median milliseconds of one check of a person with three proven identifiers. */
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
	mkdirSync(".data", { recursive: true });
	const folder = mkdtempSync(path.resolve(".data", "bench-import-"));
	const site = await openImportSite(folder);
	try {
		const file = (name: string) => path.join(folder, name);
		const mapping = file("mapping.json");
		writeFileSync(mapping, JSON.stringify(inventedMapping));
		await writeInventedTable(file("rows.csv"), rows);
		await writeInventedTable(file("few.csv"), 33_333);

		const plain: Cost[] = [];
		const imports: Imported[] = [];
		for (let time = 0; time < 2; time++) {
			plain.push(await withDatabase(site.owner, () => copyAsText(site.owner, file("rows.csv"))));
			imports.push(await withDatabase(site.owner, () => runImport(site.worker, file("rows.csv"), mapping, "rows")));
		}
		const peak = Math.max(...imports.map((run) => run.peakMegabytes));
		let large = imports[1] as Imported;
		if (all > rows) {
			await writeInventedTable(file("all.csv"), all);
			large = await runImport(site.worker, file("all.csv"), mapping, "all");
			rmSync(file("all.csv"));
		}
		const tiny = await runImport(site.worker, file("few.csv"), mapping, "few");
		await site.owner.query("insert into person (id) values ('per_bench')");
		await site.owner.query(
			"insert into session (id, token_hash, person_id, expires_at, seen_at) values ('ses_bench', '', 'per_bench', now() + interval '1 day', now() + interval '1 day')",
		);
		await site.owner.query(
			"insert into proven_identifier (id, person_id, kind, fingerprint, sealed, means) values ('pid_bench', 'per_bench', 'membership-number', decode(repeat('00', 16), 'hex'), '\\x00', 'letter-code')",
		);
		const timed = async (work: () => Promise<{ ok: boolean }>) => {
			const started = performance.now();
			if (!(await work()).ok) throw new Error("it was refused");
			return performance.now() - started;
		};
		await timed(() => activateVersion(site.second, tiny.versionId));

		// Checks continuously while versions change.
		let slowest = 0;
		let reading = true;
		const reader = (async () => {
			while (reading) {
				const started = performance.now();
				await site.owner.query("select * from exposure.check_person('per_bench')");
				slowest = Math.max(slowest, performance.now() - started);
			}
		})();
		const activation = await timed(() => activateVersion(site.second, large.versionId));
		const second = await runImport(site.worker, file("few.csv"), mapping, all > rows ? "all" : "rows");
		await timed(() => activateVersion(site.second, second.versionId));
		const {
			rows: [of],
		} = await site.owner.query("select dataset_id from dataset_version where id = $1", [large.versionId]);
		const back = await timed(() => rollBack(site.second, of.dataset_id, second.versionId));
		reading = false;
		await reader;
		// Both measurements have the same partitions. Only the active version differs.
		await site.owner.query("update dataset set active_version_id = null where id <> $1", [of.dataset_id]);
		const atMany = await lookUp(site.owner, (at) => (at * 7919) % all);
		await site.owner.query("update dataset set active_version_id = null");
		await site.owner.query(
			"update dataset set active_version_id = $1 where id = (select dataset_id from dataset_version where id = $1)",
			[tiny.versionId],
		);
		const atFew = await lookUp(site.owner, (at) => (at * 7919) % 33_333);
		await closeDatabase();

		const thousands = (count: number) => count.toLocaleString("en-GB");
		const least = (of: (cost: Cost) => number, costs: Cost[]) => Math.min(...costs.map(of));
		const seconds = least((cost) => cost.seconds, imports);
		return [
			compared(
				`import of ${thousands(rows)} rows × 12 beside COPY as text`,
				seconds,
				least((cost) => cost.seconds, plain),
				"s",
				"lower",
				2.5,
			),
			compared(
				"processor time of both, the database's with it",
				least((cost) => cost.processorSeconds, imports),
				least((cost) => cost.processorSeconds, plain),
				"s",
				"lower",
			),
			alone("rows a second", rows / seconds, "rows/s", "higher"),
			alone(`peak memory at ${thousands(rows)} rows`, peak, "MB", "lower", 300),
			...(all > rows
				? [
						alone(`import of ${thousands(all)} rows`, large.seconds, "s", "lower"),
						alone(`peak memory at ${thousands(all)} rows`, large.peakMegabytes, "MB", "lower", 300),
						compared("that beside the first's", large.peakMegabytes, peak, "MB", "lower", 1.1),
					]
				: []),
			alone(`activation of ${thousands(all)} rows`, activation, "ms", "lower", 1000),
			alone("roll back to them", back, "ms", "lower", 1000),
			alone("slowest check meanwhile", slowest, "ms", "lower", 1000),
			compared(`look-up at ${thousands(all * 3)} identifiers beside 100,000`, atMany, atFew, "ms", "lower", 1.3),
		];
	} finally {
		await site.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}
