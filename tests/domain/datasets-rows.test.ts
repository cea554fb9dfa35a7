/** Single rows: import and sign-in normalise identifiers alike, and placeholders are told from names. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineColumns } from "@/lib/datasets/importing/copy-lines";
import { recordExtractor } from "@/lib/datasets/importing/extract-record";
import { batchProcessor } from "@/lib/datasets/importing/process-batch";
import { readIdentifiers } from "@/lib/datasets/reading/cell-identifiers";
import { cleanCell } from "@/lib/datasets/reading/cell-values";
import { whoseName } from "@/lib/datasets/reading/names-of-nobody";
import type { Format, MappedColumn } from "@/lib/datasets/schema";
import { fingerprint, type IdentifierKind, identifierKinds, normaliseName } from "@/lib/identifiers";
import { noise } from "../support/arbitraries";
import { mappingOf } from "../support/imports";

/** The long form, FUZZ_RUNS=100000, is `npm run fuzz`. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 1000);

const format: Format = { encoding: "utf-8", delimiter: ",", lineEnd: "\n" };
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** Returns the fingerprints that an import stores for one row, by kind. Reads them from the bytes for COPY. */
function imported(columns: MappedColumn[], cells: string[]): Partial<Record<IdentifierKind, Buffer[]>> {
	const bytes = Buffer.from(
		`${columns.map((column) => quoted(column.header)).join(",")}\n${cells.map(quoted).join(",")}\n`,
	);
	const rows = 2;
	const plan = { mapping: mappingOf(columns), columns, format };
	const { lines } = batchProcessor(plan)({
		bytes: new Uint8Array(bytes),
		firstRow: 1,
		rows,
		lines: rows,
		encoding: "utf-8",
	});
	const found: Partial<Record<IdentifierKind, Buffer[]>> = {};
	const read = Buffer.from(lines);
	for (let at = 0; at < read.length; ) {
		const fields = read.readInt16BE(at);
		at += 2;
		for (let field = 0; field < fields; field++) {
			const length = read.readInt32BE(at);
			at += 4;
			const kind = identifierKinds.find((one) => one.replace("-", "_") === lineColumns[field]);
			if (length > 0 && kind) found[kind] = [...(found[kind] ?? []), read.subarray(at, at + length)];
			at += Math.max(0, length);
		}
	}
	return found;
}

describe("import and sign-in normalise an identifier to the same value, whatever is typed", () => {
	const whole = (raw: string) => Buffer.from(raw).toString();
	const kinds = ["email", "telephone", "membership-number"] as const;

	it.each(kinds)("%s", (kind) => {
		fc.assert(
			fc.property(
				fc.oneof(
					noise,
					noise.map((raw) => `'${raw}`),
				),
				(text) => {
					const raw = whole(text);
					const [made, ...more] = imported([{ header: "x", as: "identifier", kind }], [raw])[kind] ?? [];
					// What stands for no address finds nobody, whoever types it: "n@n.aa".
					const isPlaceholder = readIdentifiers(kind, cleanCell(raw)).reason === "placeholder-address";
					const typed = isPlaceholder ? undefined : fingerprint(kind, raw);
					// A cell may list several. A person types one.
					if (typed) expect([made, ...more]).toEqual([typed]);
					else if (made && more.length === 0) expect(raw).toMatch(/[\s;,|/&\p{L}]/u);
				},
			),
			{ numRuns },
		);
	});

	it("name with postcode", () => {
		const columns: MappedColumn[] = [
			{ header: "name", as: "name", part: "full" },
			{ header: "postcode", as: "postcode" },
		];
		const name = fc.oneof(
			fc.stringMatching(/^[A-Za-zÀ-ſ'’.\- ]{1,20}$/),
			fc.constantFrom("Null", "Jo Null", "Ó-Súilleabháin", "Ｊｏ", "O\u200bNeil", "=Jo", "'-Jo", "-", "n/a"),
		);
		const postcode = fc.oneof(
			fc.stringMatching(/^ ?[A-Za-z]{1,2}\d[A-Za-z\d]? {0,2}\d[A-Za-z]{2} ?$/),
			fc.constantFrom("CF10 1AA", "cf10–1aa", "SW1A", "", "none"),
		);
		fc.assert(
			fc.property(name, postcode, (called, at) => {
				const made = imported(columns, [called, at])["name-postcode"] ?? [];
				const typed = fingerprint("name-postcode", `${called}, ${at}`);
				// A name that is only "Null" or "n/a" is a placeholder, and one that is only "name" is nobody's.
				const isNobodys = whoseName(normaliseName(called) ?? "") !== "somebody";
				if (cleanCell(called) === "" || isNobodys) expect(made).toEqual([]);
				else expect(made).toEqual(typed ? [typed] : []);
			}),
			{ numRuns },
		);
	});
});

describe("a word that is both a name and a placeholder for nothing", () => {
	const columns: MappedColumn[] = [
		{ header: "First", as: "name", part: "given" },
		{ header: "Middle", as: "name", part: "given" },
		{ header: "Last", as: "name", part: "family" },
		{ header: "Full", as: "name", part: "full" },
		{ header: "Postcode", as: "postcode" },
	];
	const name = (...[first = "", middle = "", last = "", full = ""]: string[]) => {
		const cells = [first, middle, last, full, "CF10 1AA"];
		const kept = recordExtractor({ mapping: mappingOf(columns), columns })(cells, () => {});
		expect(kept.identifiers.flatMap((identifier) => identifier ?? [])).toHaveLength(kept.name ? 1 : 0);
		return kept.name;
	};
	it.each([
		["jo null", ["Jo", "", "Null"]],
		["jo none", ["Jo", "", "NONE"]],
		["nil sharma", ["Nil", "", "Sharma"]],
		["jo smith", ["Jo", "None", "Smith"]],
		["jo null", ["Jo", "NULL", "Null"]],
		["jo", ["Jo", "-", "n/a"]],
		["", ["", "", "Null"]],
		["", ["Null", "null", "NULL"]],
		["", ["-", "Unknown", "n/a"]],
	])("%j", (called, cells) => expect(name(...cells)).toBe(called));
	it("in one column", () => {
		const full = (text: string) => name("", "", "", text);
		expect(["Jo Null", "Null", "none", "Unknown", "Nil Null"].map(full)).toEqual(["jo null", "", "", "", "nil null"]);
	});
});

describe("a relationship column", () => {
	const columns: MappedColumn[] = [
		{ header: "Status", as: "relationship", values: { member: "member" }, otherwise: "other" },
		{ header: "Email", as: "identifier", kind: "email" },
	];
	it.each([
		["member", "member", []],
		["MEMBER", "member", []],
		["constructor", "other", ["unknown-relationship"]],
		["__proto__", "other", ["unknown-relationship"]],
	])("%s is %s", (cell, means, complaints) => {
		const heard: string[] = [];
		const kept = recordExtractor({ mapping: mappingOf(columns), columns })([cell], (_, reason) => heard.push(reason));
		expect([kept.relationship, heard]).toEqual([means, complaints]);
	});
});

it("an identifier that is twice in a row is stored once", () => {
	const columns: MappedColumn[] = ["a", "b", "c"].map((header) => ({ header, as: "identifier", kind: "email" }));
	const made = imported(columns, ["b@example.org, a@example.org", "A@example.org", "b@example.org"]);
	expect(made.email).toEqual([fingerprint("email", "a@example.org"), fingerprint("email", "b@example.org")]);
});
