/**
 * Members' codes while strangers ask for 64 codes a second from 64 networks, the mail server takes 300 ms a mail, and four imports run.
 * `npm run security` asks for a minute, `vitest run --project attacks` for four seconds.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, it, vi } from "vitest";
import { sampleStaff } from "@/db/demo/samples";
import { type Child, startChild } from "@/lib/commands/demo/child";
import { closeDatabase, setDatabaseRole } from "@/lib/database";
import { createDataset, startImport } from "@/lib/datasets";
import { mintStaff } from "@/lib/identity/roles";
import { requestLimits } from "@/lib/limits";
import { alone, keeps, type Row } from "../bench/support/row";
import { addIncident } from "../support/exposed-people";
import { hiddenFields } from "../support/form-fields";
import { signInAndCheck } from "../support/http-journey";
import { mappingOf } from "../support/imports";
import { type MailRelay, startMailRelay } from "../support/mail-relay";
import { sendRaw } from "../support/raw-request";

const site = inject("site");
const long = process.env.SECURITY === "long";
const perSecond = 64;
const seconds = long ? 60 : 4;
/** The milliseconds from a member's first request to their code at the mail server. */
const most = 10_000;
/** So many that imports run for the whole time. */
const rows = long ? 1_000_000 : 150_000;
const table = Array.from({ length: rows }, (_, at) => `row${at}@example.org,Jo Load${at},0770090${at}\n`).join("");
const mapping = mappingOf([
	{ header: "Email", as: "identifier", kind: "email" },
	{ header: "Name", as: "name", part: "full" },
	{ header: "Number", as: "identifier", kind: "membership-number" },
]);

const sumOf = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0);

const owner = new pg.Pool({ connectionString: site.database, max: 2 });
owner.on("error", () => {});
const imports: { version: string; start: () => Promise<unknown> }[] = [];
let relay: MailRelay;
let worker: Child;

/** Uploads the table as a browser does. Returns the version's id. */
async function upload(datasetId: string, cookie: string): Promise<string> {
	const body = new FormData();
	body.set("dataset", datasetId);
	body.set("file", new File([`Email,Name,Number\n${table}`], "load.csv", { type: "text/csv" }));
	const answer = await fetch(`${site.url}/staff/datasets/upload`, {
		method: "POST",
		body,
		headers: { cookie, origin: site.url },
		redirect: "manual",
	});
	return answer.headers.get("location")?.split("/").at(-1) ?? "";
}

beforeAll(async () => {
	// What staff do is done by this process; only the uploads and the requests for codes go to the site.
	Object.assign(process.env, site.worker.environment, { DATABASE_URL: site.database, LOG_LEVEL: "silent" });
	setDatabaseRole("owner");
	const lead = sampleStaff.find(({ roles }) => (roles as readonly string[]).includes("data-lead"));
	const cookie = await signInAndCheck(site, lead?.email ?? "", undefined, "/staff/sign-in");
	const { rows: found } = await owner.query(
		"select staff_id from session where staff_id is not null order by created_at desc limit 1",
	);
	const staff = mintStaff(found[0].staff_id, lead?.name ?? "", ["data-lead"]);
	const { incidentId } = await addIncident(owner, { dataset: false });
	for (let at = 0; at < 4; at++) {
		const made = await createDataset(staff, { incidentId, name: `table ${at}`, complete: true });
		if (!made.ok) throw new Error(made.reason);
		const version = await upload(made.value, cookie);
		imports.push({ version, start: () => startImport(staff, version, mapping) });
	}
	process.kill(site.worker.pid, "SIGSTOP");
	relay = await startMailRelay({ milliseconds: 300 });
	const environment = { ...site.worker.environment, SMTP_URL: relay.url };
	const args = ["lib/commands/run-command.mjs", "worker"];
	worker = startChild("worker", args, environment, path.join(site.folder, "worker-slow-relay.log"));
}, 240_000);

afterAll(async () => {
	await worker?.stop();
	process.kill(site.worker.pid, "SIGCONT");
	await relay?.stop();
	// What is unproven counts for ten minutes, also for the files after this one.
	await owner.query("delete from challenge where sent_at > now() - interval '10 minutes' and consumed_at is null");
	await owner.end();
	await closeDatabase();
});

/** Asks for a code with a browser of its own. Returns the status; "closed" if there was no answer in 30 s. */
async function askForCode(fields: Record<string, string>, at: number, address: string, from: string): Promise<string> {
	const part = ([name, value]: [string, string]) =>
		`--load\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
	const body = `${Object.entries({ ...fields, email: address })
		.map(part)
		.join("")}--load--\r\n`;
	const head = [
		"POST /sign-in HTTP/1.1",
		"Host: localhost",
		`Origin: ${site.url}`,
		`Cookie: code-sign-in=${"b".repeat(35)}${String(at).padStart(8, "0")}`,
		"Content-Type: multipart/form-data; boundary=load",
		`Content-Length: ${body.length}`,
		"Connection: close",
	];
	const options = { from, withinMs: 30_000 };
	return String((await sendRaw(site.port, [`${head.join("\r\n")}\r\n\r\n${body}`], options)).status ?? "closed");
}

/** Waits until the first of the imports reads rows. */
async function untilRowsAreRead(): Promise<void> {
	const read = "select count(*)::int as n from dataset_version where id = any($1) and rows_read > 0";
	const versions = imports.map(({ version }) => version);
	await vi.waitFor(async () => expect((await owner.query(read, [versions])).rows[0].n).toBeGreaterThan(0), {
		timeout: 60_000,
		interval: 50,
	});
}

it(`a member's code is at a mail server that takes 300 ms a mail within ${most / 1_000} s of the request, during ${perSecond} requests a second and four imports`, async () => {
	const fields = hiddenFields(await (await fetch(`${site.url}/sign-in`)).text(), "email");
	for (const { start } of imports) expect(await start()).toMatchObject({ ok: true });
	await untilRowsAreRead();
	const answers: Record<string, number> = {};
	const members: { address: string; asked: number; answered: number }[] = [];
	const ask = async (at: number, address: string, from: string) => {
		const answer = await askForCode(fields, at, address, from);
		answers[answer] = (answers[answer] ?? 0) + 1;
		return answer;
	};
	/** Asks as a member does, who comes back when the page says so. */
	const askAsMember = async (at: number) => {
		const address = `member${at}@example.org`;
		const start = performance.now();
		while ((await ask(at, address, `127.0.${1 + (at % 250)}.1`)) === "503")
			await wait(requestLimits.retryAfter * 1_000);
		members.push({ address, asked: start, answered: performance.now() });
	};
	const asked: Promise<unknown>[] = [];
	const begin = performance.now();
	for (let at = 0; at < perSecond * seconds; at++) {
		await wait(Math.max(0, begin + (at * 1_000) / perSecond - performance.now()));
		const stranger = [`stranger${at}@example${at % 8}.org`, `127.${1 + (at % 64)}.0.1`] as const;
		asked.push(at % perSecond === perSecond / 2 ? askAsMember(at) : ask(at, ...stranger));
	}
	await Promise.all(asked);
	const codeAt = (address: string) => relay.accepted.find(({ to }) => to === address)?.at;
	await vi.waitFor(() => expect(members.filter(({ address }) => codeAt(address) === undefined)).toEqual([]), {
		timeout: 60_000,
		interval: 50,
	});
	const slowest = (since: "asked" | "answered") =>
		Math.max(...members.map((member) => (codeAt(member.address) ?? 0) - member[since]));
	const { 303: pages = 0, 503: busy = 0, ...others } = answers;
	const result: Row[] = [
		alone("a code after its request, slowest", slowest("asked"), "ms", "lower", most),
		alone("a code after the page that announces it, slowest", slowest("answered"), "ms", "lower"),
		alone("requests answered with the page for a code", pages, "", "higher", 1),
		alone("requests told to come back", busy, "", "lower"),
		alone("requests answered otherwise or not at all", sumOf(others), "", "lower", 0),
	];
	mkdirSync(path.join("tests", "bench", "results"), { recursive: true });
	writeFileSync(path.join("tests", "bench", "results", "codes.json"), `${JSON.stringify(result, null, "\t")}\n`);
	if (long) console.table(result);
	expect(result.filter((row) => !keeps(row))).toEqual([]);
}, 400_000);
