import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DataCategory } from "@/lib/data-categories";
import { assignRecords, shownKeys } from "@/lib/exposure/record-ownership";
import type { FoundRecord, SavedAnswer } from "@/lib/exposure/types";
import { nameMarks, normaliseName } from "@/lib/identifiers";

/** The long form, FUZZ_RUNS=100000, is `npm run fuzz`. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 500);

type Given = {
	table?: string;
	name?: string;
	number?: number;
	telephone?: number;
	/** Masked values by category. */
	hints?: Partial<Record<DataCategory, string>>;
	/** The proven identifiers that match it. Default: "a". */
	by?: string[];
	stated?: "number" | "telephone";
	categories?: DataCategory[];
};

/** Returns one entry for each identifier of a record, as check_person does. */
const entriesOf = (
	{ table = "T", name = "", number, telephone, hints = {}, by = ["a"], stated, categories = [] }: Given,
	record: number,
) => {
	const normalised = normaliseName(name) ?? "";
	return by.map(
		(identifierId): FoundRecord => ({
			incidentId: table,
			datasetId: table,
			versionId: table,
			record,
			subject: normalised || `row ${record}`,
			name: nameMarks(normalised, name),
			identifierId,
			claimMatch: stated !== undefined,
			numberMatch: stated === "number",
			numberGroup: number ?? null,
			telephoneGroup: telephone ?? null,
			relationship: "member",
			source: "",
			categories,
			hints: { hints },
		}),
	);
};

const savedWith = (shown: string[]) => new Map([["T", { shown } as SavedAnswer]]);

/** Returns the positions of the person's own records. */
function own(given: Given[], shown: string[] = []): number[] {
	const found = given.flatMap(entriesOf);
	const { own, withheld } = assignRecords({ found, saved: savedWith(shown) });
	expect(own.length + withheld.length).toBe(given.length);
	return own.map(({ record }) => record).sort((a, b) => a - b);
}

describe("records of one address are one person's", () => {
	it.each([
		["Ada Invented", "Mrs Ada Invented"],
		["Ada Invented", "A Invented"],
		["Ada Invented", "Invented, Ada"],
		["Ada Invented", "Ada Beth Invented"],
		["Ada Invented", "ÁDA INVENTED OBE"],
		["Jürgen Müller", "Juergen Mueller"],
		["Bjørn Jørgensen", "Bjoern Joergensen"],
		["Jörg Schäfer-Hölzl", "Joerg Schaefer-Hoelzl"],
		["Håkon Åsgård", "Haakon Aasgaard"],
		["Ada Weiß", "Ada Weiss"],
		["Ada Invented", "Ada Invented, JP"],
		["JP Invented", "Invented, JP"],
		["JP van der Made", "Mr JP van der Made MBE"],
		["Major Ada Invented", "A Invented"],
		["Dr Invented", "Ada Invented"],
		["DR ADA INVENTED", "Ada Invented"],
		["A Invented", "Ada J Invented"],
		["A J Invented", "Ada J Invented"],
		["Ada B Invented", "A Beth Invented"],
		["Łucja O'Fiction", "lucja o’fiction"],
		["Ada Invented", "Invented"],
		["Pat O Brien", "Pat O'Brien"],
		["Pat O’Brien", "P O Brien"],
		["Seán Ó Súilleabháin", "Sean OSuilleabhain"],
		["Máire Ní Dhomhnaill", "Maire NiDhomhnaill"],
		["Mary Ann De Made", "Maryann DeMade"],
		["Wang Xiao Ming", "Xiaoming Wang"],
		["Mary Invented-Made", "Mary InventedMade"],
		["Ada D' Made", "Ada D'Made"],
		["Ada Saint John", "Ada St John"],
		["John Invented Jr", "John Invented"],
		["John Invented Jr", "Invented, John, Junior"],
		["Baroness Invented", "Ada Invented"],
		["The Invented Family", "Ada Invented"],
		["Ada Invented c/o Ben Made", "Ada Invented"],
		["Ada, wife of Ben Invented", "Ada Invented"],
		["Invented Household", "Ada Invented"],
		["Siân ferch Invented", "Sian verch Invented"],
		["Wm Invented", "William Invented"],
		["Frau Ada Erfunden", "Ada Erfunden"],
		["Sr Mary Invented", "Mrs Mary Invented"],
		["M. Invented", "Mrs M Invented"],
		["JR Invented", "John Robert Invented"],
		["AB Invented", "Beth Ada Invented"],
		["Invented, JRR", "John Ronald R Invented"],
		["JP Invented", "J P Invented"],
		["DR Invented", "Dai Rhys Invented"],
		["M. Ada Inventée", "Mme Ada Inventée"],
		["Mrs John Invented", "Mrs Invented"],
		["Ms Ada Thomas", "Ada Thomas"],
		["Mr G Singh", "Gurpreet Singh"],
		["Gurpreet Kaur", "Ms G Kaur"],
		["Gurpreet Kaur Gill", "Mrs Gurpreet Gill"],
		["Begum Ada Rahman", "Ada Rahman"],
		["Ali bin Omar", "Ali Omar"],
		["Ali bin Omar", "Ali b. Omar"],
		["王小明", "王 小明"],
		["김 민준", "김민준"],
		["Ada Invented", ""],
		["", ""],
	])("where %j and %j do not contradict", (one, other) => {
		expect(own([{ name: one }, { name: other }])).toEqual([0, 1]);
		expect(
			own([
				{ name: one, table: "T" },
				{ name: other, table: "U" },
			]),
		).toEqual([0, 1]);
	});

	it("if they are of two people of one initial and surname, the row with the initial is neither's", () => {
		const rows: Given[] = [{ name: "A Invented" }, { name: "Ada Invented" }, { name: "Alan Invented" }];
		expect(own(rows)).toEqual([]);
		expect(own(rows.map((row, at): Given => (at === 1 ? { ...row, stated: "number" } : row)))).toEqual([1]);
	});

	it("where many rows without a name differ in nothing, as a table of donations has them", () => {
		expect(
			own(Array.from({ length: 49 }, (): Given => ({ hints: { "bank-details": "account ending 11" } }))),
		).toHaveLength(49);
	});

	it("but not if as many rows without a name hold the address as check_person returns", () => {
		const rows = (count: number, name = "") => Array.from({ length: count }, (): Given => ({ name }));
		expect(own(rows(49))).toHaveLength(49);
		expect(own(rows(50))).toEqual([]);
		expect(own([{ stated: "telephone" }, ...rows(49)])).toEqual([0]);
		expect(own(rows(50, "Ada Invented"))).toHaveLength(50);
	});

	it("if the full name is the same and the membership numbers differ", () => {
		const name = "Ada Invented";
		expect(
			own([
				{ name, number: 1 },
				{ name, number: 2 },
			]),
		).toEqual([0, 1]);
	});
});

describe("records of one address are withheld", () => {
	it.each([
		["two given names", "Ada Invented", "Ben Invented"],
		["two surnames", "Ada Oldname", "Ada Newname"],
		["an initial that does not fit", "Ada Invented", "B Invented"],
		["a word that is there only once", "Ada Ada Invented", "Ada Beth Invented"],
		["a name and another's middle initial", "Beth Invented", "Ada B Invented"],
		["Mr and Mrs of one surname", "Mr Invented", "Mrs Invented"],
		["Herr and Frau of one surname", "Herr Erfunden", "Frau Erfunden"],
		["Sig. and Sig.ra of one surname", "Sig. Inventato", "Sig.ra Inventato"],
		["Sr. and Sra. of one surname", "Sr. Inventado", "Sra. Inventado"],
		["Mr and Ms of one initial", "Mr A Invented", "Invented, Ms A"],
		["Monsieur with a full stop and Madame", "M. Invented", "Mme Invented"],
		["Monsieur without one and Mademoiselle", "M Invented", "Mlle Invented"],
		["Don and Doña", "D. Inventado", "Dña. Inventado"],
		["two titles in Greek", "κ. Παπαδόπουλος", "κα Παπαδόπουλος"],
		["Herr and Frau, shortened", "Hr. Erfunden", "Fr. Erfunden"],
		["Mr and a word that women are called", "Mr Rahman", "Begum Rahman"],
		["Mr of an initial and such a word", "Mr K Patel", "Kumari Patel"],
		["Mr and a woman's name", "Mr Invented", "Mary Invented"],
		["Mrs and a man's name", "Mrs Invented", "Ahmed Invented"],
		["a wife who has her husband's name", "Mrs John Invented", "John Invented"],
		["a wife who has her husband's name, and his title", "Mr John Invented", "Mrs John Invented"],
		["Mr and Mrs of one surname that women are called", "Mr. Kaur", "Mrs. Kaur"],
		["a given name that is also a title", "Major van der Made", "Ada van der Made"],
		["a given name that is a title of the other", "Major van der Made", "Major Ada van der Made"],
		["Joe and Jo", "Joe Müller", "Jo Mueller"],
		["Sue and Su", "Sue Invented", "Su Invented"],
		["Noel and Nol", "Noel Invented", "Nol Invented"],
		["Joey and Joy", "Joey Invented", "Joy Invented"],
		["Michael and Michał", "Michael Invented", "Michał Invented"],
		["Mae and Ma", "Mae Invented", "Ma Invented"],
		// A short name is often the father's where the long one is the son's.
		["a short name and the long one", "Bill Invented", "William Invented"],
		["initials that are letters after the other's name", "JP Invented", "Ben Invented, JP"],
		["initials behind the surname, and letters after the other's name", "van der Made, JP", "Ben van der Made JP"],
		["a surname that is also letters after the other's name", "Wai Ma", "Wai Chan MA"],
		["initials that look like a title", "DR Invented", "Ada Invented"],
		["initials that look like a title, behind the surname", "van der Made, MS", "Ada van der Made"],
		["initials and two names of which one does not fit", "JR Invented", "John Paul Invented"],
		["initials of which one is the surname's", "DM van der Made", "Dai van der Made"],
		["a spelling that may be a son's", "Mohammed Hussain", "Muhammad Hussain"],
		["an initial that is the other's middle one", "J Invented", "Ada J Invented"],
		["a mononym and another name", "Ada", "Ben Invented"],
		["a father and a son of one name", "John Invented Snr", "John Invented Jnr"],
		["a father and a son of one name, of which one is written in full", "John Invented (Senior)", "John Invented, Jr."],
		["whoever takes letters for another", "Ben Made", "Ada Invented c/o Ben Made"],
		["a wife and the husband she is named after", "Ravi Invented", "Rani w/o Ravi Invented"],
		["a mother and the son who is said to be hers", "Mary Invented", "John Invented (son of Mary Invented)"],
		["whoever wrote for another", "Mary Made on behalf of John Invented", "John Invented"],
		["a son and a grandson of one name", "John Invented II", "John Invented III"],
		["a father and a son who have each other's name", "Ali bin Omar", "Omar bin Ali"],
		["a Welsh father and son who have each other's name", "Rhys ap Dafydd", "Dafydd ap Rhys"],
		["two given names in Chinese characters", "王小明", "王小红"],
		["a short name and a long one", "Chas Invented", "Charles Invented"],
		["two given names that are one word and a part of it", "Ann Marie Invented", "Marianne Invented"],
	])("where there are %s", (_, one, other) => {
		expect(own([{ name: one }, { name: other }])).toEqual([]);
	});

	it("if the names are only compatible and the membership numbers differ", () => {
		expect(
			own([
				{ name: "Ada Invented", number: 1 },
				{ name: "A Invented", number: 2 },
			]),
		).toEqual([]);
	});

	it("if there is no name and the telephone numbers differ", () => {
		expect(own([{ telephone: 1 }, { telephone: 2 }])).toEqual([]);
	});

	it("if neither has a name, and the accounts or documents differ", () => {
		for (const category of ["bank-details", "identity-document"] as const) {
			const row = (end: string): Given => ({ hints: { [category]: `account ending ${end}` } });
			expect(own([row("11"), row("22")])).toEqual([]);
			expect(own([row("11"), row("11"), {}])).toEqual([0, 1, 2]);
			expect(own([row("11"), { ...row("22"), table: "U" }])).toEqual([0, 1]);
			expect(own([{ ...row("11"), name: "Ada Invented" }, row("22")])).toEqual([0, 1]);
		}
	});

	it("if one has an initial or a surname only, and the telephone numbers differ: a household has more than one A. Invented", () => {
		for (const name of ["A Invented", "Invented"]) {
			const row = { name: "Ada Invented", telephone: 1 };
			expect(own([row, { name, telephone: 2 }])).toEqual([]);
			expect(own([row, { name, telephone: 1 }])).toEqual([0, 1]);
			expect(own([row, { name }])).toEqual([0, 1]);
			expect(own([row, { name, telephone: 2, table: "U" }])).toEqual([0, 1]);
			expect(
				own([
					{ ...row, stated: "telephone" },
					{ name, telephone: 2 },
				]),
			).toEqual([0]);
		}
		expect(
			own([
				{ name: "Ada Invented", telephone: 1 },
				{ name: "Ada Beth Invented", telephone: 2 },
			]),
		).toEqual([0, 1]);
		expect(own([{ name: "Ada Invented", telephone: 1 }, { telephone: 2 }])).toEqual([0, 1]);
	});

	it("if the years of birth differ: a parent and a child of one name", () => {
		const row = (year: number, table = "T"): Given => ({
			name: "Ada Invented",
			table,
			hints: { "date-of-birth": `•• •• ${year}` },
		});
		expect(own([row(1950), row(1980)])).toEqual([]);
		expect(own([row(1950), row(1950), { name: "Ada Invented" }])).toEqual([0, 1, 2]);
		expect(own([row(1950), row(1980, "U")])).toEqual([0, 1]);
		expect(own([{ ...row(1950), stated: "number" }, row(1980)])).toEqual([0]);
	});

	it("if two tables name two people, because the mailbox may have changed hands", () => {
		expect(own([{ name: "Ada Invented" }, { name: "Ben Fiction", table: "U" }])).toEqual([]);
	});
});

describe("rows of one table that agree in an initial only", () => {
	const rows = (more: Given = {}, other = more): Given[] => [
		{ name: "A Invented", ...more },
		{ name: "A. Invented", categories: ["donations"], ...other },
	];

	it("may be two people's, so both are withheld if they differ in what people are told", () => {
		expect(own(rows())).toEqual([]);
		expect(own(rows({ name: "A B Invented" }))).toEqual([]);
		expect(
			own([
				{ name: "A Invented", hints: { "bank-details": "account ending 11" } },
				{ name: "A Invented", hints: { "bank-details": "account ending 22" } },
			]),
		).toEqual([]);
	});

	it("are one person's if nothing that people are told differs, as a table of donations has them", () => {
		expect(
			own(Array.from({ length: 12 }, (): Given => ({ name: "A Invented", categories: ["donations"] }))),
		).toHaveLength(12);
	});

	it.each<[string, Given]>([
		["membership number", { number: 1 }],
		["telephone number", { telephone: 1 }],
		["year of birth", { hints: { "date-of-birth": "1950" } }],
	])("are one person's if they have the same %s", (_, more) => expect(own(rows(more))).toEqual([0, 1]));

	it("are one person's if one of them has the name in full, or another table has", () => {
		expect(own(rows({}, { name: "Ada Invented" }))).toEqual([0, 1]);
		const [initial, full] = rows({}, { name: "Ada Invented", table: "U" });
		expect(own([initial, full] as Given[])).toEqual([0, 1]);
	});

	it("take nothing away from what another table says, and are shown to whoever states what tells them apart", () => {
		const other: Given = { name: "Ada Invented", table: "U" };
		expect(own([...rows(), other])).toEqual([2]);
		expect(own([...rows({ stated: "number" }, {}), other])).toEqual([0, 2]);
		expect(own([...rows({}, { stated: "telephone" })])).toEqual([1]);
	});

	it("stay shown to whoever was shown them before", () => {
		const found = rows().flatMap(entriesOf);
		const [first] = found;
		expect(own(rows(), shownKeys(found, first ? [first] : []))).toContain(0);
	});
});

describe("of a shared address", () => {
	const ada = { name: "Ada Invented", number: 1, telephone: 9 };
	const ben = { name: "Ben Invented", number: 2, telephone: 9 };

	it("a claimed number that one record holds gives that record", () => {
		expect(own([ada, { ...ben, stated: "number" }])).toEqual([1]);
	});

	it("a claimed household telephone number gives no record, in one table or in two", () => {
		expect(
			own([
				{ ...ada, stated: "telephone" },
				{ ...ben, stated: "telephone" },
			]),
		).toEqual([]);
		expect(
			own([
				{ ...ada, stated: "telephone" },
				{ ...ben, stated: "telephone", table: "U" },
			]),
		).toEqual([]);
	});

	it("a claimed membership number that all hold gives all, unless there may be more records than check_person returns", () => {
		const surnames = (count: number) =>
			Array.from(
				{ length: count },
				(_, at): Given => ({
					name: `Ada ${at % 2 ? "Oldname" : "Newname"}`,
					number: 1,
					stated: "number",
				}),
			);
		expect(own(surnames(2))).toEqual([0, 1]);
		expect(own(surnames(50))).toEqual([]);
	});

	it("the name at another proven address identifies the person's records", () => {
		expect(own([ada, ben, { name: "Ben Invented", by: ["b"], table: "U" }])).toEqual([1, 2]);
	});

	it("a surname or an initial at another proven address does not", () => {
		expect(own([ada, ben, { name: "Invented", by: ["b"] }])).toEqual([2]);
		expect(own([ada, ben, { name: "B Invented", by: ["b"] }])).toEqual([2]);
	});

	it("the record that two proven identifiers match is the person's", () => {
		expect(own([ada, { ...ben, by: ["a", "b"] }, { name: "Cy Fiction", by: ["b"] }])).toEqual([1]);
	});

	it("a couple who share both identifiers stay apart", () => {
		expect(
			own([
				{ ...ada, by: ["a", "b"] },
				{ ...ben, by: ["a", "b"] },
			]),
		).toEqual([]);
	});

	it("a record that is consistent with the person only is the person's too", () => {
		expect(own([{ ...ada, stated: "number" }, ben, { name: "A Invented" }])).toEqual([0, 2]);
	});

	it("a record that is consistent with somebody else as well is withheld", () => {
		expect(own([{ ...ada, stated: "number" }, ben, { name: "Invented" }, {}])).toEqual([0]);
	});
});

describe("a record that was shown before", () => {
	const [ada] = entriesOf({ name: "Ada Invented" }, 0);
	const shown = shownKeys([ada as FoundRecord], [ada as FoundRecord]);

	it("stays shown when another table has another name, and no further record is shown", () => {
		expect(own([{ name: "Ada Invented" }, { name: "Ben Fiction", table: "U" }], shown)).toEqual([0]);
		expect(own([{ name: "Ada Invented" }, { name: "Ben Fiction", table: "U" }, { table: "V" }], shown)).toEqual([0]);
	});

	it("stays shown alone, or not at all, where a later version has somebody else of that name too", () => {
		const row = (year: string, more: Partial<Given> = {}): Given => ({
			name: "Ada Invented",
			hints: { "date-of-birth": year },
			...more,
		});
		expect(own([row("1950"), row("1980")], shown)).toEqual([]);
		expect(own([row("1950", { stated: "number" }), row("1980")], shown)).toEqual([0]);
		expect(own([row("1950"), row("1950"), { name: "Ben Fiction" }], shown)).toEqual([0, 1]);
		const [him] = entriesOf({ name: "Mr J Invented" }, 0) as [FoundRecord];
		expect(own([{ name: "Mr J Invented" }, { name: "Mrs J Invented" }], shownKeys([him], [him]))).toEqual([]);
	});

	it("does not count for another address", () => {
		const through = (name: string, table?: string) => ({ name, by: ["b"], ...(table ? { table } : {}) });
		expect(own([through("Ada Invented"), through("Ben Fiction", "U")], shown)).toEqual([]);
	});
});

describe("nobody sees another invented person's record", () => {
	const given = ["Ada", "Ben", "Cleo", "Dai", "Efa", "Finn"];
	const family = ["Invented", "Fiction", "Madeup"];
	/** People of different given names: a family, a role mailbox, or the owners of a mailbox one after the other. */
	const people = fc
		.shuffledSubarray(given, { minLength: 2 })
		.chain((names) =>
			fc.tuple(...names.map((name) => fc.constantFrom(...family).map((surname) => ({ name, surname })))),
		);
	const writing = fc.constantFrom(
		(name: string, surname: string) => `${name} ${surname}`,
		(name: string, surname: string) => `${surname}, ${name}`,
		(name: string, surname: string) => `Mx ${name.toUpperCase()} ${surname}`,
		(name: string, surname: string) => `${name[0]} ${surname}`,
	);
	const rows = people.chain((all) =>
		fc.record({
			all: fc.constant(all),
			rows: fc.array(
				fc.record({
					who: fc.nat(all.length - 1),
					write: writing,
					table: fc.constantFrom("T", "U"),
					hasNumber: fc.boolean(),
					landline: fc.boolean(),
				}),
				{ minLength: 2, maxLength: 12 },
			),
			reader: fc.nat(all.length - 1),
			claim: fc.constantFrom("nothing", "number", "landline", "address"),
		}),
	);

	it("whatever their names are, in whatever way a table writes them", () => {
		const given =
			"Ada Siân Mary-Jane Major Master JP KC Gen Col Hon Junior Wai Ma Ba Md Gurpreet Xiao だいき たいき राम रमा".split(
				" ",
			);
		const family = [
			"Invented",
			"Singh",
			"van der Made",
			"bin Ahmad",
			"St John",
			"Mc Made",
			"O'Made",
			"Senior",
			"Made-Invented",
		];
		const write = fc.constantFrom(
			(name: string, surname: string) => `${name} ${surname}`,
			(name: string, surname: string) => `${surname}, ${name}`,
			(name: string, surname: string) => `${surname.toUpperCase()}, Dr ${name}`,
			(name: string, surname: string) => `Cllr ${name.replace("-", " ")} ${surname.replace("'", "’")}`,
			(name: string, surname: string) => `${name} X. ${surname.replaceAll("-", " ")} MBE`,
			(name: string, surname: string) => `${name} ${surname} (née Fictif)`,
		);
		const household = fc.tuple(fc.shuffledSubarray(given, { minLength: 2, maxLength: 4 }), fc.constantFrom(...family));
		const table = fc.constantFrom("T", "U");
		fc.assert(
			fc.property(
				household,
				fc.array(fc.tuple(write, table), { minLength: 4, maxLength: 8 }),
				([names, surname], rows) => {
					// Everybody has a row; who has the others is told by the order.
					const records = rows.map(
						([writeName, table], at): Given => ({
							name: writeName(names[at % names.length] as string, surname),
							table,
						}),
					);
					expect([records.map(({ name }) => name), own(records)]).toEqual([records.map(({ name }) => name), []]);
				},
			),
			{ numRuns },
		);
	});

	it("whatever is a given name, initials, a title or letters after a name", () => {
		const both =
			"JP KC QC MP MA BA MB DL CB CH BT PC MD Major Gen Col Hon Master Junior Canon Bishop Pastor Judge".split(" ");
		const titles = "DR MS MR SR FR RT JR".split(" ");
		const given = ["Ada", "Ben", "Mary-Jane", "Wai", "Jo", ...both];
		const family = ["Invented", "Singh", "van der Made", "bin Ahmad", "O'Made", "Ma", "St John"];
		const write = fc.oneof(
			fc.constantFrom(
				(name: string, surname: string) => `${name} ${surname}`,
				(name: string, surname: string) => `${surname}, ${name}`,
				(name: string, surname: string) => `Mx ${name} ${surname}`,
			),
			fc.constantFrom(...both).map((word) => (name: string, surname: string) => `${name} ${surname} ${word}`),
			fc
				.constantFrom(...both)
				.map((word) => (name: string, surname: string) => `${name} ${surname}, ${word.toUpperCase()}`),
			fc.constantFrom(...both).map((word) => (name: string, surname: string) => `${word} ${name} ${surname}`),
			fc
				.constantFrom(...both)
				.map((word) => (name: string, surname: string) => `Rev Dr ${name} ${surname} OBE ${word}`),
		);
		const person = (names: readonly string[]) => fc.tuple(fc.constantFrom(...names), write, fc.constantFrom("T", "U"));
		// Initials that look like a title are told from one where no second title stands beside them.
		const plain = fc.constantFrom(
			(name: string, surname: string) => `${name} ${surname}`,
			(name: string, surname: string) => `${surname}, ${name}`,
		);
		const others = fc.oneof(person(given), fc.tuple(fc.constantFrom(...titles), plain, fc.constantFrom("T", "U")));
		fc.assert(
			fc.property(person(given), others, fc.constantFrom(...family), (one, other, surname) => {
				const records = [one, other].map(
					([name, writeName, table]): Given => ({ name: writeName(name, surname), table }),
				);
				// The order of words tells nobody apart: "JP Invented KC" and "KC Invented JP" are one name.
				const [first, second] = records.map(({ name = "" }) => normaliseName(name));
				fc.pre(one[0] !== other[0] && first !== second);
				expect([records.map(({ name }) => name), own(records)]).toEqual([records.map(({ name }) => name), []]);
			}),
			{ numRuns },
		);
	});

	it("whatever they claim that is theirs, if the address has rows of at least two people", () => {
		fc.assert(
			fc.property(rows, ({ all, rows, reader, claim }) => {
				fc.pre(new Set(rows.map(({ who }) => who)).size > 1);
				const records = rows.map(({ who, write, table, hasNumber, landline }): Given => {
					const { name, surname } = all[who] as (typeof all)[number];
					const matches =
						(claim === "number" && hasNumber && who === reader && "number") ||
						(claim === "landline" && landline && "telephone");
					return {
						name: write(name, surname),
						table,
						...(hasNumber ? { number: who } : {}),
						...(landline ? { telephone: 1 } : {}),
						...(matches ? { stated: matches } : {}),
					};
				});
				const me = all[reader] as (typeof all)[number];
				const further = claim === "address" ? [{ name: `${me.name} ${me.surname}`, table: "V", by: ["b"] }] : [];
				const seen = own([...records, ...further]).filter((at) => at < rows.length);
				// Does not claim a landline that only one person's rows hold, because only that household knows it.
				const holders = new Set(rows.filter(({ landline }) => landline).map(({ who }) => who));
				fc.pre(claim !== "landline" || holders.size > 1);
				expect(seen.filter((at) => rows[at]?.who !== reader)).toEqual([]);
			}),
			{ numRuns },
		);
	});
});
