/** Emails about updates without an account: subscribed by a code, one mail for each change, stopped by whoever has one. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { POST } from "@/app/[locale]/(public)/unsubscribe/[code]/route";
import { env, variableNames, variablesOf } from "@/lib/env";
import { fingerprint } from "@/lib/identifiers";
import { requestCode } from "@/lib/identity";
import { mintStaff } from "@/lib/identity/roles";
import { incidentAdmin, updateAdmin } from "@/lib/incidents";
import { subscribe, tasks, unsubscribe, unsubscribeByMail } from "@/lib/subscriptions";
import { readUnsubscribeCode, unsubscribeCode } from "@/lib/subscriptions/unsubscribe-code";
import { newestCode } from "../support/people";
import { asRole, connectAs, staffRow } from "../support/roles";
import { type SmtpSink, startSmtpSink } from "../support/smtp-sink";

const owner = connectAs("owner");
const staff = mintStaff("stf_follow", "Follow", ["publisher"]);
let sink: SmtpSink;
let incidentId: string;

async function revisionOf(id: string): Promise<string> {
	const found = (await incidentAdmin.incidentFor(staff, id)) ?? (await updateAdmin.update(staff, id));
	if (!found) throw new Error("gone");
	return found.revision;
}

async function incident(titleEn: string): Promise<string> {
	const texts = { titleEn, titleCy: "", questionEn: "Were you?", questionCy: "", summaryEn: "In short", summaryCy: "" };
	const id = await incidentAdmin.create(staff, { status: "active", ...texts });
	await incidentAdmin.publish(staff, id, await revisionOf(id));
	return id;
}

const words = (titleEn: string) => ({
	...{ titleEn, titleCy: "", summaryEn: `Summary of ${titleEn}, see https://example.org/x`, summaryCy: "" },
	...{ bodyEn: "The text", bodyCy: "" },
});

async function published(titleEn: string): Promise<string> {
	const created = await updateAdmin.create(staff, incidentId, words(titleEn));
	if (!created.ok) throw new Error(created.reason);
	await updateAdmin.publish(staff, created.value, await revisionOf(created.value));
	return created.value;
}

beforeAll(async () => {
	sink = await startSmtpSink();
	Object.assign(env(), { SMTP_URL: sink.url, BOUNCE_ADDRESS: "bounces@check.example" });
	await staffRow(owner, "stf_follow", "Follow", "publisher");
	incidentId = await incident("One");
	await incident("Two");
});
afterAll(() => sink.stop());
/** Moves all news a minute back: whoever follows within two seconds of news is told of it. */
const makeOlder = () =>
	owner.query(`
		update incident_update set published_at = published_at - interval '1 minute', withdrawn_at = withdrawn_at - interval '1 minute';
		alter table correction disable trigger user;
		update correction set at = at - interval '1 minute';
		alter table correction enable trigger user`);
beforeEach(async () => {
	sink.taken.length = 0;
	sink.answer = () => "take";
	await owner.query("delete from subscription");
	await makeOlder();
});

/** Subscribes an address as the web process does. Returns the code that ends it. */
async function subscribed(address: string, topic = "all", locale: "en" | "cy" = "en"): Promise<string> {
	await asRole("web", async () => {
		const asked = await requestCode({ purpose: "contact-point", address, locale, network: "192.0.2.1" });
		if (!asked.ok) throw new Error(asked.reason);
		const code = await newestCode();
		expect(await subscribe(topic, { token: asked.value, code })).toEqual({ ok: true });
	});
	const { rows } = await owner.query("select id from subscription order by confirmed_at desc limit 1");
	return unsubscribeCode(rows[0].id);
}
const send = () => asRole("worker", async () => tasks.send_updates?.({}, {} as never));
const recipients = () => sink.taken.map(({ to }) => to).sort();

describe("a subscription", () => {
	test("needs the code that was mailed to its address, and the web cannot make one without", async () => {
		await asRole("web", async () => {
			const asked = await requestCode({ purpose: "contact-point", address: "wrong@example.org", locale: "en" });
			if (!asked.ok) throw new Error(asked.reason);
			expect(await subscribe("all", { token: asked.value, code: "000000" })).toMatchObject({ ok: false });
		});
		const web = connectAs("web");
		const { rows } = await owner.query("select id from challenge order by created_at desc limit 1");
		await expect(web.query("select subscribe('sub_x', 'all', $1)", [rows[0].id])).rejects.toThrow(
			"nobody has just proven",
		);
		await expect(web.query("select * from subscription")).rejects.toThrow("permission denied");
		expect((await owner.query("select count(*)::int as n from subscription")).rows[0].n).toBe(0);
	});

	test("made twice is one, and keeps its address sealed", async () => {
		await subscribed("ada.follows@example.org");
		await subscribed("ada.follows@example.org", "all", "cy");
		const { rows } = await owner.query("select locale, address_sealed from subscription");
		expect(rows).toHaveLength(1);
		expect(rows[0].locale).toBe("cy");
		expect(rows[0].address_sealed.toString("latin1")).not.toContain("example.org");
	});

	test("is mailed by a worker that has its own variables alone", async () => {
		await subscribed("wren.follows@example.org");
		await published("From the worker");
		const own: string[] = [...variablesOf.worker, "DATABASE_URL_WORKER"];
		for (const name of variableNames) if (!own.includes(name)) vi.stubEnv(name, undefined);
		vi.stubEnv("SMTP_URL", sink.url);
		// Modules read the environment once.
		vi.resetModules();
		const { closeDatabase, setDatabaseRole } = await import("@/lib/database");
		const worker = await import("@/lib/subscriptions");
		setDatabaseRole("worker");
		await Promise.resolve(worker.tasks.send_updates?.({}, {} as never)).finally(closeDatabase);
		vi.unstubAllEnvs();
		expect(recipients()).toEqual(["wren.follows@example.org"]);
	});

	test.each([
		["in the very microsecond of", "0"],
		["in the same millisecond, after", "-0.5 milliseconds"],
		["in the same millisecond, before", "0.5 milliseconds"],
		["a second after", "-1 second"],
	])("made %s news is mailed it, once, with both subscriptions of its address", async (_, later) => {
		const id = await published(`News ${later}`);
		await subscribed("moment.follows@example.org");
		await subscribed(
			"moment.follows@example.org",
			(await owner.query("select slug from incident where id = $1", [incidentId])).rows[0].slug,
		);
		await owner.query(
			`update incident_update u set published_at = date_trunc('milliseconds', (select min(confirmed_at) from subscription)) + interval '0.5 milliseconds' + $2::interval where id = $1`,
			[id, later],
		);
		await owner.query(
			"update subscription set confirmed_at = date_trunc('milliseconds', (select min(confirmed_at) from subscription)) + interval '0.5 milliseconds'",
		);
		await send();
		await send();
		expect(recipients()).toEqual(["moment.follows@example.org"]);
	});

	test("is ended by the code of any of its mails, for ever, and then nothing of it is left", async () => {
		const code = await subscribed("kit.follows@example.org");
		await published("Before the end");
		await send();
		expect(await asRole("web", () => unsubscribe(`${code.slice(0, 9)} ${code.slice(9).toUpperCase()}`))).toEqual({
			ok: true,
		});
		const left = await owner.query(
			"select (select count(*) from subscription)::int + (select count(*) from update_mail)::int as n",
		);
		expect(left.rows[0].n).toBe(0);
		expect(await unsubscribe(code)).toEqual({ ok: true });
		expect(await unsubscribe(code.replace(/.$/, (last) => (last === "0" ? "1" : "0")))).toEqual({
			...{ ok: false, reason: "not-a-code" },
		});
		for (const typed of ["", "1", "%00", "2".repeat(33)]) expect(readUnsubscribeCode(typed)).toBeUndefined();
	});
});

describe("one press in a mail program (RFC 8058)", () => {
	const press = (code: string, init: RequestInit, locale = "en") =>
		asRole("web", () =>
			POST(new Request("http://site.test/", { method: "POST", ...init }), {
				params: Promise.resolve({ locale, code }),
			}),
		);
	const multipart = new FormData();
	multipart.set("List-Unsubscribe", "One-Click");
	test.each<[string, RequestInit]>([
		["a form", { body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) }],
		["a form in parts", { body: multipart }],
		[
			"a form whose type names no boundary",
			{ body: "List-Unsubscribe=One-Click", headers: { "content-type": "multipart/form-data" } },
		],
		[
			"a form in another charset",
			{
				body: "List-Unsubscribe=One-Click",
				headers: { "content-type": "application/x-www-form-urlencoded; charset=ISO-8859-1" },
			},
		],
		[
			"a form in capitals",
			{ body: "LIST-UNSUBSCRIBE=ONE-CLICK", headers: { "content-type": "APPLICATION/X-WWW-FORM-URLENCODED" } },
		],
		[
			"a form with a line end",
			{ body: "List-Unsubscribe=One-Click\r\n", headers: { "content-type": "application/x-www-form-urlencoded" } },
		],
		[
			"a form with more in it",
			{ body: "List-Unsubscribe=One-Click&utm=x", headers: { "content-type": "application/x-www-form-urlencoded" } },
		],
		["a text", { body: "List-Unsubscribe=One-Click", headers: { "content-type": "text/plain" } }],
		["JSON", { body: "{}", headers: { "content-type": "application/json" } }],
		["nothing", {}],
		[
			"nothing, and another site's origin",
			{ headers: { origin: "https://mail.example", referer: "https://mail.example/" } },
		],
		["what was compressed", { body: new Uint8Array([31, 139, 8, 0]), headers: { "content-encoding": "gzip" } }],
	])("that sends %s ends the subscription, once and again", async (_, init) => {
		const code = await subscribed("press.follows@example.org");
		for (let time = 0; time < 2; time++) expect((await press(code, init)).status).toBe(200);
		expect((await owner.query("select from subscription")).rowCount).toBe(0);
	});

	test.each<[string, (code: string) => string, number]>([
		["in capitals", (code) => code.toUpperCase(), 200],
		["with hyphens", (code) => code.replace(/(.{8})(?=.)/g, "$1-"), 200],
		["with a blank that a program broke its line with", (code) => `${code.slice(0, 20)} ${code.slice(20)}`, 200],
		["with the angle bracket of its header", (code) => `${code}>`, 404],
		["cut short", (code) => code.slice(0, -1), 404],
		["with a character more", (code) => `${code}0`, 404],
		["of another key", (code) => code.replace(/^1/, "2"), 404],
		["of another subscription", (code) => code.replace(/^1./, (start) => (start === "10" ? "11" : "10")), 404],
		["encoded twice", (code) => code.replace(/^1/, "%31"), 404],
		["of a thousand characters", (code) => code.repeat(30), 404],
	])("a code %s", async (_, write, expected) => {
		const code = await subscribed("code.follows@example.org");
		const answer = await press(write(code), { body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) });
		expect([answer.status, answer.headers.get("set-cookie"), answer.headers.get("location")]).toEqual([
			expected,
			null,
			null,
		]);
		expect((await owner.query("select from subscription")).rowCount).toBe(expected === 200 ? 0 : 1);
	});
});

describe("a mail to the address for unsubscribing", () => {
	const mail = (headers: string, body = "") => Buffer.from(`From: kit@example.org\n${headers}\n\n${body}`);
	const left = async () => (await owner.query("select count(*)::int as n from subscription")).rows[0].n;
	const byMail = (raw: Buffer) => asRole("worker", () => unsubscribeByMail(raw));

	test.each(["To: ", "Delivered-To: ", "To: list@check.example\nX-Original-To: "])(
		"ends the subscription that its %j names",
		async (header) => {
			const code = await subscribed("kit.mails@example.org");
			expect(await byMail(mail(`${header}Bounces+Unsubscribe-${code.toUpperCase()}@check.example`))).toBe(true);
			expect(await left()).toBe(0);
		},
	);
	test("ends none where only a returned mail of ours holds the address, or the code is none of ours", async () => {
		const code = await subscribed("stays@example.org");
		const ours = `List-Unsubscribe: <mailto:bounces+unsubscribe-${code}@check.example>`;
		expect(await byMail(mail("To: bounces@check.example\nSubject: Undelivered", ours))).toBe(false);
		const forged = code.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
		expect(await byMail(mail(`To: bounces+unsubscribe-${forged}@check.example`))).toBe(false);
		expect(await byMail(Buffer.from(""))).toBe(false);
		expect(await left()).toBe(1);
	});
	test("is read by npm run bounces, beside reports on returned mail", async () => {
		const code = await subscribed("by.command@example.org");
		const folder = mkdtempSync(path.join(tmpdir(), "unsubscribe-"));
		writeFileSync(
			path.join(folder, "1"),
			mail(`To: <bounces+unsubscribe-${code}@check.example>\nSubject: unsubscribe`),
		);
		writeFileSync(path.join(folder, "2"), mail("To: bounces@check.example\nAuto-Submitted: auto-replied"));
		const { DATABASE_URL, DATABASE_URL_WEB, ...rest } = process.env;
		const words = ["lib/commands/run-command.mjs", "read-bounces", folder];
		const { stdout } = await promisify(execFile)(process.execPath, words, { env: rest });
		expect(stdout).toBe("Mails read: 2.\n1 ended a subscription\n1 are automatic replies\n");
		expect(await left()).toBe(0);
		rmSync(folder, { recursive: true });
	});
});

describe("an update", () => {
	test("is mailed once to everybody who follows it, in their language, and to nobody else", async () => {
		await published("Before anybody followed");
		await makeOlder();
		await subscribed("all@example.org");
		await subscribed("one@example.org", "one", "cy");
		await subscribed("one@example.org", "all");
		await subscribed("two@example.org", "two");
		await published("News");
		await send();
		await send();
		expect(recipients()).toEqual(["all@example.org", "one@example.org"]);
		const mails = await Promise.all(sink.taken.map(({ raw }) => PostalMime.parse(raw)));
		const english = mails.find(({ to }) => to?.[0]?.address === "all@example.org");
		const welsh = mails.find(({ to }) => to?.[0]?.address === "one@example.org");
		expect(english?.subject).toBe("News about: One");
		expect(english?.text).toContain("Summary of News");
		expect(english?.text).not.toMatch(/:\/\/|www\./);
		expect(welsh?.subject).toBe("Newyddion am: One");
	});

	test("has what a mail program needs to unsubscribe in one step", async () => {
		const code = await subscribed("header@example.org");
		await published("With headers");
		await send();
		const mail = await PostalMime.parse(sink.taken[0]?.raw ?? "");
		const header = (key: string) => mail.headers.find((one) => one.key === key)?.value;
		const https = `<http://localhost:3000/unsubscribe/${code}>`;
		expect(header("list-unsubscribe")).toBe(`${https}, <mailto:bounces+unsubscribe-${code}@check.example>`);
		expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
		expect(mail.text).toContain(code);
	});

	test("has only the address of the site where nobody reads returned mail", async () => {
		const code = await subscribed("https@example.org");
		await published("Without a mailbox");
		Object.assign(env(), { BOUNCE_ADDRESS: undefined });
		await send();
		Object.assign(env(), { BOUNCE_ADDRESS: "bounces@check.example" });
		const { headers } = await PostalMime.parse(sink.taken[0]?.raw ?? "");
		expect(headers.find(({ key }) => key === "list-unsubscribe")?.value).toBe(
			`<http://localhost:3000/unsubscribe/${code}>`,
		);
	});

	test("is not mailed to an address on the do-not-send list, and is again once that has ended", async () => {
		await subscribed("gone@example.org");
		await subscribed("here@example.org");
		const suppress = (until: string) =>
			owner.query(
				`insert into suppression (recipient, scope, reason, added_by, expires_at) values ($1, 'all', 'complaint', 'test', ${until})
				on conflict (recipient, scope) do update set expires_at = excluded.expires_at`,
				[fingerprint("email", "gone@example.org")],
			);
		await suppress("now() + interval '1 day'");
		await published("While listed");
		await send();
		expect(recipients()).toEqual(["here@example.org"]);
		await suppress("now()");
		await published("Afterwards");
		await send();
		expect(recipients()).toEqual(["gone@example.org", "here@example.org", "here@example.org"]);
	});

	test("that is corrected or withdrawn is mailed as such, the withdrawn one without its claim", async () => {
		await subscribed("changes@example.org");
		const id = await published("Claim");
		await send();
		const note = { noteEn: "We had counted twice.", noteCy: "" };
		await updateAdmin.correct(staff, id, await revisionOf(id), words("Claim, corrected"), note);
		await send();
		await updateAdmin.withdraw(staff, id, await revisionOf(id), { noteEn: "It was about others.", noteCy: "" });
		await send();
		const texts = await Promise.all(sink.taken.map(async ({ raw }) => (await PostalMime.parse(raw)).text ?? ""));
		expect(texts).toHaveLength(3);
		expect(texts[1]).toMatch(/^Corrected: Claim, corrected\s+We had counted twice\./);
		expect(texts[2]).toMatch(/^Withdrawn: our update of .*\s+It was about others\./);
		expect(texts[2]).not.toContain("Claim");
	});

	test("is tried again where a server does not take it now, and not where it is unknown whether it did", async () => {
		await subscribed("later@example.org");
		await subscribed("cut@example.org");
		await subscribed("never@example.org");
		sink.answer = (address) =>
			address.startsWith("cut") ? "cut" : { status: address.startsWith("later") ? 451 : 550, message: "not now" };
		await published("Refused");
		await send();
		sink.answer = () => "take";
		sink.taken.length = 0;
		await owner.query("update update_mail set due_at = now()");
		await send();
		expect(recipients()).toEqual(["later@example.org"]);
		const { rows } = await owner.query("select state from update_mail order by state");
		expect(rows.map(({ state }) => state)).toEqual(["accepted", "failed", "unknown"]);
	});
});
