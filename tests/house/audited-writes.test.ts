import { describe, expect, it } from "vitest";
import { unasked, unrecognised, unrecorded } from "./audited-writes";
import { parse, sources } from "./source";

const lib = () => sources().filter(({ file }) => file.startsWith("lib/"));

it("every function of lib that writes for a member or staff leaves an entry in the audit log with it", () => {
	expect(unrecorded(lib())).toEqual([]);
});

it("every function of lib for staff asks for a permission", () => {
	expect(unasked(lib())).toEqual([]);
});

it("every write to a table is on a value whose type says that it is the database or a transaction", () => {
	expect(unrecognised(lib())).toEqual([]);
});

/** The imports of the examples. */
const imports = [
	'import { database, tables, type Transaction, type Database as Db } from "../database";',
	'import { record as addEntry } from "../audit";',
	'import { requirePermission as need } from "../authority";',
	'import type { Member, Staff as Team, Operator } from "../authority";',
	"const { t } = tables;",
].join("\n");
const example = (text: string, name = "file-0") => parse(`lib/subject/${name}.ts`, `${imports}\n${text}`);

describe("the rule finds", () => {
	it.each([
		["an insert", "export async function a(staff: Team, x: Transaction) { await x.insert(t).values({}); }"],
		["an update on the database", "export async function a(member: Member) { await database().update(t).set({}); }"],
		[
			"a write on what holds the database",
			"export async function a(member: Member) { const d = database(); await d.delete(t); }",
		],
		[
			"a delete in a transaction",
			"export async function a(staff: Team) { return database().transaction(async (anything) => { await anything.delete(t); }); }",
		],
		["a statement of SQL", "export const a = (staff: Team) => database().execute(sql`update t set x = 1`);"],
		["authority beside an operator's", "export async function a(who: Team | Operator, db: Db) { await db.insert(t); }"],
		[
			"a type under another name",
			"type Own = Transaction; export async function a(who: Team, own: Own) { await own.insert(t); }",
		],
		[
			"a write in a callback whose type takes a transaction",
			"export const a = (staff: Team) => locked((held) => held.insert(t));\nfunction locked(change: (tx: Transaction) => unknown) { return database().transaction(change); }",
		],
		[
			"a write by what the transaction is handed to",
			"export async function a(member: Member, x: Transaction) { await b(x); }\nasync function b(y: Transaction) { await y.delete(t); }",
		],
		[
			"a record of something else that was not handed the transaction",
			"export async function a(member: Member, x: Transaction) { await x.insert(t); await b(); }\nasync function b() { await addEntry(x); }",
		],
		[
			"a record that is not the audit log's",
			"export async function a(member: Member, x: Transaction) { await x.insert(t); record(x); }\nfunction record(y: Transaction) {}",
		],
	])("%s", (_what, text) => {
		expect(unrecorded([example(text)])).toEqual(["lib/subject/file-0.ts a"]);
	});

	it("a write in another file", () => {
		const caller =
			'import { b } from "./file-1";\nexport async function a(staff: Team, x: Transaction) { await b(x); }';
		const called = "export async function b(y: Transaction) { await y.insert(t); }";
		expect(unrecorded([example(caller), example(called, "file-1")])).toEqual(["lib/subject/file-0.ts a"]);
	});

	it.each([
		[
			"what is recorded beside it",
			"export async function a(staff: Team, x: Transaction) { await x.insert(t); await addEntry(x); }",
		],
		[
			"what is recorded by what the transaction is handed to",
			"export async function a(staff: Team, x: Transaction) { await x.insert(t); await b(x); }\nasync function b(y: Transaction) { await addEntry(y); }",
		],
		[
			"reading",
			"export async function a(staff: Team, x: Transaction) { await x.select().from(t).for('update'); seen.delete(x); }",
		],
		["what nobody's authority asks for", "export async function a(x: Transaction) { await x.insert(t); }"],
		[
			"a type of another module",
			"type Staff = string; export async function a(who: Staff, x: Transaction) { await x.insert(t); }",
		],
	])("not %s", (_what, text) => {
		expect(unrecorded([example(text)])).toEqual([]);
	});

	it("staff who are asked for no permission", () => {
		const asked = (text: string) => unasked([example(text)]);
		expect(asked("export async function a(_: Team) { return 1; }")).toEqual(["lib/subject/file-0.ts a"]);
		expect(asked('export function a(staff: Team) { need(staff, "x"); }')).toEqual([]);
		expect(asked('export const a = (staff: Team) => b(staff);\nfunction b(s: Team) { need(s, "x"); }')).toEqual([]);
	});

	it("a write on something nobody knows as the database", () => {
		expect(unrecognised([example("export const a = (x: any) => x.insert(t);")])).toEqual(["lib/subject/file-0.ts:6"]);
		expect(unrecognised([example("export const a = (x: Transaction) => x.insert(tables.u);")])).toEqual([]);
	});
});
