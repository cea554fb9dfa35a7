/**
 * The database runs out of disk: on a small file system where one can be mounted (root on Linux), and elsewhere by the shell's
 * limit of file size (ulimit -f), which PostgreSQL reaches when it extends a table.
 */
import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cluster, removeCluster, startCluster } from "@/db/embedded/cluster";
import { administer, openSiteDatabase, type SiteUrls } from "@/db/embedded/site-database";
import { postgresAccount } from "@/db/embedded/unprivileged";
import type { Staff } from "@/lib/authority";
import { keys } from "@/lib/commands/demo/keys";
import { closeDatabase, setDatabaseRole } from "@/lib/database";
import { activateVersion, createDataset, importVersion, receiveUpload, startImport } from "@/lib/datasets";
import { sweepImports } from "@/lib/datasets/cleanup";
import { tasks } from "@/lib/datasets/tasks";
import { addIncident, addMember } from "../support/exposed-people";
import { outsider, watch } from "../support/fault-site";
import { mappingOf, pieces, versionHash } from "../support/imports";
import { signedInStaff } from "../support/people";
import { leftFolder, makeReachableFolder, removeReachableFolder } from "../support/reachable-folder";

const name = "faults-disk";
let folder: string;
/** The folder of the database's files. */
let postgres: string;
/** The mount point of the small file system. The database's user must be able to enter it. */
let small: string;
const root = process.platform === "linux" && process.getuid?.() === 0;
const rows = (count: number) =>
	`Email,Name,Phone\n${Array.from({ length: count }, (_, at) => `p${at}@example.org,Jo ${at},07700 ${String(at).padStart(6, "0")}\n`).join("")}`;
const mapping = mappingOf([
	{ header: "Email", as: "identifier", kind: "email" },
	{ header: "Name", as: "name", part: "full" },
	{ header: "Phone", as: "identifier", kind: "telephone" },
]);

let cluster: Cluster;
let urls: SiteUrls;
let owner: pg.Pool;
let ada: Staff;
let bo: Staff;
let datasetId: string;
let personId: string;

async function clear(folder: string): Promise<void> {
	const postgres = path.join(folder, "postgres");
	if (existsSync(postgres)) await removeCluster(postgres);
	if (root) execFileSync("sh", ["-c", `! mountpoint -q "$0" || umount "$0"`, path.join(folder, "small")]);
	removeReachableFolder(name, folder);
}

beforeAll(async () => {
	const left = leftFolder(name);
	if (left) await clear(left);
	folder = makeReachableFolder(name);
	postgres = path.join(folder, "postgres");
	small = path.join(folder, "small");
	cluster = await startCluster(postgres);
	urls = await openSiteDatabase(cluster, "selfcheck");
	Object.assign(process.env, {
		DATABASE_URL: urls.owner,
		DATABASE_URL_WORKER: urls.worker,
		...keys(folder),
		SITE_URL: "http://localhost:3000",
		ORGANISATION_FILE: path.resolve("db/demo/organisation.json"),
		SMTP_URL: "smtp://127.0.0.1:1",
		LOG_LEVEL: "silent",
	});
	setDatabaseRole("owner");
	owner = outsider(urls.owner);
	({ staff: ada } = await signedInStaff("ada@example.org", "data-lead"));
	({ staff: bo } = await signedInStaff("bo@example.org", "data-lead"));
	const { incidentId } = await addIncident(owner, { dataset: false });
	const made = await createDataset(ada, { incidentId, name: "people", complete: true });
	if (!made.ok) throw new Error(made.reason);
	datasetId = made.value;
	({ personId } = await addMember(owner, { email: "p77@example.org" }));
}, 60_000);
afterAll(async () => {
	await owner?.end();
	await closeDatabase();
	await cluster?.stop();
	await clear(folder);
});

/** Ends every connection to the database, makes a change that requires that, and connects again. */
async function alone(change: () => Promise<void>): Promise<void> {
	await owner.end();
	await closeDatabase();
	await change();
	owner = outsider(urls.owner);
}

const moveTo = (tablespace: string) =>
	alone(() =>
		administer(cluster, async (client) => {
			await client.query(`alter database selfcheck set tablespace ${tablespace}`);
		}),
	);

const importTable = (table: string) =>
	importVersion(ada, { datasetId, stream: pieces(table, 65_536), fileName: "p.csv", mapping });
const upload = async (table: string) => {
	const file = { fileName: "p.csv", stream: pieces(table, 65_536), complete: () => true };
	const received = await receiveUpload(ada, datasetId, file);
	if (!received.ok) throw new Error(received.reason);
	return received.value;
};
const versionOf = async (id: string) =>
	(await owner.query("select * from dataset_version where id = $1", [id])).rows[0];
const newest = async () =>
	(await owner.query("select * from dataset_version where dataset_id = $1 order by number desc limit 1", [datasetId]))
		.rows[0];

/** Expects that nothing of the failed import is left: no table and no piece of a file. */
async function expectNothingLeft(): Promise<void> {
	const { rows: left } = await owner.query(`select tablename as name from pg_tables
		where schemaname = 'exposure' and tablename ~ '_[0-9]+$' and not exists (
			select from dataset_version v where tablename like '%\\_' || v.partition and v.state in ('ready', 'active', 'superseded'))
		union all select 'a piece of ' || version_id from dataset_upload`);
	expect(left).toEqual([]);
}

/** Imports and activates a version while there is room. Returns a function that checks its answers. */
async function served(table: string) {
	const { versionId } = await importTable(table);
	const hash = await versionHash(owner, versionId);
	expect(await activateVersion(bo, versionId)).toMatchObject({ ok: true });
	const asker = outsider(urls.web);
	const answers = watch(async () => {
		const found = await asker.query("select distinct version_id from exposure.check_person($1)", [personId]);
		return found.rows.map((row) => row.version_id).join();
	}, 10);
	return {
		hash,
		async expectServedAllAlong() {
			await answers.stop();
			await asker.end();
			expect([...answers.seen.keys()]).toEqual([versionId]);
		},
	};
}

describe("a full disk", () => {
	const sentence =
		/^The database's disk is full\. Nothing of this file was kept, .* then upload or import the file again\.$/;
	if (!root) console.warn("SKIPPED: a full disk needs root on Linux, to mount a small one.");

	it.skipIf(!root)(
		"is said in a sentence, leaves nothing, changes no answer, and is over when there is room",
		async () => {
			const account = postgresAccount();
			mkdirSync(small, { mode: 0o711 });
			execFileSync("mount", ["-t", "tmpfs", "-o", "size=96m,mode=700", "tmpfs", small]);
			if (account) chownSync(small, account.uid, account.gid);
			await administer(cluster, async (client) => {
				await client.query(`create tablespace small location '${small}'`);
			});
			await moveTo("small");
			const table = rows(20_000);
			const { hash, expectServedAllAlong } = await served(table);
			await owner.query("checkpoint").catch(() => {});

			const ballast = path.join(small, "ballast");
			const { bavail, bsize } = statfsSync(small);
			writeFileSync(ballast, Buffer.alloc(bavail * bsize - 3_000_000));

			await expect(importTable(table)).rejects.toMatchObject({ code: "53100" });
			expect(await newest()).toMatchObject({ state: "failed", failure: expect.stringMatching(sentence) });
			await expectNothingLeft();

			const fits = await upload(table);
			expect((await versionOf(fits)).state).toBe("staged");
			expect(await startImport(ada, fits, mapping)).toMatchObject({ ok: true });
			const job = { job: { attempts: 1, max_attempts: 8 } };
			await (tasks.import_dataset as unknown as (payload: unknown, helpers: unknown) => Promise<void>)(
				{ versionId: fits },
				job,
			);
			expect(await versionOf(fits)).toMatchObject({ state: "failed", failure: expect.stringMatching(sentence) });
			await expectNothingLeft();

			expect(await versionOf(await upload(rows(120_000)))).toMatchObject({
				state: "failed",
				failure: expect.stringMatching(sentence),
			});
			await expectNothingLeft();

			rmSync(ballast);
			const again = await importTable(table);
			expect(await versionHash(owner, again.versionId)).toBe(hash);
			await expectServedAllAlong();
			await moveTo("pg_default");
		},
		120_000,
	);
});

/** npm test runs one of the two tests, npm run faults both. */
it.skipIf(root && !process.env.FAULTS)(
	"a table that may not grow ends its import the same way",
	async () => {
		const table = rows(130_000);
		const { hash, expectServedAllAlong } = await served(rows(20_000));
		const undisturbed = await versionHash(owner, (await importTable(table)).versionId);
		expect(undisturbed).not.toBe(hash);
		await expectServedAllAlong();
		const restart = (limit: string) =>
			alone(async () => {
				await cluster.stop();
				const words = ["--import", "tsx", "tests/support/start-cluster.ts", postgres, String(cluster.port)];
				// In blocks of 512 bytes; a segment of the write-ahead log has 16 MB.
				execFileSync("sh", ["-c", `ulimit -f ${limit}; exec "$@"`, "sh", process.execPath, ...words], {
					stdio: "inherit",
				});
				cluster = await startCluster(postgres);
			});
		await restart("34000");
		await expect(importTable(table)).rejects.toThrow(/File too large/);
		expect(await newest()).toMatchObject({
			state: "failed",
			failure: expect.stringContaining("Nothing of it was kept."),
		});
		await expectNothingLeft();
		await restart("unlimited");
		expect(await sweepImports()).toBe(0);
		expect(await versionHash(owner, (await importTable(table)).versionId)).toBe(undisturbed);
	},
	120_000,
);
