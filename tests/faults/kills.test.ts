/**
 * Kills (SIGKILL) the real processes of worker, web, database and import command at random points of an import. FAULTS is the
 * number of kills: three in npm test, at least twenty in npm run faults. FAULTS_SEED repeats what a run chose.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { seeded } from "@/db/demo/random";
import type { Staff } from "@/lib/authority";
import type { Site } from "@/lib/commands/demo/site";
import { closeDatabase } from "@/lib/database";
import { activateVersion, cancelImport, createDataset, startImport, withdrawVersion } from "@/lib/datasets";
import { answerTitle } from "../support/answer-title";
import { addIncident } from "../support/exposed-people";
import { databaseProcesses, kill, killDatabaseProcesses, outsider, startFaultSite, watch } from "../support/fault-site";
import { mappingOf, versionHash, wholeDatabaseAsText } from "../support/imports";
import { signedInMember, signedInStaff } from "../support/people";

/** What is killed, in pairs of which the other one is also lost under people (histories.test.ts) or at the same point. */
const pairs = [
	["the worker", "npm run import"],
	["the web while a file goes up", "the database while a file goes up"],
	["the web while the worker reads", "the database while the worker reads"],
] as const;
type Kind = (typeof pairs)[number][number];
const seed = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000);
const random = seeded(seed).next;
/** One of each pair by chance, and with FAULTS each of them in turn. */
const kinds: Kind[] = process.env.FAULTS ? pairs.flat() : pairs.map((pair) => pair[random() < 0.5 ? 0 : 1]);
const times = Number(process.env.FAULTS ?? kinds.length);

const many = times > kinds.length;
const rowCount = many ? 60_000 : 15_000;
const table = `Email,Name,Phone\n${Array.from({ length: rowCount }, (_, at) => `p${at}@example.org,Jo Fault${at},07700 ${String(at).padStart(6, "0")}\n`).join("")}`;
const mapping = mappingOf([
	{ header: "Email", as: "identifier", kind: "email" },
	{ header: "Name", as: "name", part: "full" },
	{ header: "Phone", as: "identifier", kind: "telephone" },
]);

let site: Site & { folder: string };
let owner: pg.Pool;
let web: Site["web"];
let worker: Site["worker"];
let ada: Staff;
let bo: Staff;
let cookie: string;
let member: { personId: string; cookie: string };
let datasetId: string;
let served: string;
let undisturbed: string;
const took = { upload: 0, import: 0 };

/** Uploads the table as a browser does. Returns the version's id, or undefined if no response came. */
async function upload(): Promise<string | undefined> {
	const parts = {
		head: `--fault\r\nContent-Disposition: form-data; name="dataset"\r\n\r\n${datasetId}\r\n--fault\r\nContent-Disposition: form-data; name="file"; filename="p.csv"\r\nContent-Type: text/csv\r\n\r\n`,
		tail: "\r\n--fault--\r\n",
	};
	async function* body() {
		yield Buffer.from(parts.head);
		for (let at = 0; at < table.length; at += 32_768) {
			yield Buffer.from(table.slice(at, at + 32_768));
			await wait(2);
		}
		yield Buffer.from(parts.tail);
	}
	const answer = await fetch(`${site.url}/staff/datasets/upload`, {
		method: "POST",
		body: body() as unknown as BodyInit,
		duplex: "half",
		headers: { cookie, origin: site.url, "content-type": "multipart/form-data; boundary=fault" },
		redirect: "manual",
		signal: AbortSignal.timeout(60_000),
	} as RequestInit).catch((error) => {
		if (error.name === "TimeoutError") throw new Error(`the upload was never answered; seed ${seed}`);
		return undefined;
	});
	return answer?.headers.get("location")?.split("/").at(-1);
}

const versions = async () =>
	(await owner.query("select * from dataset_version where dataset_id = $1 order by number desc", [datasetId])).rows;
const newest = async () => (await versions())[0];

/** Waits until a condition holds. */
async function until(what: string, so: () => Promise<boolean>, seconds = 60): Promise<void> {
	for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(50)) if (await so()) return;
	throw new Error(`${what} did not come about within ${seconds} s; seed ${seed}`);
}

/** Does what would happen within two minutes: the heartbeat times out, and the worker's cleanup runs. */
async function timePasses(): Promise<void> {
	await owner.query("update dataset_version set seen_at = now() - interval '1 minute' where state <> 'uploading'");
	await owner.query("select graphile_worker.add_job('sweep_imports', job_key => 'soon')");
}

/** Waits until the version is ready without any action. Makes time pass, unless `inItsTime` is true. */
async function getsReady(versionId: string, inItsTime = false): Promise<void> {
	let round = 0;
	const so = async () => {
		if (round++ % 20 === 19 && !inItsTime) await timePasses();
		const { rows } = await owner.query("select state from dataset_version where id = $1", [versionId]);
		expect(rows[0].state).not.toBe("failed");
		return rows[0].state === "ready";
	};
	await until("the import", so, inItsTime ? 150 : 60);
}

/** Returns what should not be left: tables of versions that are neither finished nor importing, and pieces of unused uploads. */
async function leftOver(): Promise<number> {
	const { rows } = await owner.query(`select
		(select count(*) from pg_tables where schemaname = 'exposure' and tablename ~ '_[0-9]+$' and not exists
			(select from dataset_version v where tablename like '%\\_' || v.partition and v.state in ('ready', 'active', 'superseded', 'importing', 'waiting')))
		+ (select count(*) from dataset_upload u join dataset_version v on v.id = u.version_id where v.state not in ('uploading', 'staged', 'waiting', 'importing')) as n`);
	return Number(rows[0].n);
}

/** Expects a version to be identical to an undisturbed import's, then withdraws it. */
async function isIdentical(versionId: string): Promise<void> {
	expect(await versionHash(owner, versionId)).toBe(undisturbed);
	expect(await withdrawVersion(bo, versionId)).toMatchObject({ ok: true });
	expect(await leftOver()).toBe(0);
}

beforeAll(async () => {
	site = await startFaultSite("faults-kills");
	({ web, worker } = site);
	owner = outsider(site.database.owner);
	// The site's worker would write other codes into the mails while they are read here.
	process.kill(worker.pid, "SIGSTOP");
	const lead = await signedInStaff("ada@example.org", "data-lead");
	({ staff: ada } = lead);
	cookie = `staff=${lead.token}`;
	({ staff: bo } = await signedInStaff("bo@example.org", "data-lead"));
	const signedIn = await signedInMember("p77@example.org");
	process.kill(worker.pid, "SIGCONT");
	member = { personId: signedIn.member.personId, cookie: `member=${signedIn.token}` };
	const { incidentId } = await addIncident(owner, { dataset: false });
	await owner.query("update incident set slug = 'faults', published_at = now() where id = $1", [incidentId]);
	const made = await createDataset(ada, { incidentId, name: "people", complete: true });
	if (!made.ok) throw new Error(made.reason);
	datasetId = made.value;
	writeFileSync(path.join(site.folder, "mapping.json"), JSON.stringify(mapping));

	// Imports without a kill first, through the same processes.
	const start = performance.now();
	served = (await upload()) ?? "";
	took.upload = performance.now() - start;
	expect(await startImport(ada, served, mapping)).toMatchObject({ ok: true });
	await until("the first import", async () => (await newest()).state === "ready");
	took.import = performance.now() - start - took.upload;
	undisturbed = await versionHash(owner, served);
	expect(await activateVersion(bo, served)).toMatchObject({ ok: true });
}, 120_000);
afterAll(async () => {
	await owner?.end();
	await closeDatabase();
	await site?.stop();
});

/** Kills PostgreSQL: all its processes, its main process only, or one connection's process, after which it restarts itself. */
async function killDatabase(): Promise<string> {
	const how = Math.floor(random() * 3);
	const { rows } = await owner.query(
		"select pid from pg_stat_activity where query ~ 'COPY exposure|dataset_upload|INDEX' and pid <> pg_backend_pid()",
	);
	const witness = new pg.Client({ connectionString: site.database.owner });
	let ended = false;
	witness.on("error", () => {});
	witness.once("end", () => (ended = true));
	await witness.connect();
	const { first, others } = how === 0 ? killDatabaseProcesses(site.folder) : databaseProcesses(site.folder);
	if (how === 1) kill(first);
	// The import's connection, or a process that runs as long as the database does.
	if (how === 2) kill(others.find((pid) => pid === rows[0]?.pid) ?? others[0] ?? first);
	await until("the end of every connection", async () => ended);
	if (how < 2) await site.startDatabase();
	// Uses a new connection, because an earlier one may still answer while others are ended.
	await until("the database", async () => {
		const client = new pg.Client({ connectionString: site.database.owner, connectionTimeoutMillis: 5_000 });
		client.on("error", () => {});
		const ready = await client.connect().then(
			() => true,
			() => false,
		);
		await client.end();
		return ready;
	});
	return ["all of it", "its first process", "one connection"][how] as string;
}

async function restartWeb(): Promise<void> {
	kill(web.pid);
	web = await site.startWeb(`web-${Date.now()}`);
}

/** Kills one process at a random point and completes the import. Returns a description for the report. */
async function disturb(kind: Kind, inItsTime: boolean): Promise<string> {
	const goingUp = kind.endsWith("a file goes up");
	const point = random() * (goingUp ? took.upload : took.import);
	if (kind === "npm run import") {
		const file = path.join(site.folder, "faults.csv");
		writeFileSync(file, table); // a person's own file, as the command is given it
		const words = ["lib/commands/run-command.mjs", "import", file, "--incident", "faults", "--dataset", "people"];
		const rest = ["--mapping", path.join(site.folder, "mapping.json"), "--as", "ada@example.org"];
		const child = spawn(process.execPath, [...words, ...rest], {
			env: process.env,
			stdio: "ignore",
		});
		// From now on, since it may have ended before it is killed.
		const ended = once(child, "exit");
		const known = (await newest()).number;
		await until("the command's import", async () => (await newest()).number > known);
		await wait(point);
		child.kill("SIGKILL");
		await ended;
		await until("its end", async () => {
			await timePasses();
			return ["failed", "ready"].includes((await newest()).state);
		});
		const last = await newest();
		if (last.state === "ready") await isIdentical(last.id);
		else expect(last.failure).toContain("Nothing of it was kept. Import the file again.");
		expect(await leftOver()).toBe(0);
		rmSync(file);
		return `after ${Math.round(point)} ms, ${last.state}`;
	}
	if (goingUp) {
		const known = (await newest()).number;
		const answer = upload();
		await wait(point);
		const how = kind.startsWith("the web") ? await restartWeb() : await killDatabase();
		const id = await answer;
		const last = await newest();
		if (last.number > known) {
			// The staff's list shows the failed upload. They cancel it and upload again.
			await until("the page of staff", async () => {
				const page = await fetch(`${site.url}/staff/datasets/${last.id}`, { headers: { cookie }, redirect: "manual" });
				return page.status === 200;
			});
			expect(await cancelImport(ada, last.id)).toMatchObject({ ok: last.state !== "failed" });
		}
		await until("nothing left", async () => (await leftOver()) === 0);
		const again = (await upload()) ?? "";
		expect(await startImport(ada, again, mapping)).toMatchObject({ ok: true });
		await getsReady(again);
		await isIdentical(again);
		return `${how ?? ""} after ${Math.round(point)} ms, ${id ? "answered" : "no answer"}, ${last.number > known ? last.state : "no trace"}`;
	}
	const id = (await upload()) ?? "";
	expect(await startImport(ada, id, mapping)).toMatchObject({ ok: true });
	await wait(point);
	const at = (await newest()).state;
	let how: string | undefined;
	if (kind === "the worker") {
		kill(worker.pid);
		worker = site.startWorker(`worker-${Date.now()}`);
	} else if (kind.startsWith("the web")) await restartWeb();
	else how = await killDatabase();
	await getsReady(id, inItsTime);
	await isIdentical(id);
	return `${how ?? ""} after ${Math.round(point)} ms, ${at}`;
}

it(
	`${times} times without a warning: the old version answers all along, and what comes of it is what an undisturbed import makes (seed ${seed})`,
	async () => {
		const asker = outsider(site.database.web);
		const answers = watch(async () => {
			const { rows } = await asker.query("select distinct version_id from exposure.check_person($1)", [
				member.personId,
			]);
			return rows.map((row) => row.version_id).join();
		}, 15);
		const pages = watch(async () => {
			// Longer than the web gives any answer, so that a request that is never answered is seen as what it is.
			const signal = AbortSignal.timeout(45_000);
			const answer = await fetch(`${site.url}/check`, {
				headers: { cookie: member.cookie },
				redirect: "manual",
				signal,
			});
			const title = answerTitle(await answer.text());
			return answer.status === 200 ? `${title}` : `${answer.status}`;
		}, 60);
		try {
			for (let at = 0; at < times; at++) {
				const kind = kinds[at % kinds.length] as Kind;
				const started = Date.now();
				console.log(
					`${at + 1}. ${kind}: ${await disturb(kind, many && at === 0)}; seen through in ${Date.now() - started} ms`,
				);
			}
		} finally {
			await Promise.all([answers.stop(), pages.stop()]);
			await asker.end();
		}
		console.log("answers:", Object.fromEntries(answers.seen), "pages:", Object.fromEntries(pages.seen));
		answers.seen.delete("away");
		expect([...answers.seen.keys()]).toEqual([served]);
		// While the database or the web is down, requests get only that answer.
		for (const answer of ["away", "503", "We could not check"]) pages.seen.delete(answer);
		expect([...pages.seen.keys()]).toEqual(["Your records were in the affected data"]);
	},
	60_000 * times,
);

it("no identifier is in clear in the database or in the processes' output", async () => {
	const logs = [...readdirSync(site.folder), "postgres/log"].filter((name) => /log$/.test(name));
	for (const log of logs)
		expect(readFileSync(path.join(site.folder, log), "utf8"), log).not.toMatch(/p\d+@example|Jo Fault/);
	expect(await wholeDatabaseAsText(owner)).not.toMatch(/p\d+@example\.org|Jo Fault\d/);
}, 60_000);
