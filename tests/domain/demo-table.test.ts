import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { affectedTable } from "@/db/demo/affected-table";
import { fundraisingTable } from "@/db/demo/fundraising-table";
import { affectedTableMapping, fundraisingTableMapping } from "@/db/demo/mappings";
import { sampleMembers } from "@/db/demo/samples";
import { mappingSchema } from "@/lib/datasets/schema";

const rowsOf = (text: string, delimiter = ",") =>
	parse(text, { columns: true, bom: true, delimiter, record_delimiter: "\r\n" }) as Record<string, string>[];
const [one, two] = [affectedTable(1), affectedTable(2)];
const rows = rowsOf(two);
const column = (name: string) => rows.map((row) => row[name] ?? "");
const share = (values: string[], test: (value: string) => boolean) => values.filter(test).length / values.length;

describe("the demo's affected table", () => {
	test("has at least five thousand invented people, the same in each run", () => {
		const people = new Set(
			rows.map((row) => [row["First name(s)"], row["Family name"], row["Email address"], row.Street].join("|")),
		);
		expect(people.size).toBeGreaterThanOrEqual(5_000);
		expect(rowsOf(one).length).toBeGreaterThanOrEqual(5_000);
		expect(affectedTable(2)).toBe(two);
	});

	test("has the faults of a real export", () => {
		expect(two.startsWith("\uFEFF")).toBe(true);
		expect(two.replaceAll("\r\n", "").includes("\r")).toBe(false);
		expect(two).toMatch(/"[^"\r]*\n[^"\r]*"/);
		expect(two).toContain('""');
		const emails = column("Email address");
		expect(share(emails, (email) => email === "")).toBeGreaterThan(0.05);
		for (const kind of [/^[^a-z]+@[^a-z]+$/, /^ +\S+ +$/, /\+meridian@/, /; /, /@höhle\.example/u, / at /])
			expect(
				emails.some((email) => kind.test(email.normalize("NFC"))),
				String(kind),
			).toBe(true);
		expect(emails.filter((email) => email === "office@riverside.example").length).toBeGreaterThan(5);
		for (const spelling of [
			/^07700900\d{3}$/,
			/^07700 900\d{3}$/,
			/^\+447700900\d{3}$/,
			/^\+44 \(0\)7700 900 \d{3}$/,
			/^0044 7700 900\d{3}$/,
			/^\(07700\) 900\d{3}$/,
			/^7700900\d{3}$/,
			/^07700-900-\d{3}$/,
		])
			expect(
				column("Mobile tel.").some((number) => spelling.test(number)),
				String(spelling),
			).toBe(true);
		const duplicates = rows.length - new Set(rows.map((row) => JSON.stringify(row))).size;
		expect(duplicates).toBeGreaterThan(20);
		expect(column("Remarks").some((remark) => remark.startsWith("="))).toBe(true);
		for (const standing of ["Ex-member", "Affiliated (via union)"])
			expect(share(column("Standing"), (value) => value === standing)).toBeGreaterThan(0.1);
		expect(column("First name(s)").some((name) => /[ŷŵ]/u.test(name.normalize("NFC")))).toBe(true);
	});

	test("invents only addresses and numbers that reach nobody", () => {
		for (const email of column("Email address")
			.flatMap((cell) => cell.replace(" at ", "@").split("; "))
			.filter((cell) => cell.includes("@")))
			expect(email.trim().toLowerCase().normalize("NFC")).toMatch(/@(?:example\.(?:org|com|net)|[a-zö]+\.example)$/u);
		const drama = /^(?:44|0044|0)?(?:0?7700900|2079460|1134960|1314960|1414960|1614960|2920180|1914980)\d{3}$/;
		for (const number of [...column("Mobile tel."), ...column("Home tel.")].filter((cell) => /\d/.test(cell)))
			expect(number.replaceAll(/\D/g, "")).toMatch(drama);
	});

	test("version 2 has more people, some changed and some removed", () => {
		const before = new Map(rowsOf(one).map((row) => [row.Ref?.toUpperCase().replace(" ", ""), JSON.stringify(row)]));
		const after = new Map(rows.map((row) => [row.Ref?.toUpperCase().replace(" ", ""), JSON.stringify(row)]));
		const refs = [...before.keys()];
		expect([...after.keys()].filter((ref) => !before.has(ref)).length).toBeGreaterThan(300);
		expect(refs.filter((ref) => !after.has(ref)).length).toBeGreaterThan(10);
		expect(refs.filter((ref) => after.has(ref) && after.get(ref) !== before.get(ref)).length).toBeGreaterThan(50);
	});
});

test("both tables have every column of their mapping, and each sample person but one is in the right table", () => {
	const fundraising = rowsOf(new TextDecoder("windows-1252").decode(fundraisingTable()), ";");
	for (const [table, wanted] of [
		[rows, affectedTableMapping],
		[fundraising, fundraisingTableMapping],
	] as const) {
		const { columns } = mappingSchema.parse(wanted);
		expect(columns.map((column) => column.header)).toEqual(Object.keys(table[0] ?? {}));
	}
	const known = column("Email address").map((email) => email.trim().toLowerCase());
	for (const { email } of sampleMembers) expect(known.includes(email), email).toBe(email !== "nobody@example.org");
	expect(fundraising.some((row) => row["E-mail"]?.toLowerCase() === "former.member.old@example.org")).toBe(true);
});
