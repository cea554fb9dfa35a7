/**
 * A member's code while others ask for 64 codes a second, the mail server takes 300 ms a mail, and four imports run. Part of
 * `npm run security` alone, because it takes minutes (vitest.config.ts).
 */
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startChild } from "@/lib/commands/demo/child";
import { closeDatabase } from "@/lib/database";
import { createDataset, startImport } from "@/lib/datasets";
import { addIncident } from "../support/exposed-people";
import { outsider, startFaultSite } from "../support/fault-site";
import { hiddenFields } from "../support/form-fields";
import { mappingOf } from "../support/imports";
import { type MailRelay, startMailRelay } from "../support/mail-relay";
import { signedInStaff } from "../support/people";
import { sendRaw } from "../support/raw-request";

const perSecond = 64;
const seconds = 40;
const imports = 4;
const rows = 60_000;
const table = `Email,Name\n${Array.from({ length: rows }, (_, at) => `row${at}@example.org,Jo Load${at}\n`).join("")}`;
const mapping = mappingOf([
	{ header: "Email", as: "identifier", kind: "email" },
	{ header: "Name", as: "name", part: "full" },
]);

let site: Awaited<ReturnType<typeof startFaultSite>>;
let relay: MailRelay;
let worker: ReturnType<typeof startChild>;
let owner: ReturnType<typeof outsider>;
const versions: { id: string; start: () => Promise<unknown> }[] = [];

/** Uploads the table as a browser does. Returns the version's id. */
async function upload(datasetId: string, cookie: string): Promise<string> {
	const form = new FormData();
	form.set("dataset", datasetId);
	form.set("file", new File([table], "load.csv", { type: "text/csv" }));
	const headers = { cookie, origin: site.url };
	const answer = await fetch(`${site.url}/staff/datasets/upload`, {
		method: "POST",
		body: form,
		headers,
		redirect: "manual",
	});
	return answer.headers.get("location")?.split("/").at(-1) ?? "";
}

beforeAll(async () => {
	site = await startFaultSite("attacks-codes");
	owner = outsider(site.database.owner);
	process.kill(site.worker.pid, "SIGSTOP");
	const { staff, token } = await signedInStaff("lead@example.org", "data-lead");
	const { incidentId } = await addIncident(owner, { dataset: false });
	for (let at = 0; at < imports; at++) {
		const made = await createDataset(staff, { incidentId, name: `table ${at}`, complete: true });
		if (!made.ok) throw new Error(made.reason);
		const id = await upload(made.value, `staff=${token}`);
		versions.push({ id, start: () => startImport(staff, id, mapping) });
	}
	process.kill(site.worker.pid, "SIGCONT");
	await site.worker.stop();
	relay = await startMailRelay({ milliseconds: 300 });
	const environment = { ...site.environment.worker, SMTP_URL: relay.url };
	const log = path.join(site.folder, "worker-slow-relay.log");
	worker = startChild("worker", ["lib/commands/run-command.mjs", "worker"], environment, log);
}, 240_000);

afterAll(async () => {
	await worker?.stop();
	await relay?.stop();
	await owner?.end();
	await closeDatabase();
	await site?.stop();
});

it(`a member's code is at the mail server within ten seconds of ${perSecond} requests a second for ${seconds} s`, async () => {
	const page = await (await fetch(`${site.url}/sign-in`)).text();
	const fields = hiddenFields(page, "email");
	/** Asks for a code with a browser of its own, from one of 32 networks and for an address of one of eight domains. */
	const ask = (at: number, address: string) => {
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
			`Content-Length: ${Buffer.byteLength(body)}`,
			"Connection: close",
		];
		const from = `127.0.1.${1 + (at % 32)}`;
		return sendRaw(Number(new URL(site.url).port), [`${head.join("\r\n")}\r\n\r\n${body}`], { from, withinMs: 20_000 });
	};
	for (const { start } of versions) expect(await start()).toMatchObject({ ok: true });
	const statuses = new Map<number | undefined, number>();
	const asked: Promise<void>[] = [];
	const members: { address: string; at: number }[] = [];
	const start = performance.now();
	for (let at = 0; at < perSecond * seconds; at++) {
		await wait(Math.max(0, start + (at * 1_000) / perSecond - performance.now()));
		const member = at % (2 * perSecond) === perSecond;
		const address = member ? `member${at}@example.org` : `stranger${at}@example${at % 8}.org`;
		if (member) members.push({ address, at: performance.now() });
		asked.push(ask(at, address).then(({ status }) => void statuses.set(status, (statuses.get(status) ?? 0) + 1)));
	}
	await Promise.all(asked);
	const { rows: states } = await owner.query(
		"select state, count(*)::int as n from dataset_version where id = any($1) group by 1",
		[versions.map(({ id }) => id)],
	);
	await wait(11_000);
	const took = members.map(({ address, at }) => {
		const mail = relay.accepted.find(({ to }) => to === address);
		return Math.round((mail?.at ?? Number.POSITIVE_INFINITY) - at);
	});
	console.table({
		slowestMs: Math.max(...took),
		mails: relay.accepted.length,
		statuses: JSON.stringify([...statuses]),
		imports: JSON.stringify(states),
	});
	expect(Math.max(...took)).toBeLessThan(10_000);
	expect(statuses.get(303)).toBeGreaterThan(perSecond * seconds * 0.9);
}, 200_000);
