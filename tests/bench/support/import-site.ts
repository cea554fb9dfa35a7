/** A database with an incident and two members of staff, and the importer as a separate process whose memory is measured. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { removeCluster, startCluster } from "@/db/embedded/cluster";
import { openSiteDatabase } from "@/db/embedded/site-database";
import { closeDatabase, setDatabaseRole } from "@/lib/database";
import { addStaff, operator, staffForCommand } from "@/lib/identity";
import { cpuMilliseconds } from "./cpu";

export type Imported = { seconds: number; processorSeconds: number; peakMegabytes: number; versionId: string };

/** Starts the site in a folder. The organisation is the demo's with longer membership numbers, for millions of members. */
export async function openImportSite(folder: string) {
	const cluster = await startCluster(path.join(folder, "postgres"), {});
	const end = async () => {
		await cluster.stop();
		await removeCluster(path.join(folder, "postgres"));
	};
	try {
		return await fill(cluster, folder, end);
	} catch (error) {
		await end();
		throw error;
	}
}

async function fill(cluster: Awaited<ReturnType<typeof startCluster>>, folder: string, end: () => Promise<void>) {
	const urls = await openSiteDatabase(cluster, "bench");
	const organisation = path.join(folder, "organisation.json");
	writeFileSync(organisation, readFileSync("db/demo/organisation.json", "utf8").replace("\\\\d{6}", "\\\\d{9}"));
	const key = () => randomBytes(32).toString("base64");
	// This process runs as the web, which manages staff and activates. The importer gets only the worker's connection.
	Object.assign(process.env, {
		DATABASE_URL: urls.owner,
		DATABASE_URL_WEB: urls.web,
		IDENTIFIER_KEY: key(),
		SEALING_KEY: key(),
		SITE_URL: "http://localhost:3000",
		SMTP_URL: "smtp://127.0.0.1:1",
		ORGANISATION_FILE: organisation,
		LOG_LEVEL: "silent",
	});
	const owner = new pg.Pool({ connectionString: urls.owner, max: 4 });
	owner.on("error", () => {});
	await owner.query(
		"insert into incident (id, slug, status, position, title_en, title_cy, question_en, summary_en, breach_types, data_involved) values ('inc_bench', 'bench', 'active', 1, 'Bench', '', 'Q', 'S', '{availability}', true)",
	);
	setDatabaseRole("owner");
	for (const name of ["one", "two"])
		await addStaff(operator("bench"), { email: `${name}@example.org`, displayName: name, roles: ["data-lead"] });
	await closeDatabase();
	setDatabaseRole("web");
	const second = await staffForCommand("two@example.org");
	if (!second) throw new Error("the second person is missing");
	// Signs staff in, because only staff with a session may activate.
	await owner.query(
		"insert into session (id, token_hash, staff_id, expires_at) values ('ses_second', 'second', $1, now() + interval '1 day')",
		[second.staffId],
	);
	return {
		owner,
		second,
		worker: urls.worker,
		async stop() {
			await owner.end();
			await end();
		},
	};
}

/** The names of the datasets that imports have made. */
const datasetsMade = new Set<string>();

/** Runs `npm run import` on a file with the worker's connection, and measures the process's peak memory, threads included. */
export async function runImport(worker: string, file: string, mapping: string, dataset: string): Promise<Imported> {
	const { DATABASE_URL_WEB, ...env } = process.env;
	const started = performance.now();
	const known = datasetsMade.has(dataset);
	datasetsMade.add(dataset);
	const words = [
		"lib/commands/run-command.mjs",
		"import",
		file,
		"--incident",
		"bench",
		known ? "--dataset" : "--new-dataset",
		dataset,
		"--mapping",
		mapping,
		"--as",
		"one@example.org",
	];
	const child = spawn(process.execPath, words, {
		env: { ...env, DATABASE_URL_WORKER: worker },
		stdio: ["ignore", "pipe", process.env.BENCH_SHOW ? "inherit" : "ignore"],
	});
	let peak = 0;
	let processor = 0;
	const watch = setInterval(() => {
		try {
			processor = cpuMilliseconds(child.pid as number) / 1000;
			peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? 0));
		} catch {
			// The process has ended, or this is not Linux.
		}
	}, 100);
	let said = "";
	for await (const piece of child.stdout) said += piece;
	clearInterval(watch);
	if (process.env.BENCH_SHOW) console.log(said);
	const versionId = /\((dsv_\w+)\) is ready/.exec(said)?.[1];
	if (!versionId) throw new Error("the import did not get ready");
	return {
		seconds: (performance.now() - started) / 1000,
		processorSeconds: processor,
		peakMegabytes: peak / 1024,
		versionId,
	};
}
