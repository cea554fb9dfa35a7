import { beforeAll, describe, expect, it } from "vitest";
import type { Staff } from "@/lib/authority";
import { database, setDatabaseRole } from "@/lib/database";
import { activateVersion, createDataset, importVersion, receiveUpload, startImport } from "@/lib/datasets";
import { sweepImports } from "@/lib/datasets/cleanup";
import { tasks } from "@/lib/datasets/tasks";
import { addIncident } from "../support/exposed-people";
import { mappingOf, pieces, versionHash, wholeDatabaseAsText } from "../support/imports";
import { signedInStaff } from "../support/people";
import { connectAs } from "../support/roles";

const rowCount = 12_000;
const table = `Email,Name,Phone\n${Array.from({ length: rowCount }, (_, at) => `p${at}@example.org,Jo ${at},07700 ${String(at).padStart(6, "0")}\n`).join("")}`;
const mapping = mappingOf([
	{ header: "Email", as: "identifier", kind: "email" },
	{ header: "Name", as: "name", part: "full" },
	{ header: "Phone", as: "identifier", kind: "telephone" },
]);

const owner = connectAs("owner");
const worker = connectAs("worker");
let ada: Staff;
let bo: Staff;
let datasetId: string;
let undisturbed: string;

beforeAll(async () => {
	setDatabaseRole("owner");
	({ staff: ada } = await signedInStaff("ada@example.org", "data-lead"));
	({ staff: bo } = await signedInStaff("bo@example.org", "data-lead"));
	const { incidentId } = await addIncident(owner, { dataset: false });
	const made = await createDataset(ada, { incidentId, name: "people", complete: true });
	if (!made.ok) throw new Error(made.reason);
	datasetId = made.value;
	const first = await importVersion(ada, { datasetId, stream: pieces(table, 65_536), fileName: "p.csv", mapping });
	undisturbed = await versionHash(owner, first.versionId);
	await activateVersion(bo, first.versionId);
}, 60_000);

const newest = async () =>
	(await owner.query("select * from dataset_version where dataset_id = $1 order by number desc limit 1", [datasetId]))
		.rows[0];
const stranded = async () =>
	(
		await owner.query(
			"select count(*)::int as n from pg_tables t where schemaname = 'exposure' and tablename ~ '_[0-9]+$' and not exists (select from dataset_version v where tablename like '%\\_' || v.partition and v.state in ('ready', 'active', 'superseded'))",
		)
	).rows[0].n;

describe("an interrupted import", () => {
	it("fails if the database ends its connections, leaves nothing, and the next try gives the same version", async () => {
		async function* cut() {
			yield* pieces(table.slice(0, 450_000), 65_536);
			const { rows } = await worker.query(
				"select pg_terminate_backend(pid) from pg_stat_activity where query like 'COPY exposure.%' and datname = current_database()",
			);
			expect(rows).toHaveLength(1);
			yield* pieces(table.slice(450_000), 65_536);
		}
		await expect(importVersion(ada, { datasetId, stream: cut(), fileName: "p.csv", mapping })).rejects.toThrow();
		expect((await newest()).state).toBe("failed");
		expect(await stranded()).toBe(0);
		const again = await importVersion(ada, { datasetId, stream: pieces(table, 65_536), fileName: "p.csv", mapping });
		expect(await versionHash(owner, again.versionId)).toBe(undisturbed);
	}, 40_000);
});

describe("an upload in the browser", () => {
	const run = async (versionId: string, attempts = 1) =>
		(tasks.import_dataset as unknown as (payload: unknown, helpers: unknown) => Promise<void>)(
			{ versionId },
			{ job: { attempts, max_attempts: 8 } },
		);

	it("is stored encrypted, survives its importer, and is deleted once it is read", async () => {
		const stream = pieces(table, 65_536);
		const received = await receiveUpload(ada, datasetId, { fileName: "p.csv", stream, complete: () => true });
		if (!received.ok) throw new Error(received.reason);
		expect((await newest()).state).toBe("staged");
		expect(await wholeDatabaseAsText(owner)).not.toContain("p4242@example.org");
		expect(await startImport(bo, received.value, mapping)).toEqual({ ok: false, reason: "not-yours" });
		expect(await startImport(ada, received.value, mapping, "Supplier's export")).toMatchObject({ ok: true });
		// An importer started it and was killed.
		await owner.query(
			"update dataset_version set state = 'importing', seen_at = now() - interval '1 minute' where id = $1",
			[received.value],
		);
		await owner.query("select exposure.prepare_version($1)", [received.value]);
		expect(await sweepImports()).toBe(1);
		const { rows: jobs } = await owner.query(
			"select count(*)::int as n from graphile_worker.jobs where task_identifier = 'import_dataset'",
		);
		expect(jobs[0].n).toBeGreaterThan(0);
		await run(received.value);
		expect((await newest()).state).toBe("ready");
		expect(await versionHash(owner, received.value)).toBe(undisturbed);
		expect((await owner.query("select count(*)::int as n from dataset_upload")).rows[0].n).toBe(0);
		expect((await newest()).sample).toBeNull();
	}, 40_000);

	it("that stops midway or is no table leaves an error message and nothing else", async () => {
		const broken = await receiveUpload(ada, datasetId, {
			fileName: "p.csv",
			stream: pieces(table),
			complete: () => false,
		});
		expect(await newest()).toMatchObject({
			state: "failed",
			failure: expect.stringContaining("broke off before the end"),
		});
		expect(broken.ok).toBe(true);
		await receiveUpload(ada, datasetId, {
			fileName: "p.xlsx",
			stream: pieces(Buffer.from("504b030414000600", "hex")),
			complete: () => true,
		});
		expect(await newest()).toMatchObject({
			state: "failed",
			failure: expect.stringContaining("save the one table as CSV"),
		});
		expect((await owner.query("select count(*)::int as n from dataset_upload")).rows[0].n).toBe(0);
		expect(database()).toBeDefined();
	});

	const jobs = async () =>
		(
			await owner.query(
				"select key, locked_by from graphile_worker.jobs where task_identifier = 'import_dataset' order by id",
			)
		).rows;

	it("whose job was lost with its worker is queued again, once", async () => {
		const received = await receiveUpload(ada, datasetId, {
			fileName: "p.csv",
			stream: pieces(table, 65_536),
			complete: () => true,
		});
		if (!received.ok) throw new Error(received.reason);
		await owner.query("delete from graphile_worker._private_jobs");
		expect(await startImport(ada, received.value, mapping)).toMatchObject({ ok: true });
		const later = () =>
			owner.query("update dataset_version set seen_at = now() - interval '1 minute' where state = 'waiting'");
		await later();
		expect(await sweepImports(), "its job waits").toBe(0);
		await owner.query("update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a dead worker'");
		await later();
		expect(await sweepImports()).toBe(1);
		await later();
		expect(await sweepImports(), "its new job waits").toBe(0);
		expect(await jobs()).toEqual([
			{ key: null, locked_by: "a dead worker" },
			{ key: `import:${received.value}`, locked_by: null },
		]);
		await run(received.value);
		expect(await versionHash(owner, received.value)).toBe(undisturbed);
		await run(received.value);
		expect((await newest()).state, "a second job finds nothing to do").toBe("ready");
	}, 40_000);

	it("that received nothing for ten minutes is cancelled with an error message", async () => {
		async function* stops() {
			yield* pieces(table, 65_536);
			for (const [minutes, swept] of [
				[9, 0],
				[11, 1],
			]) {
				await owner.query(
					"update dataset_version set seen_at = now() - make_interval(mins => $1) where state = 'uploading'",
					[minutes],
				);
				expect(await sweepImports()).toBe(swept);
			}
		}
		await receiveUpload(ada, datasetId, { fileName: "p.csv", stream: stops(), complete: () => true });
		expect(await newest()).toMatchObject({
			state: "cancelled",
			failure: expect.stringContaining("The upload was not completed"),
		});
		expect((await owner.query("select count(*)::int as n from dataset_upload")).rows[0].n).toBe(0);
	});
});
