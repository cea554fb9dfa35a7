import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { describeFormat, readPreview } from "@/lib/datasets";
import { cleanCell, safeCell } from "@/lib/datasets/reading/cell-values";
import { tolerantRows, wholeRows } from "@/lib/datasets/reading/csv-rows";
import { readDate } from "@/lib/datasets/reading/dates";
import { detectFormat } from "@/lib/datasets/reading/detect-format";
import { hasOtherBreaks } from "@/lib/datasets/reading/line-breaks";
import { mixedRows } from "@/lib/datasets/reading/mixed-line-ends";
import { parseRows } from "@/lib/datasets/reading/parse-rows";
import { splitBatches } from "@/lib/datasets/reading/split-batches";
import type { Format } from "@/lib/datasets/schema";
import { pieces } from "../support/imports";

const plain: Format = { encoding: "utf-8", delimiter: ",", lineEnd: "\n" };
/** The long form, FUZZ_RUNS=100000, is `npm run fuzz`. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 1000);

const cellsOf = (bytes: Buffer, format: Format) => parseRows(bytes, format).map(({ cells }) => cells);

async function readInBatches(bytes: Buffer, format: Format, size: number): Promise<string[][]> {
	const rows: string[][] = [];
	const reading = { bytes: 0 };
	let line = 1;
	for await (const batch of splitBatches(pieces(bytes, size), format, reading)) {
		expect(batch.firstRow).toBe(line);
		line += batch.lines;
		const found = cellsOf(Buffer.from(batch.bytes), format);
		expect(found).toHaveLength(batch.rows);
		rows.push(...found);
	}
	expect(reading.bytes).toBe(bytes.length);
	return rows;
}

describe("the reader", () => {
	const special = fc.constantFrom(
		'"',
		'""',
		",",
		";",
		"\n",
		"\r\n",
		"\r",
		" ",
		"a",
		"é",
		"\t",
		"|",
		"=1",
		"\u{1f600}",
		"\0",
		"\\",
	);
	const text = fc.array(special, { maxLength: 60 }).map((parts) => parts.join(""));
	const format = fc.record({
		encoding: fc.constant("utf-8" as const),
		delimiter: fc.constantFrom(",", ";", "\t", "|"),
		lineEnd: fc.constantFrom("\n", "\r"),
		escape: fc.constantFrom(undefined, undefined, "\\"),
	}) as fc.Arbitrary<Format>;

	it("reads well-formed CSV as csv-parse does", () => {
		const cell = fc
			.array(fc.constantFrom('""', "a", ",", ";", "\n", "\r\n", "é", " "), { maxLength: 8 })
			.map((parts) => `"${parts.join("")}"`);
		const bare = fc.constantFrom("", "a", "a b", "é", 'a"b', "7");
		const proper = fc.record({
			rows: fc.array(fc.array(fc.oneof(cell, bare), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 }),
			delimiter: fc.constantFrom(",", ";", "\t", "|") as fc.Arbitrary<Format["delimiter"]>,
			end: fc.constantFrom("\n", "\r\n", "\r"),
		});
		fc.assert(
			fc.property(proper, ({ rows, delimiter, end }) => {
				const bytes = Buffer.from(rows.map((row) => row.join(delimiter)).join(end));
				const expected = parse(bytes, {
					delimiter,
					record_delimiter: end === "\r" ? ["\r"] : ["\r\n", "\n"],
					relax_quotes: true,
					relax_column_count: true,
				});
				expect(cellsOf(bytes, { encoding: "utf-8", delimiter, lineEnd: end === "\r" ? "\r" : "\n" })).toEqual(expected);
			}),
			{ numRuns: numRuns * 4 },
		);
	});

	it("reads any text by one set of rules: the fast path falls back to the tolerant one before they would differ", () => {
		fc.assert(
			fc.property(fc.oneof(text, fc.uint8Array({ maxLength: 60 })), format, (content, as) => {
				const bytes = Buffer.from(content as string);
				const position = { row: 1, openQuote: false };
				const expected = [];
				const rows = hasOtherBreaks(bytes, as)
					? mixedRows(bytes, as, position, undefined)
					: tolerantRows(bytes, as, position);
				for (const cells of rows) expected.push({ row: position.row, cells });
				expect(parseRows(bytes, as)).toEqual(expected);
			}),
			{ numRuns: numRuns * 4 },
		);
	});

	it("splits any text between rows: parsed in parts it gives the same rows", () => {
		fc.assert(
			fc.property(text, format, fc.nat(80), (content, as, at) => {
				const bytes = Buffer.from(content);
				const { end, rows, lines } = wholeRows(bytes.subarray(0, at), as, at >= bytes.length);
				const before = parseRows(bytes.subarray(0, end), as);
				if (hasOtherBreaks(bytes, as)) expect(before.length).toBeGreaterThanOrEqual(rows);
				else expect(before).toHaveLength(rows);
				expect([...before, ...parseRows(bytes.subarray(end), as, 1 + lines)]).toEqual(parseRows(bytes, as));
			}),
			{ numRuns },
		);
	});

	it("returns the cells that a writer of CSV was given, whatever they contain", async () => {
		const cell = fc
			.oneof(fc.string({ unit: "grapheme", maxLength: 12 }), text)
			.filter((value) => !/^\ufeff/.test(value));
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
				fc.constantFrom("\n", "\r\n"),
				fc.integer({ min: 1, max: 50 }),
				async (table, end, size) => {
					const written = table
						.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(","))
						.join(end);
					expect(await readInBatches(Buffer.from(written), plain, size)).toEqual(
						table.map((row) => row.map((value) => Buffer.from(value).toString())),
					);
				},
			),
			{ numRuns },
		);
	});

	it("throws only errors with a sentence for staff, whatever the bytes", () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
				try {
					readPreview(Buffer.from(bytes));
				} catch (error) {
					expect((error as Error).name).toBe("FileRefused");
				}
			}),
			{ numRuns },
		);
	});

	const folder = path.resolve("node_modules/csv-spectrum");
	it.each(readdirSync(path.join(folder, "csvs")))("reads csv-spectrum's %s", async (file) => {
		const bytes = readFileSync(path.join(folder, "csvs", file));
		const stated = JSON.parse(readFileSync(path.join(folder, "json", file.replace(".csv", ".json")), "utf8"));
		// The expected result of csv-spectrum for this file has another telephone number than the file.
		const expected = Array.isArray(stated) ? stated : [{ ...stated, "Contact Phone Number": "2095257564" }];
		const [header = [], ...rows] = await readInBatches(bytes, detectFormat(bytes), 7);
		expect(rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]])))).toEqual(expected);
	});
});

describe("the format of a file is detected", () => {
	const table = "Name;E-mail;Note\r\nZoë;zoe@example.org;a, b\r\nBjörn;bjorn@example.org;c, d\r\n";
	it.each(["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const)("%s", (encoding) => {
		for (const addBOM of encoding === "windows-1252" ? [false] : [true, false]) {
			const bytes = iconv.encode(table, encoding, { addBOM });
			expect(detectFormat(bytes)).toEqual({
				encoding,
				...(addBOM ? { marked: true } : {}),
				delimiter: ";",
				lineEnd: "\n",
			});
			expect(readPreview(bytes).rows[0]).toEqual(["Zoë", "zoe@example.org", "a, b"]);
			expect(readPreview(bytes).headers).toEqual(["Name", "E-mail", "Note"]);
		}
	});
	it.each([",", ";", "\t", "|"])("the delimiter %j", (delimiter) => {
		expect(detectFormat(Buffer.from(table.replaceAll(",", "").replaceAll(";", delimiter))).delimiter).toBe(delimiter);
	});
	it.each([
		["a,b\n1,2\n", "nowhere", "LF", "UTF-8, separated by commas, no quotes, Unix line endings (LF)"],
		[
			'"a","b"\r\n"1, 2","x ""y"" z"\r\n"",""\r\n',
			"everywhere",
			"CRLF",
			"quotes around every value, Windows line endings (CRLF)",
		],
		[
			'a;b\r\n"1\n2";,3 " 4\r\n',
			"in places",
			"CRLF",
			"semicolons, quotes around some values, Windows line endings (CRLF)",
		],
		["a,b\n1,2\r\n3,4\n", "nowhere", "mixed", "mixed line endings"],
		['a,b\r"1",2\r', "in places", "CR", "old Mac line endings (CR)"],
		["a,b", "nowhere", "none", "no quotes"],
	])("quoting and line ends of %j", (text, quoting, rowEnds, words) => {
		const { format } = readPreview(Buffer.from(text));
		expect(format).toMatchObject({ quoting, rowEnds });
		expect(describeFormat(format)).toContain(words);
	});
	it.each([
		["\ufeffa,b\n1,2\n", "utf-8", "UTF-8 with a byte order mark, separated"],
		["a,b\n1,2\n", "utf-8", "UTF-8, separated"],
		["\ufeffa,b\n1,2\n", "utf-16le", "UTF-16 (little endian) with a byte order mark, separated"],
		["a,b\n1,2\n", "utf-16be", "UTF-16 (big endian), separated"],
	])("the mark at the beginning of %j in %s", (text, encoding, words) =>
		expect(describeFormat(readPreview(iconv.encode(text, encoding, { addBOM: false })).format)).toContain(words),
	);
	it("a lone carriage return", () => expect(detectFormat(Buffer.from("a,b\r1,2\r")).lineEnd).toBe("\r"));
	it("Windows-1252 after a long beginning in plain ASCII", async () => {
		const text = `name,email\n${"jo,jo@example.org\n".repeat(30_000)}Zo\u00eb,zoe@example.org\n`;
		const bytes = iconv.encode(text, "windows-1252");
		const reading = { bytes: 0 };
		const seen: string[] = [];
		for await (const batch of splitBatches(pieces(bytes, 65_536), plain, reading, true)) seen.push(batch.encoding);
		expect([seen[0], seen.at(-1)]).toEqual(["utf-8", "windows-1252"]);
	});
	it("a small file is previewed whole, with its last row", () => {
		const { rows } = readPreview(Buffer.from("Email,Status\na@example.org,Member\nb@example.org,Donor"));
		expect(rows.at(-1)).toEqual(["b@example.org", "Donor"]);
	});
	it("headers are trimmed, never empty and unique", () => {
		expect(readPreview(Buffer.from("Phone, Phone ,,\n1,2,3,4\n")).headers).toEqual([
			"Phone",
			"Phone (2)",
			"Column 3",
			"Column 4",
		]);
	});
});

describe("a row with somebody's data is never taken for the header, because headers are stored in clear", () => {
	it.each([
		["an address", "Ada Invented,ada@example.org,1970\nBo Invented,bo@example.org,1980\n"],
		["a telephone number alone", "Ada Invented,07700 900123\nBo Invented,07700 900124\n"],
		["a membership number", "Ada Invented,MP010001\nBo Invented,MP010002\n"],
		["a postcode", "Ada Invented,CF10 1AA\nBo Invented,CF10 1AB\n"],
	])("%s", (_, text) => {
		const { format, headers, rows } = readPreview(Buffer.from(text));
		expect(format.headerRow).toBe(null);
		expect(headers.every((header, at) => header === `Column ${at + 1}`)).toBe(true);
		expect(rows[0]).toHaveLength(headers.length);
		expect(() => readPreview(Buffer.from(text), { headerRow: 1 })).toThrow(
			"Row 1 holds somebody's data and not the names of the columns",
		);
	});

	it("headers that mention addresses and numbers are headers", () => {
		const headers = ["Email @ home", "Phone (01/07)", "Member no. 2021", "+44", "tel:"];
		expect(readPreview(Buffer.from(`${headers.join(",")}\n1,2,3,4,5\n`)).headers).toEqual(headers);
	});
});

describe("a file that is no text table is refused with what to do", () => {
	it.each([
		["a spreadsheet", Buffer.from("504b030414000600", "hex"), "ZIP archive or a spreadsheet"],
		["gzip", Buffer.from("1f8b0800", "hex"), "gzip"],
		["a PDF", Buffer.from("%PDF-1.7"), "PDF"],
		["an old spreadsheet", Buffer.from("d0cf11e0a1b11ae1", "hex"), "xls"],
		["a web page", Buffer.from("<!DOCTYPE html><table>"), "web page"],
		["a photograph", Buffer.from("ffd8ffe000104a464946000101", "hex"), "This is a picture"],
		["a photograph of a telephone", Buffer.from("000000186674797068656963", "hex"), "This is a picture"],
		["a drawing", Buffer.from("89504e470d0a1a0a0000000d", "hex"), "This is a picture"],
		["a picture in a container", Buffer.from("RIFF\u0004\u0002\u0000\u0000WEBPVP8 "), "This is a picture"],
		["blank rows", Buffer.from("\r\n , \r\n\r\n"), "nothing but blank rows"],
		["zero bytes", Buffer.from("a\0b\0\0\0c,\0"), "not a text file"],
		["nothing", Buffer.alloc(0), "empty"],
		["too many columns", Buffer.from(`${"a,".repeat(300)}\n`), "at most 250"],
	])("%s", (_, bytes, says) => expect(() => readPreview(bytes)).toThrow(says));
	it("a quotation mark that is never closed", async () => {
		const endless = Buffer.from(`a,b\n1,"${"x".repeat(1_500_000)}`);
		await expect(readInBatches(endless, plain, 65_536)).rejects.toThrow("Row 2 is longer than 1 MB");
	});
});

it("dates are read day before month", () => {
	const read = [
		"1989",
		"30/05/1989",
		"30-May-89",
		"1989-05-30 00:00:00",
		"May 1989",
		"05/1989",
		"1.2.01",
		"31/02/1989",
		"soon",
		"13/13/2000",
	].map((text) => readDate(text));
	expect(read).toEqual([
		"1989",
		"1989-05-30",
		"1989-05-30",
		"1989-05-30",
		"1989-05",
		"1989-05",
		"2001-02-01",
		undefined,
		undefined,
		undefined,
	]);
});

it("every day of the calendar is a date, and nothing else is", () => {
	fc.assert(
		fc.property(fc.integer({ min: 1840, max: 2110 }), fc.nat(14), fc.nat(33), (year, month, date) => {
			const iso = `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
			const made = new Date(`${iso}T00:00:00Z`);
			const real = !Number.isNaN(made.getTime()) && made.toISOString().startsWith(iso) && year >= 1850 && year <= 2100;
			// A day or a month of 0 means unknown.
			const known = month === 0 ? `${year}` : iso.slice(0, 7);
			const partial = date === 0 && month <= 12 && year >= 1850 && year <= 2100 ? known : undefined;
			expect(readDate(`${date}/${month}/${year}`)).toBe(real ? iso : partial);
		}),
		{ numRuns },
	);
});

it("no exported cell is a formula, and it is imported as the original cell", () => {
	fc.assert(
		fc.property(
			fc.tuple(fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", " =", "＝", ""), fc.string()),
			([start, rest]) => {
				const [[cell = ""] = []] = cellsOf(Buffer.from(`${safeCell(start + rest)}\n`), plain);
				expect(cell).not.toMatch(/^\s*[=+\-@]/);
				expect(cleanCell(cell)).toBe(cleanCell(start + rest));
			},
		),
		{ numRuns },
	);
	expect(safeCell('=HYPERLINK("http://x.example")')).toBe(`"'=HYPERLINK(""http://x.example"")"`);
});

it("the guard against formulas is removed however often a cell was exported, also after a line break", () => {
	const exported = (cell: string) => cellsOf(Buffer.from(`${safeCell(cell)}\n`), plain)[0]?.[0] ?? "";
	const twice = exported(`\n${exported("=1+1")}`);
	expect(twice).toBe("'\n'=1+1");
	expect([cleanCell(twice), cleanCell("\n'=1+1"), cleanCell("=1+1")]).toEqual(["=1+1", "=1+1", "=1+1"]);
});
