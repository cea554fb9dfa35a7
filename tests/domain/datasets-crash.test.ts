import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { database, speakAs } from "@/lib/database";
import { activateVersion, createDataset, importVersion, receiveUpload, startImport } from "@/lib/datasets";
import { sweepImports } from "@/lib/datasets/sweep";
import { tasks } from "@/lib/datasets/tasks";
import type { Staff } from "@/lib/identity/schema";
import { addIncident, addMember } from "../support/exposed-people";
import { mappingOf, pieces, versionHash, wholeDatabaseAsText } from "../support/imports";
import { signedInStaff } from "../support/people";
import { connectAs } from "../support/roles";

/** How often the importer is killed; the twenty are `KILLS=20 npx vitest run tests/domain/datasets-crash.test.ts`. */
const kills = Number(process.env.KILLS ?? 2);
const rowCount = 12_000;
const table = `Email,Name,Phone\n${Array.from({ length: rowCount }, (_, at) => `p${at}@example.org,Jo ${at},07700 ${String(at).padStart(6, "0")}\n`).join("")}`;
const mapping = mappingOf([
	{ header: "Email", as: "identifier", kind: "email" },
	{ header: "Name", as: "name", part: "full" },
	{ header: "Phone", as: "identifier", kind: "telephone" },
]);

const owner = connectAs("owner");
const worker = connectAs("worker");
const folder = mkdtempSync(path.join(tmpdir(), "crash-"));
let ada: Staff;
let bo: Staff;
let datasetId: string;
let undisturbed: string;
let served: string;

beforeAll(async () => {
	speakAs("worker");
	({ staff: ada } = await signedInStaff("ada@example.org", "data-lead"));
	({ staff: bo } = await signedInStaff("bo@example.org", "data-lead"));
	const { incidentId } = await addIncident(owner, { dataset: false });
	await owner.query("update incident set slug = 'crash' where id = $1", [incidentId]);
	const made = await createDataset(ada, { incidentId, name: "people", complete: true });
	if (!made.ok) throw new Error(made.reason);
	datasetId = made.value;
	const first = await importVersion(ada, { datasetId, stream: pieces(table, 65_536), fileName: "p.csv", mapping });
	served = first.versionId;
	undisturbed = await versionHash(owner, served);
	await activateVersion(bo, served);
	writeFileSync(path.join(folder, "table.csv"), table);
	writeFileSync(path.join(folder, "mapping.json"), JSON.stringify(mapping));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function startCommand(): ChildProcess {
	const words = [
		"--import",
		"tsx",
		"lib/commands/import.ts",
		path.join(folder, "table.csv"),
		"--incident",
		"crash",
		"--dataset",
		"people",
		"--mapping",
		path.join(folder, "mapping.json"),
		"--as",
		"ada@example.org",
	];
	return spawn(process.execPath, words, { env: process.env, stdio: "ignore" });
}

/** Waits until a version beyond those known is being imported. */
async function importing(known: number): Promise<void> {
	for (let at = 0; at < 600; at++) {
		const { rows } = await owner.query(
			"select 1 from dataset_version where dataset_id = $1 and number > $2 and state = 'importing'",
			[datasetId, known],
		);
		if (rows.length) return;
		await wait(25);
	}
	throw new Error("the import did not start");
}

const newest = async () =>
	(await owner.query("select * from dataset_version where dataset_id = $1 order by number desc limit 1", [datasetId]))
		.rows[0];
const stranded = async () =>
	(
		await owner.query(
			"select count(*)::int as n from pg_tables t where schemaname = 'exposure' and tablename ~ '_[0-9]+$' and not exists (select from dataset_version v where tablename like '%\\_' || v.partition and v.state in ('ready', 'active', 'superseded'))",
		)
	).rows[0].n;

describe("killed without a warning", () => {
	it(
		`${kills} times in the middle: the old version answers all along, nothing is left, and the next try is identical`,
		async () => {
			const member = await addMember(owner, { email: "p77@example.org" });
			const answered = async () =>
				(await owner.query("select version_id from exposure.check_person($1)", [member.personId])).rows;
			for (let at = 0; at < kills; at++) {
				const { number } = await newest();
				const child = startCommand();
				await importing(number);
				await wait((at * 137) % 400);
				child.kill("SIGKILL");
				await once(child, "exit");
				expect(await answered()).toEqual([{ version_id: served }]);
				// What the clock would do: a quarter of a minute without a sign of life.
				await owner.query("update dataset_version set seen_at = now() - interval '1 minute' where state = 'importing'");
				for (let tries = 0; (await newest()).state === "importing" && tries < 200; tries++) {
					await sweepImports(); // the server lets go of a dead connection's lock when it notices
					await wait(25);
				}
				expect(["failed", "ready"]).toContain((await newest()).state);
				expect(await stranded()).toBe(0);
			}
			const again = await importVersion(ada, { datasetId, stream: pieces(table, 65_536), fileName: "p.csv", mapping });
			expect(await versionHash(owner, again.versionId)).toBe(undisturbed);
			expect(await answered()).toEqual([{ version_id: served }]);
		},
		40_000 * (kills + 1),
	);

	it("the database cut the importer's connections: it ends with an error, leaves nothing, and the next try is identical", async () => {
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

	it("waits sealed, outlives its importer, and is gone once it is read", async () => {
		const stream = pieces(table, 65_536);
		const received = await receiveUpload(ada, datasetId, { fileName: "p.csv", stream, complete: () => true });
		if (!received.ok) throw new Error(received.reason);
		expect((await newest()).state).toBe("staged");
		expect(await wholeDatabaseAsText(owner)).not.toContain("p4242@example.org");
		expect(await startImport(bo, received.value, mapping)).toEqual({ ok: false, reason: "not-yours" });
		expect(await startImport(ada, received.value, mapping, "Supplier's export")).toMatchObject({ ok: true });
		// An importer took it and was killed.
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

	it("that breaks off, or is no table, leaves a sentence and nothing else", async () => {
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
});
