/** What programs and people write into a table besides members: each kind is read right, or refused with a sentence. */
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { readPreview } from "@/lib/datasets";
import { warningsOf } from "@/lib/datasets/checking/warnings";
import { recordExtractor } from "@/lib/datasets/importing/extract-record";
import { processBatch } from "@/lib/datasets/importing/process-batch";
import { roleValue } from "@/lib/datasets/mapping/mapping-form";
import { tolerantRows } from "@/lib/datasets/reading/csv-rows";
import { birthPivot, readDate } from "@/lib/datasets/reading/dates";
import { batchText } from "@/lib/datasets/reading/detect-format";
import { openTable } from "@/lib/datasets/reading/open-table";
import { guessed, pieces, refusal } from "../support/imports";

const [ada, ben, cat, dee] = ["ada@example.org", "ben@example.org", "cat@example.org", "dee@example.org"];

/** Reads a table with its suggested mapping: the addresses and numbers of each row that has any, and its problems. */
async function read(bytes: string | Buffer) {
	const mapping = guessed(bytes);
	const { format, headers, batches } = await openTable(pieces(bytes), mapping);
	const plan = { mapping, columns: mapping.columns, format };
	const extract = recordExtractor(plan);
	const people: { found: string[]; name: string; since: string | undefined }[] = [];
	const problems: string[] = [];
	const counts = { blankRows: 0, withoutAddress: 0 };
	for await (const batch of batches) {
		const result = processBatch(plan, batch);
		counts.blankRows += result.blankRows;
		counts.withoutAddress += result.withoutAddress;
		problems.push(...result.problems.map(([row, at, reason]) => `${row} ${headers[at] ?? ""} ${reason}`));
		const position = { row: batch.firstRow, openQuote: false };
		for (const cells of tolerantRows(batchText(batch), format, position)) {
			const { identifiers, name, since } = extract(cells, () => {});
			const found = identifiers.flat().filter((identifier) => identifier !== undefined);
			if (position.row > (format.headerRow ?? 0) && found.length > 0) people.push({ found, name, since });
		}
	}
	return { people, problems, ...counts };
}

const found = async (bytes: string | Buffer) => (await read(bytes)).people.map((person) => person.found.join(" "));

describe("a file that is no table is refused with a sentence that says what it is:", () => {
	it.each<[string, string | Buffer]>([
		["a spreadsheet (xlsx, ods)", Buffer.from("504b030414000600", "hex")],
		["a gzip archive", gzipSync("Email\n")],
		["a web page or XML", `<table><tr><td>${ada}</td></tr></table>`],
		["a web page or XML", `\ufeff<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body>`],
		["a web page or XML", iconv.encode("<!DOCTYPE html><html>", "utf-16le", { addBOM: true })],
		["a web page or message in one file", "MIME-Version: 1.0\nContent-Type: multipart/related\n\n--x\n"],
		["JSON", `[{"email":"${ada}","name":"Ada"}]`],
		["JSON", `{"email":"${ada}"}\n{"email":"${ben}"}\n`],
		["a file of contact cards", `BEGIN:VCARD\nFN:Ada\nEMAIL:${ada}\nEND:VCARD\n`],
		["an export of a directory", `dn: cn=Ada\nmail: ${ada}\n`],
		["a dump of a database", `-- dump\n\nINSERT INTO members (email) VALUES ('${ada}');\n`],
		["a dump of a database", `COPY public.members (email, name) FROM stdin;\n${ada}\tAda\n`],
		["a Word document", `{\\rtf1\\ansi Email\\par ${ada}}`],
		["an encrypted file", "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n"],
		["in UTF-32", iconv.encode(`Email\n${ada}\n`, "utf-32le", { addBOM: true })],
	])("%s", async (name, bytes) => {
		const message = await refusal((async () => readPreview(Buffer.from(bytes)))());
		expect(message).toContain(name);
		expect(message).not.toMatch(/ada/i);
	});

	it.each([
		[
			"spaces (fixed width)",
			"EMAIL            NAME  PHONE\nada@example.org  Ada   07700900001\nben@example.org  Ben   07700900002\n",
		],
		["control characters", "Email\x01Name\nada@example.org\x01Ada\nben@example.org\x01Ben\n"],
		["broken bars (¦)", "Email¦Name\nada@example.org¦Ada\nben@example.org¦Ben\n"],
		["commas inside one pair of quotation marks", '"Email,Name"\n"ada@example.org,Ada"\n"ben@example.org,Ben"\n'],
		["colons", "Email:Name\nada@example.org:Ada\nben@example.org:Ben\n"],
	])("columns separated by %s", async (name, text) => {
		expect(await refusal((async () => readPreview(Buffer.from(text)))())).toContain(`are separated by ${name}`);
	});

	it.each(["Email", "Addresses: current"])("but not one column named %s", (header) => {
		expect(readPreview(Buffer.from(`${header}\n${ada}\n${ben}\n`)).headers).toEqual([header]);
	});
});

describe("lines that are nobody's are left out and counted as nobody", () => {
	it.each([
		[
			"totals and notes of a report",
			`Name,Email,Amount\nAda,${ada},10\nBen,${ben},20\n"Grand Totals (2 records)",,30\n\n"Copyright (c) 2021 Example"\n"Confidential Information - Do Not Distribute"\n"Generated By: Data Lead"\n`,
		],
		["a total in the column of addresses", `Name,Email\nAda,${ada}\nBen,${ben}\nTotal,"1,234"\n`],
		["the sign that once ended files", `Name,Email\nAda,${ada}\nBen,${ben}\n\x1a`],
		["the count of a database", `email|name\n-----+----\n${ada}|Ada\n${ben}|Ben\n(2 rows)\n`],
		["names of columns and page numbers between pages", `Name,Email\nAda,${ada}\nPage 2,\nNAME,EMAIL\nBen,${ben}\n`],
	])("%s", async (_, text) => {
		const { people, problems, withoutAddress } = await read(text);
		expect(people.map((person) => person.found)).toEqual([[ada], [ben]]);
		expect([problems, withoutAddress]).toEqual([[], 0]);
	});

	it("but a member without an address is counted, whatever else the row holds", async () => {
		const { withoutAddress, problems } = await read(
			`Name,Email,Town,Status\nAda,${ada},X,Full\nConfidential,,Y,Full\n`,
		);
		expect([withoutAddress, problems]).toEqual([1, ["3  no-identifier"]]);
	});
});

describe("the names of the columns are found", () => {
	it.each([
		[
			"below names of groups of columns",
			`Name,,E-mail,,Phone,\nFirst,Last,Home,Work,Home,Mobile\nAda,A,${ada},${cat},,\nBen,B,${ben},${dee},,\n`,
			[`${ada} ${cat}`, `${ben} ${dee}`],
		],
		["without one for the numbers of the rows", `,Email,Name\n0,${ada},Ada\n1,${ben},Ben\n`, [ada, ben]],
		[
			"before hundreds of columns that are empty",
			`Email,Name${",".repeat(400)}\n${ada},Ada${",".repeat(400)}\n${ben},Ben\n`,
			[ada, ben],
		],
	])("%s", async (_, text, people) => expect(await found(text)).toEqual(people));

	it("and a person without an address in the second row is not taken for names", () => {
		expect(readPreview(Buffer.from(`Name,Email,,\nAda,not known,x,y\nBen,${ben},,\n`)).format.headerRow).toBe(1);
	});
});

describe("an address that is nobody's is not used, and named", () => {
	it.each([
		"none@none.com",
		"noemail@example.org",
		"no-email@example.org",
		"no.email.address@example.org",
		"na@na.com",
		"unknown@unknown.co.uk",
		"test@test.com",
		"not.provided@example.org",
	])("%s", async (address) => {
		expect(await read(`Email,Name\n${ben},Ben\n${address},Ada\n`)).toMatchObject({
			people: [{ found: [ben] }],
			problems: ["3 Email placeholder-address", "3  no-identifier"],
		});
	});
	it.each(["a***@example.org", "********@example.org", "ada@example.org¦Ada"])("%s", async (cell) => {
		expect(await read(`Email,Name\n${ben},Ben\n${cell},Ada\n`)).toMatchObject({
			people: [{ found: [ben] }],
			problems: ["3 Email not-an-email-address", "3  no-identifier"],
		});
	});
	it.each([
		"none@example.org",
		"nobody.jones@example.org",
		"no@example.org",
		"nomad@example.org",
		"test@example.org",
		"norris.mailer@example.org",
	])("but %s may be somebody's", async (address) =>
		expect(await found(`Email,Name\n${address},Ada\n`)).toEqual([address]),
	);
});

describe("somebody else's address in a row is not proposed as the member's own", () => {
	it.each([
		"Partner Email",
		"Referrer email",
		"Parent e-mail",
		"Added by",
		"Owner Email",
		"Last modified by email",
		"To Email Address",
		"Emergency contact email",
		"Branch secretary email",
		"Buyer Email",
	])("%s", (header) => {
		const { columns } = guessed(`Email,${header}\n${ada},${cat}\n${ben},${dee}\n`);
		expect(columns.map(roleValue)).toEqual(["identifier:email", "ignore"]);
	});
	it("whatever the column is called, if few addresses stand in most rows", () => {
		const rows = Array.from({ length: 9 }, (_, at) => `m${at}@example.org,lead${at % 2}@example.org\n`);
		expect(guessed(`Email,E-mail 2\n${rows.join("")}`).columns.map(roleValue)).toEqual(["identifier:email", "ignore"]);
	});
	it("unless it is the only one, and then the second person is told", () => {
		const { columns } = guessed(`Name,Parent email\nAda,${ada}\nBen,${ben}\n`);
		expect(columns.map(roleValue)).toEqual(["name:full", "identifier:email"]);
		const findings = columns.map((column) => ({ column, nonEmpty: 2, hashed: 0, passwordLike: false, uniform: false }));
		const none = { rows: 2, records: 2, problems: [] } as unknown as Parameters<typeof warningsOf>[0];
		expect(warningsOf(none, findings, [])[0]).toContain(
			"The column Parent email looks like the addresses or numbers of other people",
		);
	});
	it.each(["Previous Email", "Work email", "Home e-mail", "Alternative email"])("%s is the member's", (header) => {
		const { columns } = guessed(`Email,${header}\n${ada},${cat}\n${ben},${dee}\n`);
		expect(columns.map(roleValue)).toEqual(["identifier:email", "identifier:email"]);
	});
});

it("an address is never kept as the name of a column, whatever stands beside it", () => {
	for (const end of ["\u0085", "\u2028", " ", "\x0b"]) {
		const text = `Email,Name${end}${ada},Ada${end}${ben},Ben${end}`;
		expect(readPreview(Buffer.from(text)).headers.join()).not.toContain("@");
	}
});

it("the second name of a row is not the first one's, and a household is no bank account", () => {
	const table = `Name 1,Name 2,Email 1,Account Name\nAda A,Alan A,${ada},Household A\nBen B,,${ben},Household B\n`;
	expect(guessed(table).columns.map(roleValue)).toEqual(["name:full", "ignore", "identifier:email", "ignore"]);
});

describe("a value is read as it was meant", () => {
	it.each([
		["ZoÃ« Invented", "invented zoe"],
		["Oâ€™Neil", "oneil"],
		["Zoë Ångström", "angstrom zoe"],
		["nan", ""],
		["Nan Invented", "invented nan"],
	])("the name %s is %j", async (name, words) => {
		expect((await read(`Email,Name\n${ada},${name}\n`)).people[0]?.name).toBe(words);
	});

	it.each([
		["0044 7700 900001", "+447700900001"],
		["+44(0)7700900001", "+447700900001"],
		["'07700900001", "+447700900001"],
		["7700900001.0", "+447700900001"],
		["O7700 900001", "+447700900001"],
	])("the number %s", async (cell, number) => {
		expect(await found(`Email,Phone\n${ada},${cell}\n`)).toEqual([`${ada} ${number}`]);
	});

	it.each([
		["7.91E+09", "rounded-by-a-spreadsheet"],
		["07700 9000l1", "not-a-telephone-number"],
		["07700 9OO011", "not-a-telephone-number"],
	])("the number %s is no other number", async (cell, reason) => {
		const { people, problems } = await read(`Email,Phone\n${ada},${cell}\n${ben},07700 900002\n${cat},07700 900003\n`);
		expect([people[0]?.found, problems]).toEqual([[ada], [`2 Phone ${reason}`]]);
	});

	it("numbers of rows are no postcodes", () => {
		const { columns } = guessed(`Email,LEID\n${ada},123456789\n${ben},123456790\n`);
		expect(columns.map(roleValue)).toEqual(["identifier:email", "ignore"]);
	});

	it("a year of birth of two figures is not that of a child or of somebody not yet born", () => {
		const born = (cell: string) => readDate(cell, "day-first", birthPivot)?.slice(0, 4);
		expect(["12/03/25", "12-Mar-29", "1/1/13", "30/05/89", "1/1/08"].map(born)).toEqual([
			"1925",
			"1929",
			"1913",
			"1989",
			"2008",
		]);
		expect(readDate("12/03/25")).toBe("2025-03-12");
		const extract = recordExtractor({
			mapping: guessed(`Email\n${ada}\n`),
			columns: [{ header: "DOB", as: "category", category: "date-of-birth" }],
		});
		expect(extract(["12/03/25"], () => {}).hints.find(Boolean)).toContain("1925");
	});
});
