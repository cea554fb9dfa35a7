/** Tables as real exporters write them, from the import to the answers of the people in them. */
import iconv from "iconv-lite";
import { beforeAll, describe, expect, it } from "vitest";
import { describeFormat, readPreview, readProblems } from "@/lib/datasets";
import type { Mapping } from "@/lib/datasets/schema";
import { activateTable, twoDataLeads } from "../support/activated-table";
import { addMember, checkNow } from "../support/exposed-people";
import { mappingOf, wholeDatabaseAsText } from "../support/imports";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
let leads: Awaited<ReturnType<typeof twoDataLeads>>;
beforeAll(async () => {
	leads = await twoDataLeads();
});

const roles: Record<string, Mapping["columns"][number]> = {
	Email: { header: "Email", as: "identifier", kind: "email" },
	Number: { header: "Number", as: "identifier", kind: "membership-number" },
	Mobile: { header: "Mobile", as: "identifier", kind: "telephone" },
	Name: { header: "Name", as: "name", part: "full" },
	Notes: { header: "Notes", as: "category", category: "correspondence" },
};
const mapped = (...headers: string[]) => mappingOf(headers.map((header) => roles[header] ?? { header, as: "ignore" }));

/** Imports a table into a dataset of a new incident and has a second person activate it. */
async function activate(table: string | Buffer, mapping: Mapping) {
	const { versionId, ...active } = await activateTable(owner, leads, table, mapping);
	return { ...active, problems: await readProblems(leads.importer, versionId, { offset: 0, limit: 100 }) };
}

/** Returns the outcome for the owner of an address who signs in. */
async function outcomeFor(email: string, incidentId: string) {
	const checked = await checkNow(await addMember(owner, { email }));
	if (!checked.ok) throw new Error(checked.reason);
	return checked.value.answers.find(({ incident }) => incident.id === incidentId)?.outcome;
}

type Table = {
	kind: string;
	table: string | Buffer;
	mapping: Mapping;
	/** The people in the table, as the names before "@example.org". */
	people: string[];
	problems?: Awaited<ReturnType<typeof readProblems>>;
};

async function expectAnswers({ table, mapping, people, problems = [] }: Table): Promise<void> {
	const active = await activate(table, mapping);
	expect(active.problems).toEqual(problems);
	for (const name of people)
		expect([name, await outcomeFor(`${name}@example.org`, active.incidentId)]).toEqual([name, "affected"]);
	expect(await outcomeFor(`not.${people[0]}@example.org`, active.incidentId)).toBe("not-found");
}

describe("everybody in a table is found", () => {
	const tables: Table[] = [
		{
			kind: "whose empty last cells are left off",
			table: "Email,Number,Mobile,Notes\nann1@example.org\nben1@example.org,MP510001\ncat1@example.org,,,rang\n",
			mapping: mapped("Email", "Number", "Mobile", "Notes"),
			people: ["ann1", "ben1", "cat1"],
		},
		{
			kind: "with delimiters too many at the end",
			table: "Email,Number\nann2@example.org,MP520001,\nben2@example.org,MP520002,, ,\ncat2@example.org,MP520003\n",
			mapping: mapped("Email", "Number"),
			people: ["ann2", "ben2", "cat2"],
		},
		{
			kind: "with rows that have more cells than columns, which are named",
			table: "Email,Number\nann3@example.org,MP530001,more\nben3@example.org,MP530002\n",
			mapping: mapped("Email", "Number"),
			people: ["ben3"],
			problems: [{ row: 2, column: "", reason: "other-number-of-columns" }],
		},
		{
			kind: "with a quotation mark that would take the next row",
			table: '"Number","Email","Notes"\n"MP540001","ann4@example.org","rang\n"MP540002","ben4@example.org","ok"\n',
			mapping: mapped("Number", "Email", "Notes"),
			people: ["ann4", "ben4"],
			problems: [{ row: 2, column: "", reason: "open-quotation-mark" }],
		},
		{
			kind: "with a quotation mark before an address that is never closed",
			table: 'Email,Notes\n"ann5@example.org,ok\nben5@example.org,ok\ncat5@example.org,ok\n',
			mapping: mapped("Email", "Notes"),
			people: ["ann5", "ben5", "cat5"],
			problems: [{ row: 2, column: "", reason: "open-quotation-mark" }],
		},
		{
			kind: "with quotation marks inside quoted cells, not doubled",
			table: 'Notes,Email\n"she said "ring, please" twice",ann6@example.org\n"a 5" nail","ben6@example.org"\n',
			mapping: mapped("Notes", "Email"),
			people: ["ann6", "ben6"],
		},
		{
			kind: "with a space before quotation marks",
			table: 'Notes, Email\n"one, two", "ann7@example.org"\n "three, four" , "ben7@example.org"\n',
			mapping: mapped("Notes", "Email"),
			people: ["ann7", "ben7"],
		},
		{
			kind: "with backslashes before quotation marks",
			table:
				'"Notes","Email"\n"said \\"no, never\\"","ann8@example.org"\n"a \\\\","ben8@example.org"\n"5\\", 6\\"","cat8@example.org"\n',
			mapping: mapped("Notes", "Email"),
			people: ["ann8", "ben8", "cat8"],
		},
		{
			kind: "with rows ended by two carriage returns and a line feed",
			table: 'Email,Notes\r\r\nann9@example.org,"ok"\r\r\nben9@example.org,\r\r\n',
			mapping: mapped("Email", "Notes"),
			people: ["ann9", "ben9"],
		},
		{
			kind: "with rows ended by carriage returns, and line feeds in cells",
			table: 'Email,Notes\rann10@example.org,"rang\ntwice"\rben10@example.org,"a\nb"\rcat10@example.org,ok\r',
			mapping: mapped("Email", "Notes"),
			people: ["ann10", "ben10", "cat10"],
		},
		{
			kind: "with line breaks in cells: rows are named by the file's lines",
			table: 'Email,Notes\nann11@example.org,"1\n2\n3"\nnobody,ok\nben11@example.org,"4\r\n5"\nnot one,\n',
			mapping: mapped("Email", "Notes"),
			people: ["ann11", "ben11"],
			problems: [
				{ row: 5, column: "", reason: "no-identifier" },
				{ row: 5, column: "Email", reason: "not-an-email-address" },
				{ row: 8, column: "", reason: "no-identifier" },
				{ row: 8, column: "Email", reason: "not-an-email-address" },
			],
		},
		{
			kind: "with NUL characters, which are named",
			table: "Email,Notes\nann12@example.org\0\0,ok\0\nben12@example.org,ok\n",
			mapping: mapped("Email", "Notes"),
			people: ["ann12", "ben12"],
			problems: [
				{ row: 2, column: "Email", reason: "nul-characters" },
				{ row: 2, column: "Notes", reason: "nul-characters" },
			],
		},
		{
			kind: "below title lines and a blank line",
			table:
				"Membership report,,\nRun,12/10/2021 09:14,\n,,\nEmail,Number,Notes\nann13@example.org,MP570001,ok\nnobody,,\nben13@example.org,,\n",
			mapping: mapped("Email", "Number", "Notes"),
			people: ["ann13", "ben13"],
			problems: [
				{ row: 6, column: "", reason: "no-identifier" },
				{ row: 6, column: "Email", reason: "not-an-email-address" },
			],
		},
		{
			kind: "below a row that names the delimiter",
			table: "sep=;\r\nEmail;Notes\r\nann14@example.org;a, b, c\r\nben14@example.org;d, e, f\r\n",
			mapping: mapped("Email", "Notes"),
			people: ["ann14", "ben14"],
		},
		{
			kind: "of a list print, with rulers and the names on each page",
			table:
				" Email             | Number   | Notes\n-------------------+----------+------\n ann15@example.org | MP590001 | ok\n-------------------+----------+------\n Email             | Number   | Notes\n ben15@example.org | MP590002 | \n",
			mapping: mapped("Email", "Number", "Notes"),
			people: ["ann15", "ben15"],
		},
		{
			kind: "below a title, in a mapping that names its columns",
			table: "Contact,list@example.org,\nEmail,Number,Notes\nann16@example.org,MP600001,ok\n",
			mapping: mapped("Email", "Number", "Notes"),
			people: ["ann16"],
		},
		{
			kind: "in columns separated by carets",
			table: "Email^Number^Notes\nann18@example.org^MP630001^a, b\nben18@example.org^^c, d\n",
			mapping: mapped("Email", "Number", "Notes"),
			people: ["ann18", "ben18"],
		},
		{
			kind: "with hyperlinks, text formulas and line breaks as a spreadsheet's XML has them",
			table:
				'Email,Number,Notes\n#mailto:ann19@example.org#,"=""MP640001""",ok\n"=""ben19@example.org""",MP640002,ok\ncat19@example.org_x000D_,MP640003,ok\n',
			mapping: mapped("Email", "Number", "Notes"),
			people: ["ann19", "ben19", "cat19"],
		},
		{
			kind: "below another whose last line has no end, after a byte order mark",
			table: "Email,Notes\nann20@example.org,ok\ufeffEmail,Notes\nben20@example.org,ok\n",
			mapping: mapped("Email", "Notes"),
			people: ["ann20", "ben20"],
		},
		{
			kind: "below another whose last line has no end, with every cell in quotation marks",
			table: '"Email","Notes"\n"ann21@example.org","ok""Email","Notes"\n"ben21@example.org","ok"\n',
			mapping: mapped("Email", "Notes"),
			people: ["ann21", "ben21"],
		},
		{
			kind: "below another whose last line ends with an address",
			table: "Notes,Email\nok,ann22@example.orgNotes,Email\nok,ben22@example.org\n",
			mapping: mapped("Notes", "Email"),
			people: ["ann22", "ben22"],
		},
		{
			kind: "of one column below another whose last line has no end",
			table: "Email\nann23@example.orgEmail\nben23@example.org\n",
			mapping: mapped("Email"),
			people: ["ann23", "ben23"],
		},
		{
			kind: "whose headers are alike but for capitals and spaces",
			table: "EMAIL,Email,e mail,Notes,Notes\nyes,ann17@example.org,no,a,b\nno,ben17@example.org,yes,c,d\n",
			mapping: mapped("Email"),
			people: ["ann17", "ben17"],
		},
	];
	it.each(tables)("$kind", expectAnswers);
});

describe("people of one address are told apart by names", () => {
	const table = (address: string) =>
		`Email,Name,Number,Notes\n${address}@example.org,Zoë Made-Up,MP560001,£5\n${address}@example.org,José Öhman,MP560002,didn’t\n`;
	const mapping = mapped("Email", "Name", "Number", "Notes");

	it.each(["utf-8", "utf-16le", "windows-1252", "macintosh", "cp850", "cp437"])("written in %s", async (encoding) => {
		const address = `${encoding}.family`;
		const text = ["cp850", "cp437"].includes(encoding) ? table(address).replace("’", "'") : table(address);
		const { incidentId, report } = await activate(iconv.encode(text, encoding, { addBOM: true }), mapping);
		expect(report.problems).toEqual([]);
		// The DOS code pages have these letters in the same places.
		expect(report.format?.encoding).toBe(encoding === "cp437" ? "cp850" : encoding);
		expect(await outcomeFor(`${address}@example.org`, incidentId)).toBe("unable-to-match");
	});

	it("Welsh letters show ISO 8859-14, and an Icelandic ð does not", async () => {
		const rows = (names: string[]) =>
			`Email,Name\n${names.map((name, at) => `ann${at}@example.org,${name}\n`).join("")}`;
		const encodingOf = (encoding: string, ...names: string[]) =>
			readPreview(iconv.encode(rows(names), encoding)).format.encoding;
		expect(encodingOf("iso-8859-14", "Gŵyn Made-Up")).toBe("iso-8859-14");
		expect(encodingOf("iso-8859-14", "Tŷ Dŵr", "Siân Llŷr", "LLŶR MADE-UP")).toBe("iso-8859-14");
		expect(encodingOf("windows-1252", "Guðrún Made-Up")).toBe("windows-1252");
		expect(encodingOf("windows-1252", "Sigurður Made-Up", "Þór Davíð")).toBe("windows-1252");
		expect(encodingOf("windows-1252", "Siân Made-Up", "Zoë Made-Up")).toBe("windows-1252");
		const mapping = mapped("Email", "Name");
		const address = "welsh.family@example.org";
		const one = iconv.encode(`Email,Name\n${address},Llŷr Made-Up\n${address},Llyr Made-Up\n`, "iso-8859-14");
		const { incidentId } = await activate(one, mapping);
		expect(await outcomeFor(address, incidentId)).toBe("affected");
	});

	it("the code pages of DOS are told apart where a byte differs, and else both are named", () => {
		const formatOf = (text: string, encoding: string) => readPreview(iconv.encode(text, encoding)).format;
		const rows = "Email,Name,Note\nann@example.org,Zoë Made-Up,";
		for (const encoding of ["cp850", "cp437"]) {
			expect(formatOf(`${rows}£5\n`, encoding)).toMatchObject({ encoding: "cp850", alike: "cp437" });
			expect(describeFormat(formatOf(`${rows}£5\n`, encoding))).toContain(
				"DOS, code page 850 (DOS, code page 437 fits as well: choose that if letters look wrong)",
			);
		}
		expect(formatOf(`${rows}Søren\n`, "cp850")).not.toHaveProperty("alike");
		expect(formatOf(`${rows}Søren\n`, "cp850").encoding).toBe("cp850");
		expect(formatOf(`${rows}¢50\n`, "cp437")).toMatchObject({ encoding: "cp437" });
	});

	it("one stray byte is one cell that is named, wherever it stands", async () => {
		for (const rows of [0, 20_000]) {
			const before = Array.from({ length: rows }, (_, at) => `p${at}@example.org,P,,\n`).join("");
			const [header, ...lines] = table(`stray${rows}`).split(/(?<=\n)/);
			const bytes = Buffer.concat([
				Buffer.from(`${header}${before}bad${rows}@example.org,Bo,,didn`),
				Buffer.from([0x92]),
				Buffer.from(`t\n${lines.join("")}`),
			]);
			const { problems, incidentId } = await activate(bytes, mapping);
			expect(problems).toEqual([{ row: rows + 2, column: "Notes", reason: "unreadable-characters" }]);
			expect(await outcomeFor(`bad${rows}@example.org`, incidentId)).toBe("affected");
		}
	});
});

describe("a table without names of columns", () => {
	const table =
		"MP610001,Ann Made-Up,ann.bare@example.org,01/02/1970\nMP610002,Ben Made-Up,ben.bare@example.org,03/04/1980\n";
	const columns: Mapping["columns"] = [
		{ header: "Column 1", as: "identifier", kind: "membership-number" },
		{ header: "Column 3", as: "identifier", kind: "email" },
	];

	it("is proposed as one, its first person is found, and no cell of it is kept", async () => {
		expect(readPreview(Buffer.from(table))).toMatchObject({
			format: { headerRow: null },
			headers: ["Column 1", "Column 2", "Column 3", "Column 4"],
			// None of its rows is offered as the header.
			top: [],
		});
		const { incidentId, problems } = await activate(table, mappingOf(columns));
		expect(problems).toEqual([]);
		expect(await outcomeFor("ann.bare@example.org", incidentId)).toBe("affected");
		const everything = await wholeDatabaseAsText(owner);
		for (const cell of table.split(/[,\n]/).filter(Boolean)) expect(everything).not.toContain(cell);
	});

	it("is refused if its first row is chosen for names, or if the mapping names columns", async () => {
		expect(() => readPreview(Buffer.from(table), { headerRow: 1 })).toThrow("Row 1 holds somebody's data");
		await expect(activate(table, mapped("Email"))).rejects.toThrow("lacks columns that the mapping uses: Email");
	});
});

it("an address that ends like the name of its only column is whole", async () => {
	const mapping = mappingOf([{ header: "email", as: "identifier", kind: "email" }]);
	const { incidentId, problems } = await activate("email\nann@parts.email\nben@parts.email\n", mapping);
	expect(problems).toEqual([]);
	expect(await outcomeFor("ann@parts.email", incidentId)).toBe("affected");
});

it("two columns that differ in capitals only are no column of a mapping that names neither as it is", async () => {
	const table = "EMAIL,email\nann.alike@example.org,no\n";
	await expect(activate(table, mapped("Email"))).rejects.toThrow(
		"The columns EMAIL, email differ only in capitals, and the mapping does not say which is Email",
	);
});

it("a row that staff chose holds the names, whatever stands above it", async () => {
	const table = "Some,Other,Names\nEmail,Number,Notes\nann.chosen@example.org,MP620001,ok\n";
	expect(readPreview(Buffer.from(table)).format.headerRow).toBe(1);
	const mapping = { ...mapped("Email", "Number", "Notes"), format: { headerRow: 2 } };
	const { incidentId, report } = await activate(table, mapping);
	expect(report).toMatchObject({ rows: 1, format: { headerRow: 2 } });
	expect(await outcomeFor("ann.chosen@example.org", incidentId)).toBe("affected");
});
