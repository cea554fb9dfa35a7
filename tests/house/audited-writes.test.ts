import { describe, expect, it } from "vitest";
import { unasked, unrecorded } from "./audited-writes";
import { parse, sources } from "./source";

const lib = () => sources().filter(({ file }) => file.startsWith("lib/"));

it("every function of lib that writes for a member or staff leaves an entry in the audit log with it", () => {
	expect(unrecorded(lib())).toEqual([]);
});

it("every function of lib for staff asks for a permission", () => {
	expect(unasked(lib())).toEqual(["lib/authority.ts requirePermission"]);
});

describe("the rule finds", () => {
	const found = (...texts: string[]) => unrecorded(texts.map((text, at) => parse(`lib/subject/file-${at}.ts`, text)));

	it.each([
		["an insert", "export async function a(staff: Staff) { await tx.insert(t).values({}); }"],
		["an update on the database", "export async function a(member: Member) { await database().update(t).set({}); }"],
		[
			"a delete in a transaction",
			"export async function a(staff: Staff) { return database().transaction(async (tx) => { await tx.delete(t); }); }",
		],
		["a statement of SQL", "export const a = (staff: Staff) => database().execute(sql`update t set x = 1`);"],
		["authority beside an operator's", "export async function a(who: Staff | Operator) { await tx.insert(t); }"],
		[
			"a write by what the transaction is handed to",
			"export async function a(member: Member) { await b(tx); }\nasync function b(tx: Transaction) { await tx.delete(t); }",
		],
		[
			"a record of something else that was not handed the transaction",
			"export async function a(member: Member) { await tx.insert(t); await b(); }\nasync function b() { await record(tx); }",
		],
	])("%s", (_what, text) => {
		expect(found(text)).toEqual(["lib/subject/file-0.ts a"]);
	});

	it("a write in another file", () => {
		expect(
			found(
				'import { b } from "./file-1";\nexport async function a(staff: Staff) { await b(tx); }',
				"export async function b(tx: Transaction) { await tx.insert(t); }",
			),
		).toEqual(["lib/subject/file-0.ts a"]);
	});

	it.each([
		["what is recorded beside it", "export async function a(staff: Staff) { await tx.insert(t); await record(tx); }"],
		[
			"what is recorded by what the transaction is handed to",
			"export async function a(staff: Staff) { await tx.insert(t); await b(tx); }\nasync function b(tx: Transaction) { await record(tx); }",
		],
		["reading", "export async function a(staff: Staff) { await tx.select().from(t).for('update'); seen.delete(x); }"],
		["what nobody's authority asks for", "export async function a(tx: Transaction) { await tx.insert(t); }"],
	])("not %s", (_what, text) => {
		expect(found(text)).toEqual([]);
	});

	it("staff who are asked for no permission", () => {
		const asked = (text: string) => unasked([parse("lib/subject/file.ts", text)]);
		expect(asked("export async function a(_: Staff) { return 1; }")).toEqual(["lib/subject/file.ts a"]);
		expect(asked('export function a(staff: Staff) { requirePermission(staff, "x"); }')).toEqual([]);
		expect(
			asked('export const a = (staff: Staff) => b(staff);\nfunction b(s: Staff) { requirePermission(s, "x"); }'),
		).toEqual([]);
	});
});
