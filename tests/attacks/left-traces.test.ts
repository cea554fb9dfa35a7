/**
 * What somebody finds who takes the machine's files and not its keys: planted details of a member, of a stranger and of an affected table
 * are searched for in logs, metrics, the build with its kept pages, temporary files, and the headers of mails.
 */
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import PostalMime, { type Email } from "postal-mime";
import { afterAll, expect, inject, it, vi } from "vitest";
import { sampleStaff } from "@/db/demo/samples";
import { type Child, startChild } from "@/lib/commands/demo/child";
import { closeDatabase, setDatabaseRole } from "@/lib/database";
import { createDataset, startImport } from "@/lib/datasets";
import { mintStaff } from "@/lib/identity/roles";
import { addIncident } from "../support/exposed-people";
import { FormBrowser } from "../support/form-browser";
import { signInAndCheck } from "../support/http-journey";
import { mappingOf } from "../support/imports";
import { type MailRelay, startMailRelay } from "../support/mail-relay";
import { codeIn, longCodeIn } from "../support/mailed-codes";

const site = inject("site");
/** Words that stand nowhere else, neither in this file nor in a build of it. */
/** Letters alone: a column that is named as a number looks like somebody's data, and its table is refused. */
const word = () => `zq${Array.from(randomBytes(10), (byte) => "abcdefghij"[byte % 10]).join("")}`;
const planted: Record<string, string> = {
	address: `${word()}@planted.example`,
	stranger: `${word()}@planted.example`,
	street: word(),
	scam: word(),
	"name in the table": word(),
	"account in the table": word(),
	"column of the table": word(),
	query: word(),
	"wrong address": word(),
	browser: word(),
};
/** What a mail needs: it goes to that address. */
const inHeaders = ["address", "stranger"];

const owner = new pg.Pool({ connectionString: site.database, max: 2 });
/** Each mail as it arrived. */
const mails: string[] = [];
/** What a mail says. As it arrived a line may be broken anywhere, in a code too. */
const opened = async (mail: string): Promise<Email> => PostalMime.parse(mail);
let relay: MailRelay;
let worker: Child;

/** Sends a form of a page. */
async function send(
	browser: FormBrowser,
	page: string,
	field: string,
	value: string,
	more: Record<string, string> = {},
) {
	const { text } = await browser.ask(page);
	const form = browser.fill(text, field, [value]);
	for (const [name, value] of Object.entries(more)) form.set(name, value);
	return browser.ask(page, form);
}

/** Asks for a code and returns the page it is typed into, with the mail. */
async function askedMail(browser: FormBrowser, address: string) {
	const before = mails.length;
	const { location } = await send(browser, "/sign-in", "email", address);
	const ofAddress = () => mails.slice(before).find((mail) => mail.includes(address));
	const mail = await vi.waitUntil(ofAddress, { timeout: 30_000 });
	return { location, text: (await opened(mail)).text ?? "" };
}

it("staff import a table, a member and strangers come, and the search finds what is there", async () => {
	Object.assign(process.env, site.worker.environment, { DATABASE_URL: site.database, LOG_LEVEL: "silent" });
	setDatabaseRole("owner");
	// An affected table, uploaded and imported as staff do.
	const lead = sampleStaff.find(({ roles }) => (roles as readonly string[]).includes("data-lead"));
	const cookie = await signInAndCheck(site, lead?.email ?? "", undefined, "/staff/sign-in");
	process.kill(site.worker.pid, "SIGSTOP");
	relay = await startMailRelay({ read: (mail) => mails.push(mail) });
	const environment = { ...site.worker.environment, SMTP_URL: relay.url, LOG_LEVEL: "debug" };
	worker = startChild(
		"worker",
		["lib/commands/run-command.mjs", "worker"],
		environment,
		path.join(site.folder, "worker-traces.log"),
	);
	const { rows: found } = await owner.query(
		"select staff_id from session where staff_id is not null order by created_at desc limit 1",
	);
	const staff = mintStaff(found[0].staff_id, lead?.name ?? "", ["data-lead"]);
	const { incidentId } = await addIncident(owner, { dataset: false });
	const made = await createDataset(staff, { incidentId, name: "traces", complete: true });
	if (!made.ok) throw new Error(made.reason);
	const column = planted["column of the table"] ?? "";
	const { address, "name in the table": name, "account in the table": account } = planted;
	const rows = Array.from({ length: 500 }, (_, at) => `${at || ""}${address},${name} ${at},${account}\n`);
	const body = new FormData();
	body.set("dataset", made.value);
	body.set(
		"file",
		new File([`Email,Name,${column}\n${rows.join("")}no address,${name},${account}\n`], "traces.csv", {
			type: "text/csv",
		}),
	);
	const answer = await fetch(`${site.url}/staff/datasets/upload`, {
		method: "POST",
		body,
		headers: { cookie, origin: site.url },
		redirect: "manual",
	});
	const version = answer.headers.get("location")?.split("/").at(-1) ?? "";
	const mapping = mappingOf([
		{ header: "Email", as: "identifier", kind: "email" },
		{ header: "Name", as: "name", part: "full" },
		{ header: column, as: "category", category: "bank-details" },
	]);
	expect(await startImport(staff, version, mapping)).toMatchObject({ ok: true });
	const state = async () => {
		const { rows } = await owner.query("select coalesce(failure, state) as state from dataset_version where id = $1", [
			version,
		]);
		return rows[0]?.state;
	};
	await expect.poll(state, { timeout: 60_000 }).toBe("ready");

	// A member who signs in, is answered and says where to write to them.
	const member = new FormBrowser(site.url);
	const { location, text } = await askedMail(member, planted.address ?? "");
	Object.assign(planted, { code: codeIn(text), "long code": longCodeIn(text) });
	expect((await send(member, location, "code", planted.code ?? "")).status).toBe(303);
	Object.assign(planted, { session: member.cookies.get("member"), "known browser": member.cookies.get("browser") });
	expect((await member.ask(`/check?note=${planted.query}`)).status).toBe(200);
	const post = { line2: "", town: planted.street ?? "", postcode: "ZZ1 1ZZ", country: "Invented" };
	expect((await send(member, "/preferences/post", "line1", planted.street ?? "", post)).status).toBe(303);

	// Strangers: an address that nobody knows, one that is none, a report of a fake, an address of the site that is none.
	await askedMail(new FormBrowser(site.url), planted.stranger ?? "");
	await send(new FormBrowser(site.url), "/sign-in", "email", planted["wrong address"] ?? "");
	await send(new FormBrowser(site.url), "/verify/fakes/report", "text", planted.scam ?? "", {
		channel: "email",
		sender: planted.scam ?? "",
	});
	for (const page of [`/${planted.query}`, `/updates/${planted.query}?${planted.query}`, `/check/%zz${planted.query}`])
		await fetch(site.url + page, {
			headers: { "user-agent": planted.browser ?? "", referer: `${site.url}/${planted.query}` },
		});
	const said = await Promise.all(mails.map(async (mail) => JSON.stringify(await opened(mail))));
	const ungrouped = said.join().replace(/(\d{5}) (?=\d{5})/g, "$1");
	expect(foundIn(ungrouped).sort()).toEqual(["address", "code", "long code", "stranger"]);
}, 120_000);

afterAll(async () => {
	await worker?.stop();
	process.kill(site.worker.pid, "SIGCONT");
	await relay?.stop();
	await owner.end();
	await closeDatabase();
});

/** The planted details that stand in a text or a file, as they are or encoded. */
function foundIn(text: string | Buffer): string[] {
	const bytes = Buffer.from(text as string);
	const forms = (detail: string) => [
		detail,
		encodeURIComponent(detail),
		Buffer.from(detail).toString("hex"),
		Buffer.from(detail).toString("base64").slice(0, -3),
	];
	return Object.keys(planted).filter((name) => {
		expect(planted[name]?.length).toBeGreaterThan(5);
		return forms(planted[name] ?? "").some((form) => bytes.includes(form));
	});
}

/** All files below a folder, but the database's own, which tests/domain/stolen-database.test.ts reads. */
const filesBelow = (folder: string, without: RegExp): string[] =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name))
		.filter((file) => !without.test(path.relative(folder, file)));

it("in no file of the running site: logs, the build with its kept pages", () => {
	const files = filesBelow(site.folder, /^mailbox|^postgres\/data|\.part$/);
	expect(files.filter((file) => file.endsWith(".log")).length).toBeGreaterThan(2);
	expect(files.some((file) => file.includes("/next/"))).toBe(true);
	// Six digits stand in any file by chance, in the build's too.
	const found = files.flatMap((file) =>
		foundIn(readFileSync(file))
			.filter((name) => name !== "code")
			.map((name) => `${path.relative(site.folder, file)}: ${name}`),
	);
	expect(found).toEqual([]);
}, 60_000);

it("in no temporary file", () => {
	expect(
		filesBelow(site.temporary, /^$/).flatMap((file) => foundIn(readFileSync(file)).map((name) => `${file}: ${name}`)),
	).toEqual([]);
});

it("in no figure for monitoring", async () => {
	const figures = await (await fetch(`http://127.0.0.1:${site.metricsPort}/metrics`)).text();
	expect(figures).toContain("selfcheck_requests_total");
	expect(foundIn(figures)).toEqual([]);
});

it("in no header of a mail, but the address that it goes to", () => {
	expect(mails.length).toBeGreaterThan(2);
	for (const mail of mails) {
		const headers = mail.slice(0, mail.indexOf("\r\n\r\n"));
		expect(
			foundIn(headers).filter((name) => !inHeaders.includes(name)),
			headers,
		).toEqual([]);
		expect(foundIn(headers.replace(/^To:.*$/im, "")), headers).toEqual([]);
	}
});
