/** People of the data who have never signed in: they are added to a message from the original file, which is read again. */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { parse } from "csv-parse/sync";
import type { JobHelpers } from "graphile-worker";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { todoList } from "@/app/staff/_shared/todo-list";
import { GET as downloadNotifications } from "@/app/staff/incidents/[id]/notifications/download/route";
import type { Staff } from "@/lib/authority";
import { seal } from "@/lib/crypto/seal";
import { tasks as datasetTasks, readVersionRows, receiveRecipients, recipientUploads } from "@/lib/datasets";
import { readRecipients, sweepRecipients } from "@/lib/datasets/recipient-upload";
import { env } from "@/lib/env";
import { fingerprint } from "@/lib/identifiers";
import { fullName } from "@/lib/identity/cookie-names";
import { addPeopleFromFile, messageAdmin, messagesTo, tasks, writeLetters } from "@/lib/messages";
import { type Audience, cohorts, otherNoticeForm } from "@/lib/messages/schema";
import { toLocalInput } from "@/lib/time";
import { activateTable, twoDataLeads } from "../support/activated-table";
import { addMember } from "../support/exposed-people";
import { mappingOf, pieces } from "../support/imports";
import { addPeople } from "../support/many-people";
import { signedInStaff } from "../support/people";
import { asRole, connectAs } from "../support/roles";
import { type SmtpSink, startSmtpSink } from "../support/smtp-sink";
import { databaseName } from "../support/test-database";

vi.mock("next/headers", () => ({
	cookies: async () => ({
		get: (name: string) => (name === fullName("staff") ? { name, value: token } : undefined),
		getAll: () => [],
	}),
	headers: async () => new Headers({ "user-agent": "Firefox" }),
}));

const owner = connectAs("owner");
const web = connectAs("web");
const {
	approveMessage,
	cohortFigures,
	createDraft,
	handOverLetters,
	letterCounts,
	messageById,
	messageCounts,
	messageFiles,
	noteOtherNotice,
	otherNotices,
	prepareMessage,
	reopenMessage,
	returnLetters,
} = messageAdmin;
let press: Staff;
let token: string;
let editor: Staff;
let sink: SmtpSink;
let incidentId: string;
let versionId: string;

const mapping = mappingOf([
	{ header: "Name", as: "name", part: "full" },
	{ header: "Email", as: "identifier", kind: "email" },
	{ header: "Number", as: "identifier", kind: "membership-number" },
	{ header: "Street", as: "category", category: "postal-address" },
	{ header: "Postcode", as: "postcode" },
	{ header: "Language", as: "ignore" },
	{ header: "Format", as: "ignore" },
]);
const table = [
	"Name,Email,Number,Street,Postcode,Language,Format",
	"Ann Planted,ann.planted@people.example,MP100001",
	"Bea Shared,shared@people.example,MP100002",
	"Cal Shared,shared@people.example,MP100003",
	"Dee Without,,MP100004,1 Mill Lane,CF10 1AA,Cymraeg,Large print",
	"Eve Known,eve@people.example,MP100005",
	"Fay Gone,fay@people.example,MP100006",
	"Gil Doubled,gil@people.example,MP100007",
];

beforeAll(async () => {
	({ incidentId, versionId } = await activateTable(owner, await twoDataLeads(), `${table.join("\n")}\n`, mapping));
	({ staff: press, token } = await signedInStaff("press@staff.example", "publisher"));
	({ staff: editor } = await signedInStaff("editor@staff.example", "publisher"));
	sink = await startSmtpSink();
	(env() as { SMTP_URL: string }).SMTP_URL = sink.url;
	await addMember(owner, { email: "eve@people.example" });
	await owner.query(
		"insert into suppression (recipient, scope, reason, added_by) values ($1, 'all', 'asked', 'test')",
		[fingerprint("email", "fay@people.example")],
	);
});
afterAll(() => sink.stop());
beforeEach(async () => {
	await owner.query(
		"delete from other_notice; delete from letter; delete from recipient_upload; delete from graphile_worker._private_jobs; delete from delivery; delete from message_trial; delete from message_file; delete from message",
	);
	await owner.query("delete from suppression where reason <> 'asked'");
	await owner.query("delete from proven_identifier where fingerprint in ($1, $2)", [
		fingerprint("email", "gil@people.example"),
		fingerprint("email", "ann.planted@people.example"),
	]);
	sink.taken.length = 0;
});

const inData: Audience = { cohorts: ["in-data"], languages: [], relationships: [], categories: [] };
const text = {
	subjectEn: "What was in the data",
	bodyEn: "See {site}.",
	subjectCy: "Beth oedd yn y data",
	bodyCy: "Gweler {site}.",
};

async function prepared(audience = inData, kind: "incident-notice" | "update" = "incident-notice") {
	const made = await createDraft(press, null, { kind, incidentId, ...text, ...audience });
	if (!made.ok) throw new Error(made.reason);
	const id = made.value;
	const draft = await messageById(press, id);
	expect((await prepareMessage(press, id, draft?.editedAt.toISOString() ?? "", 0)).ok).toBe(true);
	return id;
}
/** Reads a table for a message, as the command does. */
const read = (id: string, lines = table) =>
	asRole("worker", () =>
		addPeopleFromFile(press, id, versionId, readVersionRows(press, versionId, pieces(`${lines.join("\n")}\n`))),
	);
async function counts(id: string): Promise<Record<string, number>> {
	const found: Record<string, number> = {};
	for (const { state, excludedFor, people } of (await messageCounts(press, id)).deliveries)
		found[excludedFor ?? state] = (found[excludedFor ?? state] ?? 0) + people;
	return found;
}
const everybodyRead = { people: 6, outside: 1, repeated: 0, unmatched: 0, missing: 0, rows: 7, unmatchedRows: [] };

/** Approves, tries and sends a message. */
async function send(id: string) {
	const message = await messageById(press, id);
	expect((await approveMessage(editor, id, message?.prepared ?? 0)).ok).toBe(true);
	await messageAdmin.tryMessage(press, id, [press.staffId]);
	const helpers = { addJob: async () => {} } as unknown as JobHelpers;
	await asRole("worker", async () => tasks.send_trial?.({ message: id }, helpers));
	const reference = /MP-\w{4}-\w{4}/.exec(sink.taken.at(-1)?.raw ?? "")?.[0] ?? "";
	expect((await messageAdmin.startMessage(press, id, reference, null)).ok).toBe(true);
	sink.taken.length = 0;
	await asRole("worker", async () => tasks.send_wave?.({ message: id }, helpers));
}

describe("a file that is read again", () => {
	it("adds each person of the data who has never signed in once, or says why they are sent nothing", async () => {
		const id = await prepared();
		expect(await messageById(press, id)).toMatchObject({ candidates: 0, prepared: 0 });
		const task = async () =>
			(await todoList(editor, new Date()))
				.filter(({ href }) => href?.includes(id))
				.map(({ title, detail }) => [title, detail]);
		expect(await task()).toEqual([["Upload the file for the message: What was in the data", "For nobody yet"]]);
		expect(await messageFiles(press, id)).toMatchObject([{ versionId, dataset: "people", read: null }]);
		expect(await read(id)).toEqual(everybodyRead);
		expect(await task()).toEqual([["Approve the message: What was in the data", "For 3 people"]]);
		expect(await counts(id)).toEqual({ waiting: 3, duplicate: 1, "no-address": 1, suppressed: 1 });
		expect(await messageById(press, id)).toMatchObject({ candidates: 6, prepared: 3, excluded: 3 });
		expect(await messageFiles(press, id)).toMatchObject([{ read: { rows: 7, people: 6, outside: 1, missing: 0 } }]);
	});
	it("is approved if all of its people need a letter, and not if it has none", async () => {
		const [head = "", , , , withoutAddress = ""] = table;
		const byLetter = await prepared();
		await read(byLetter, [head, withoutAddress]);
		expect(await counts(byLetter)).toEqual({ "no-address": 1 });
		expect((await approveMessage(editor, byLetter, 0)).ok).toBe(true);
		const toNobody = await prepared();
		await read(toNobody, [head, "Zoe New,zoe@people.example,MP999999"]);
		expect(await counts(toNobody)).toEqual({});
		expect((await approveMessage(editor, toNobody, 0)).ok).toBe(false);
	});
	it("names the rows that match nobody and never writes to them, also to an address that somebody has put in", async () => {
		const id = await prepared();
		const changed = [
			...table.slice(0, 2),
			"Zoe New,zoe@people.example,MP999999",
			"Dee Without,added@people.example,MP100004",
			table[4] as string,
			table[4] as string,
		];
		expect(await read(id, changed)).toMatchObject({
			people: 2,
			repeated: 1,
			unmatched: 2,
			unmatchedRows: [3, 4],
			missing: 5,
		});
		await send(id);
		expect(sink.taken.map(({ to }) => to)).toEqual(["ann.planted@people.example"]);
	});
	it("adds nobody twice when it is read again, and nobody at all when it was cut off in the middle", async () => {
		const id = await prepared();
		const cut = asRole("worker", async () => {
			async function* broken() {
				for await (const rows of readVersionRows(press, versionId, pieces(`${table.join("\n")}\n`))) yield rows;
				throw new Error("cut off");
			}
			await addPeopleFromFile(press, id, versionId, broken());
		});
		await expect(cut).rejects.toThrow("cut off");
		expect(await counts(id)).toEqual({});
		expect(await read(id)).toEqual(everybodyRead);
		await expect(read(id)).rejects.toThrow();
		expect(await messageById(press, id)).toMatchObject({ candidates: 6, prepared: 3, excluded: 3 });
	});
	it("is asked for before a message is approved, and again once it was a draft", async () => {
		const id = await prepared();
		expect((await approveMessage(editor, id, 0)).ok).toBe(false);
		await read(id);
		expect((await reopenMessage(press, id)).ok).toBe(true);
		expect(await messageFiles(press, id)).toMatchObject([{ read: null }]);
		expect(await counts(id)).toEqual({});
	});
	it("adds nobody to a message that is for people who have signed in, or that is approved", async () => {
		const other = await prepared({ ...inData, cohorts: ["not-checked"] });
		expect(await messageFiles(press, other)).toEqual([]);
		await expect(read(other)).rejects.toThrow();
		const id = await prepared();
		await read(id);
		await send(id);
		await expect(read(id)).rejects.toThrow();
	});
	it("adds nobody who has to agree first to a message of that kind", async () => {
		const id = await prepared(inData, "update");
		await read(id);
		expect(await counts(id)).toEqual({ "no-consent": 4, "no-address": 1, suppressed: 1 });
	});
	it("writes once to somebody who signs in between, and shows them what they were sent", async () => {
		const id = await prepared({ ...inData, cohorts: [...cohorts] });
		const member = await addMember(owner, { email: "gil@people.example" });
		await read(id);
		expect((await counts(id)).waiting).toBe(4);
		await send(id);
		expect(sink.taken.map(({ to }) => to).sort()).toEqual([
			"ann.planted@people.example",
			"eve@people.example",
			"gil@people.example",
			"shared@people.example",
		]);
		expect(await messagesTo(member)).toMatchObject([{ state: "accepted" }]);
	});
});

const another = "not the file that was imported";

describe("a file that is uploaded again", () => {
	const content = Buffer.from(`${table.join("\n")}\n`);
	const upload = (id: string, stream: AsyncIterable<Buffer> = pieces(content), complete = () => true) =>
		receiveRecipients(press, id, versionId, { stream, complete });
	/** Runs the jobs that wait, as the worker does. */
	const readWaiting = () =>
		asRole("worker", async () => {
			const { rows } = await owner.query("select id from recipient_upload where state = 'waiting'");
			for (const { id } of rows) await datasetTasks.read_recipients?.({ uploadId: id }, {} as JobHelpers);
		});
	const pieceCount = async () => (await owner.query("select from recipient_upload_piece")).rowCount;

	it("adds the same people as the command does, once, and nothing of it is kept", async () => {
		const id = await prepared();
		expect(await upload(id)).toEqual({ ok: true });
		expect(await recipientUploads(press, id)).toMatchObject([{ versionId, state: "waiting" }]);
		expect(await upload(id), "pressed twice").toEqual({ ok: false, reason: "already" });
		const { rows: jobs } = await owner.query(
			"select from graphile_worker.jobs where task_identifier = 'read_recipients'",
		);
		expect(jobs).toHaveLength(1);
		await expect(web.query("select sealed from recipient_upload_piece")).rejects.toThrow("permission denied");
		await readWaiting();
		expect(await counts(id)).toEqual({ waiting: 3, duplicate: 1, "no-address": 1, suppressed: 1 });
		const { unmatchedRows, ...sums } = everybodyRead;
		expect(await messageFiles(press, id)).toMatchObject([{ read: { ...sums, unmatchedRows } }]);
		expect(await recipientUploads(press, id)).toEqual([]);
		expect(await pieceCount()).toBe(0);
		expect(await upload(id)).toEqual({ ok: false, reason: "absent" });
		await readWaiting();
		expect(await messageById(press, id)).toMatchObject({ candidates: 6, prepared: 3, excluded: 3 });
	});
	it.each([
		[
			"another file",
			() => pieces(`${table.slice(0, -1).join("\n")}\nGil Other,gil2@people.example,MP100007\n`),
			true,
			another,
		],
		// The rest of it is not read, so that it has not arrived whole.
		["a longer file", () => pieces(`${content}Zoe New,zoe@people.example,MP999999\n`), false, another],
		["a file that breaks off", () => pieces(content.subarray(0, 100)), false, "broke off"],
	])("%s adds nobody, says why, and is not kept", async (_, stream, complete, said) => {
		const id = await prepared();
		expect(await upload(id, stream(), () => complete)).toEqual({ ok: true });
		expect(await recipientUploads(press, id)).toMatchObject([
			{ state: "failed", failure: expect.stringContaining(said) },
		]);
		expect(await pieceCount()).toBe(0);
		expect(await counts(id)).toEqual({});
		expect(await upload(id), "the right one after it").toEqual({ ok: true });
	});
	it("that the web process has replaced is not read: its rows would show who is in the data", async () => {
		const id = await prepared();
		await upload(id);
		await owner.query("update recipient_upload_piece set sealed = $1", [
			seal("dataset-upload", Buffer.from("Name,Email,Number,Street,Postcode,Language,Format\nX,gil@people.example,\n")),
		]);
		await readWaiting();
		expect(await recipientUploads(press, id)).toMatchObject([
			{ state: "failed", failure: expect.stringContaining("not the file that was imported") },
		]);
		expect(await messageFiles(press, id)).toMatchObject([{ read: null }]);
	});
	it("is read by one worker at a time, and again after its worker died", async () => {
		const id = await prepared();
		await upload(id);
		const { rows } = await owner.query("select id from recipient_upload");
		await owner.query("update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a dead worker'");
		await owner.query("update recipient_upload set seen_at = now() - interval '2 minutes'");
		await asRole("worker", () => sweepRecipients());
		const { rows: jobs } = await owner.query(
			"select from graphile_worker.jobs where task_identifier = 'read_recipients' and locked_by is null",
		);
		expect(jobs).toHaveLength(1);
		await asRole("worker", () => Promise.all([readRecipients(rows[0].id), readRecipients(rows[0].id)]));
		expect(await messageById(press, id)).toMatchObject({ candidates: 6, prepared: 3, excluded: 3 });
	});
	it("that stops arriving is deleted after ten minutes, and what is said of it after a day", async () => {
		const id = await prepared();
		async function* stops() {
			yield content.subarray(0, 50);
			await owner.query("update recipient_upload set seen_at = now() - interval '11 minutes'");
			await asRole("worker", () => sweepRecipients());
			expect(await recipientUploads(press, id)).toMatchObject([{ state: "failed" }]);
			await owner.query("update recipient_upload set seen_at = now() - interval '25 hours'");
			await asRole("worker", () => sweepRecipients());
			throw new Error("the connection broke");
		}
		await upload(id, stops(), () => false);
		expect(await recipientUploads(press, id)).toEqual([]);
		expect(await pieceCount()).toBe(0);
	});
	it("is refused for a message that needs none, or is a draft again when it is read", async () => {
		const other = await prepared({ ...inData, cohorts: ["not-checked"] });
		expect(await upload(other)).toEqual({ ok: false, reason: "absent" });
		const id = await prepared();
		await upload(id);
		await reopenMessage(press, id);
		await readWaiting();
		expect(await recipientUploads(press, id)).toMatchObject([{ state: "failed" }]);
		expect(await counts(id)).toEqual({});
	});
	it("is given by somebody other than the second person who approves its many people", async () => {
		const id = await prepared();
		await upload(id);
		await readWaiting();
		await owner.query("update message set prepared = 51, candidates = excluded + 51 where id = $1", [id]);
		await owner.query("update message_file set read_by = $1", [editor.staffId]);
		expect((await approveMessage(editor, id, 51)).ok).toBe(false);
		await owner.query("update message_file set read_by = $1", [press.staffId]);
		expect((await approveMessage(editor, id, 51)).ok).toBe(true);
	});
});

it("npm run message says what each row came to, and a second run adds nobody", async () => {
	const id = await prepared();
	const folder = mkdtempSync(path.join(tmpdir(), "message-command-"));
	const file = path.join(folder, "table.csv");
	writeFileSync(file, `${[...table, "Zoe New,zoe@people.example,", "Yan New,yan@people.example,"].join("\n")}\n`);
	const { DATABASE_URL, DATABASE_URL_WEB, ...rest } = process.env;
	const words = [
		"lib/commands/run-command.mjs",
		"read-recipients",
		file,
		"--message",
		id,
		"--as",
		"press@staff.example",
	];
	const command = () => promisify(execFile)(process.execPath, words, { env: rest });
	const { stdout } = await command();
	expect(stdout).toContain("Rows: 9.\n6 are people who have never signed in.");
	expect(stdout).toContain("2 match nobody in the data and are not written to.\nThese are rows 9–10.");
	expect(stdout).not.toContain("@");
	expect((await command()).stdout).toContain("Nobody is added twice.");
	expect(await messageById(press, id)).toMatchObject({ candidates: 6, prepared: 3 });
	rmSync(folder, { recursive: true });
});

const letters = (id: string) =>
	asRole("worker", async () => {
		const rows = readVersionRows(press, versionId, pieces(`${table.join("\n")}\n`));
		const written = [];
		for await (const { number, row } of writeLetters(press, id, versionId, rows)) written.push({ number, ...row });
		return written;
	});
async function sentMessage() {
	const id = await prepared();
	await read(id);
	sink.answer = (address) => (address.startsWith("ann") ? { status: 550, message: "5.1.1 unknown" } : "take");
	await send(id);
	sink.answer = () => "take";
	return id;
}

describe("letters", () => {
	it("go to whoever has no address or one that does not exist, once, in the language and format of the file", async () => {
		const id = await sentMessage();
		expect(await letterCounts(press, id)).toEqual([
			{ locale: null, format: null, people: 2, handedOver: 0, returned: 0 },
		]);
		const written = await letters(id);
		expect(written).toMatchObject([
			{ name: "Ann Planted", postal: [], locale: null, format: null },
			{ name: "Dee Without", postal: ["1 Mill Lane", "CF10 1AA"], locale: "cy", format: "large-print" },
		]);
		expect(await letters(id)).toMatchObject(written.map(({ number }) => ({ number })));
		expect(await letterCounts(press, id)).toEqual([
			{ locale: "cy", format: "large-print", people: 1, handedOver: 0, returned: 0 },
			{ locale: "en", format: "standard", people: 1, handedOver: 0, returned: 0 },
		]);
		expect(await handOverLetters(press, id)).toBe(2);
		expect(await letters(id)).toEqual([]);
		expect(await handOverLetters(press, id)).toBe(0);
	});
	it("that the post returns are noted by the numbers on their envelopes, and a mistyped number is none", async () => {
		const id = await sentMessage();
		const [{ number = "" } = {}] = await letters(id);
		expect(await returnLetters(press, id, number)).toEqual({ returned: 0, wrong: [] });
		await handOverLetters(press, id);
		const mistyped = number.replace(/^\d/, (digit) => String((Number(digit) + 1) % 10));
		expect(await returnLetters(press, id, `${number} ${mistyped}`)).toEqual({ returned: 0, wrong: [mistyped] });
		expect(await returnLetters(press, id, ` ${number}\n`)).toEqual({ returned: 1, wrong: [] });
		expect((await letterCounts(press, id)).reduce((sum, { returned }) => sum + returned, 0)).toBe(1);
	});
	it("are in files that only their owner may read, with the reference and no email address", async () => {
		const id = await sentMessage();
		const folder = mkdtempSync(path.join(tmpdir(), "letters-"));
		writeFileSync(path.join(folder, "table.csv"), `${table.join("\n")}\n`);
		const out = path.join(folder, "out");
		const { DATABASE_URL, DATABASE_URL_WEB, ...rest } = process.env;
		await promisify(execFile)(
			process.execPath,
			["lib/commands/run-command.mjs", "write-letters", path.join(folder, "table.csv")].concat([
				"--message",
				id,
				"--as",
				"press@staff.example",
				"--out",
				out,
			]),
			{ env: rest },
		);
		expect(readdirSync(out).sort()).toEqual([
			"letters-cy-large-print.csv",
			"letters-en-standard.csv",
			"text-cy.txt",
			"text-en.txt",
		]);
		const csv = readFileSync(path.join(out, "letters-cy-large-print.csv"), "utf8");
		const reference = (await messageById(press, id))?.reference;
		expect(csv).toMatch(/^\ufeff"letter","reference","name","address_1","address_2"\r\n"\d+-\d\d",/);
		expect(csv).toContain(`"${reference}","Dee Without","1 Mill Lane","CF10 1AA"`);
		expect(statSync(path.join(out, "letters-en-standard.csv")).mode & 0o777).toBe(0o600);
		rmSync(folder, { recursive: true });
	});
});

/** Which of some texts the database's files hold: its tables, and the log of all that is written. */
async function inDatabaseFiles(texts: string[]): Promise<string[]> {
	const client = new pg.Client({ connectionString: inject("administrator") });
	await client.connect();
	await client.query("checkpoint");
	const { rows } = await client
		.query("select current_setting('data_directory') as folder, oid from pg_database where datname = $1", [
			databaseName,
		])
		.finally(() => client.end());
	const [{ folder, oid }] = rows;
	const files = [path.join(folder, "base", String(oid)), path.join(folder, "pg_wal")].flatMap((at) =>
		readdirSync(at, { withFileTypes: true }).flatMap((file) => (file.isFile() ? path.join(at, file.name) : [])),
	);
	const contents = files.map((file) => readFileSync(file));
	return texts.filter((text) => contents.some((content) => content.includes(text)));
}

it("an address of the file is in none of the database's files, and sealed nowhere once its delivery has ended", async () => {
	const id = await prepared();
	await read(id);
	const sealed = await owner.query("select address_sealed from delivery where address_sealed is not null");
	expect(sealed.rowCount).toBe(3);
	await send(id);
	expect(sink.taken).toHaveLength(3);
	expect((await owner.query("select from delivery where address_sealed is not null")).rowCount).toBe(0);
	// The reference is written in clear, so the search would find an address.
	const { reference } = (await owner.query("select reference from message where id = $1", [id])).rows[0];
	const planted = ["ann.planted@people.example", "Ann Planted", "ann planted", "MP100001"];
	expect(await inDatabaseFiles([reference, ...planted])).toEqual([reference]);
});

describe("figures", () => {
	const figuresOf = async (id: string) => cohortFigures(await messageCounts(press, id));
	const notReached = async (id: string) => (await figuresOf(id))[0]?.notReached;

	it("count everybody of a group once: the sums are those of the frozen audience", async () => {
		const id = await sentMessage();
		const frozen = await messageById(press, id);
		const [figures, ...others] = await figuresOf(id);
		expect(others).toEqual([]);
		expect(figures).toEqual({
			cohort: "in-data",
			prepared: frozen?.prepared,
			excluded: frozen?.excluded,
			accepted: 2,
			bounced: 1,
			unknown: 0,
			waiting: 0,
			stopped: 0,
			checked: 0,
			// Ann's address does not exist, Dee has none, Fay is not to be written to.
			notReached: 3,
		});
	});
	it("whoever has a letter on its way, or has checked since, is no longer among those not reached", async () => {
		const id = await sentMessage();
		const [{ number = "" } = {}] = await letters(id);
		expect(await notReached(id)).toBe(3);
		await handOverLetters(press, id);
		expect(await notReached(id)).toBe(1);
		await returnLetters(press, id, number);
		expect(await notReached(id)).toBe(2);
		await addPeople(owner, incidentId, [{ address: "ann.planted@people.example", outcome: "affected" }]);
		expect(await figuresOf(id)).toMatchObject([{ checked: 1, notReached: 1 }]);
	});
	it("what was done instead is noted once, with how many were not reached by then, and in the audit log", async () => {
		const id = await sentMessage();
		const note = { kind: "public-notice", doneOn: "2026-11-02", note: "A notice in two newspapers" } as const;
		expect(await noteOtherNotice(press, await prepared(), note)).toMatchObject({ ok: false });
		await Promise.all([noteOtherNotice(press, id, note), noteOtherNotice(press, id, note)]);
		expect(await otherNotices(press, id)).toMatchObject([{ ...note, notReached: 3 }]);
		const { rows } = await owner.query(
			"select detail from audit_event where action = 'message.other-notice-noted' and subject_id = $1",
			[id],
		);
		expect(rows).toEqual([{ detail: { kind: "public-notice", people: 3 } }]);
	});
	it.each([
		[{ doneOn: "2999-01-01" }, "The date must not be in the future"],
		[{ note: "Rang ann@people.example" }, "Leave out email addresses"],
		[{ kind: "pigeon" }, "Choose what was done"],
	])("a note with %o is refused", (wrong, sentence) => {
		const parsed = otherNoticeForm.safeParse({ kind: "other", doneOn: "2026-11-02", note: "A notice", ...wrong });
		expect(parsed.error?.issues.map(({ message }) => message)).toEqual([sentence]);
	});
	it("the regulator gets who was told what, when, how and with what result, and nothing of anybody's address", async () => {
		const id = await sentMessage();
		await letters(id);
		await handOverLetters(press, id);
		await noteOtherNotice(press, id, { kind: "public-notice", doneOn: "2026-11-02", note: '=HYPERLINK("x")' });
		const answer = await downloadNotifications(new Request("http://site.test/"), {
			params: Promise.resolve({ id: incidentId }),
		});
		expect(answer.headers.get("cache-control")).toBe("private, no-store");
		const [, ...lines] = parse(await answer.text(), { bom: true, relax_column_count: false }) as string[][];
		const reference = (await messageById(press, id))?.reference;
		const today = toLocalInput(new Date()).slice(0, 10);
		const group = "In the data and have never signed in";
		const line = (...cells: string[]) => [group, reference, "Incident notice", text.subjectEn, ...cells, "0", ""];
		const byText = (all: unknown[]) => all.map((cells) => JSON.stringify(cells)).sort();
		expect(byText(lines)).toEqual(
			byText([
				line("Email", "English", "Accepted by the receiving server", today, "2"),
				line("Email", "English", "Address does not exist", today, "1"),
				line("Email", "English", "Address is on the do-not-send list", "", "1"),
				line("Email", "English", "Another person here has the same address", "", "1"),
				line("Email", "Welsh", "No email address", "", "1"),
				line("Letter", "English", "Letter handed over to the printer", today, "1"),
				line("Letter", "Welsh", "Letter handed over to the printer", today, "1"),
				[
					"People not reached by the message",
					reference,
					"Incident notice",
					text.subjectEn,
					"Public notice",
					"",
					"Done",
					"2026-11-02",
					"1",
					"",
					'\'=HYPERLINK("x")',
				],
			]),
		);
		expect(JSON.stringify(lines)).not.toMatch(/@|planted|mill lane/i);
		const { rows } = await owner.query("select 1 from audit_event where action = 'incident.notifications-exported'");
		expect(rows).toHaveLength(1);
	});
});
