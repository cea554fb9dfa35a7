/** What the cells of a table say: words for nothing, yes and no, and dates in every program's way of writing them. */
import { describe, expect, it } from "vitest";
import { type DataCategory, dataCategories } from "@/lib/data-categories";
import { recordExtractor } from "@/lib/datasets/importing/extract-record";
import { isDefaultDate, readDate, readDayNumber, seenDateOrder } from "@/lib/datasets/reading/dates";
import type { MappedColumn } from "@/lib/datasets/schema";
import { mappingOf } from "../support/imports";

/** Returns a function that says what is kept of a cell of one column, besides the record's address. */
function columnOf(role: object) {
	const columns = [{ header: "x", ...role } as MappedColumn, { header: "e", as: "identifier", kind: "email" } as const];
	const extract = recordExtractor({ mapping: mappingOf(columns), columns });
	return (cell: string) => {
		const problems: string[] = [];
		const record = extract([cell, "a@example.org"], (_, reason) => problems.push(reason));
		const held = dataCategories.filter((name, bit) => name !== "email-address" && record.categories & (1 << bit));
		return {
			held,
			hints: held.map((name) => record.hints[dataCategories.indexOf(name)]),
			since: record.since,
			problems,
		};
	};
}
/** What is kept of one cell under a role. */
const kept = (role: object, cell: string) => columnOf(role)(cell);
const category = (name: DataCategory, cell: string) => kept({ as: "category", category: name }, cell);
const nothing = { held: [], hints: [], since: undefined, problems: [] };

const words =
	`NaN|nan|NaT|NULL|[NULL]|<null>|(null)|{null}|<NA>|NA|N.A.|n/a|#N/A|#N/A N/A|#VALUE!|#REF!|#NAME?|#DIV/0!|#NUM!|#NULL!|N/K|n/k|NK
not known|Not Known|NOT GIVEN|not-provided|unknown|Unknown.|-|--|—|–|.|...|?|_|none|None|nil|\\N|(blank)|<blank>|[empty]|undefined|TBC|tbc.|t.b.c.
No data|no record|Not on file|prefer not to say|don't know|don’t know|-- Select --|Please select|dim|Anhysbys|(not set)|"null"|n / a
#NV|#WERT!|#VALEUR!|#¿NOMBRE?|#¡VALOR!|#BEZUG!|withheld|[REDACTED]|not collected|None None|null null|N/A N/A|nan nan|xxxx|****|••••|<p></p>|<br />|&nbsp;
keine Angabe|k.A.|(leer)|(vide)|sin datos|brak|Dim ar gael|heb|none yet|Nil return
Unknown/NA|Not Applicable (N/A)|n/a - not held|unknown unknown|Err:502|err:508|System.DBNull|DBNull.Value|[object Object]|dd/mm/yyyy|XX/XX/XXXX
No details|No response|not on record|not answered|Rather not say|I'd rather not say|Nothing selected|Choose an option|skipped|[deleted]|£ -|£-|€ –
unrecorded|prefer not to answer|Data missing|Invalid date|Deleted by GDPR|[ANONYMISED]|erased|XXXXXXXX|xxx-xx-xxxx|NaN/NaN/NaN|null, null, null
No address held|Address unknown|address not known|ohne Angabe|nicht bekannt|inconnu|non renseigné|sin dato|nie dotyczy|n.v.t.|okänd|ddim ar gael`
		.split(/[|\n]/)
		.filter(Boolean);

describe("words for nothing", () => {
	it.each(words)("%s is no data in any column", (word) => {
		for (const name of dataCategories.filter((one) => one !== "name" && one !== "email-address"))
			expect([name, category(name, word)]).toEqual([name, nothing]);
		expect(kept({ as: "since" }, word)).toEqual(nothing);
		for (const kind of ["telephone", "membership-number"])
			expect([kind, kept({ as: "identifier", kind }, word)]).toEqual([kind, nothing]);
		expect(kept({ as: "postcode" }, word)).toEqual(nothing);
	});

	it.each(["NaN", "[NULL]", "<NA>", "#N/A", "N/K", "not known", "undefined", "TBC", "(blank)"])(
		"%s is nobody's name",
		(word) => expect(kept({ as: "name", part: "full" }, word)).toEqual(nothing),
	);

	it.each(["Nan", "Na", "Dim", "Blank", "N. A.", "Missing", "No", "On", "Do", "Not-Smith"])("%s stays a name", (word) =>
		expect(kept({ as: "name", part: "full" }, word).held).toEqual(["name"]),
	);
});

describe("columns of yes and no", () => {
	it.each([
		"Never",
		"Refused",
		"declined",
		"Not a member",
		"No",
		"N",
		"n",
		"NO",
		"FALSE",
		"false",
		"F",
		"0",
		"0.00",
		"£0.00",
		"0,00",
		"-0.00",
		"€ 0",
		"GBP 0.00",
		"0%",
		"0p",
		"☐",
		"Zero",
		"0.00CR",
		"0.00 DR",
	])("%s is not held", (word) => {
		for (const name of ["bank-details", "donations", "trade-union", "telephone-number"] as const)
			expect([name, category(name, word)]).toEqual([name, nothing]);
	});
	it.each([
		["bank-details", "No DD set up"],
		["bank-details", "No mandate"],
		["bank-details", "None set up."],
		["donations", "No donations"],
		["donations", "0 gifts"],
		["donations", "none to date"],
		["trade-union", "Not unionised"],
		["trade-union", "not in a union"],
		["identity-document", "No passport seen"],
		["date-of-birth", "no dob"],
	] as const)("of a column of %s, %s says that there is none", (name, cell) =>
		expect(category(name, cell)).toEqual(nothing),
	);
	it.each([
		["bank-details", "No longer by direct debit"],
		["donations", "None since 2012, but before"],
		["donations", "no more"],
		["postal-address", "No fixed abode"],
		["postal-address", "Nothing Lane"],
		["correspondence", "No reply to her letter"],
		["political-opinion", "Not voting"],
		["identity-document", "NO123456"],
		["trade-union", "NEU"],
		["trade-union", "Nonesuch Union"],
	] as const)("of a column of %s, %s is held", (name, cell) => expect(category(name, cell).held).toEqual([name]));
	it.each(["Nac oes", "Na", "Nac ydw", "Naddo", "Nage"])("%s is no in Welsh", (word) =>
		expect(category("bank-details", word)).toEqual(nothing),
	);
	it.each(["Yes", "Y", "TRUE", "true", "T", "1", "1.0", "-1", "x", "✓", "☑", "Oes", "Ydw", "on"])(
		"%s is held, and says no more",
		(word) => {
			for (const name of ["bank-details", "donations", "trade-union", "telephone-number", "identity-document"] as const)
				expect([name, category(name, word)]).toEqual([name, { ...nothing, held: [name], hints: [undefined] }]);
		},
	);
	it("an answer to a question of opinion is the opinion", () =>
		expect(category("political-opinion", "No").held).toEqual(["political-opinion"]));
	it.each([
		["bank-details", "82-25-38 94641142", "account ending 42"],
		["bank-details", "Standing order", undefined],
		["bank-details", "Cheque", undefined],
		["bank-details", "9.46411E+7", undefined],
		["donations", "0.50", undefined],
		["donations", "1,000.00", undefined],
		["identity-document", "####", undefined],
		["identity-document", "925665416", "number ending 16"],
		["telephone-number", "Home only", undefined],
	] as const)("%s %s is held, with the hint %s", (name, cell, hint) => {
		const { held, hints } = category(name, cell);
		expect([held, hints]).toEqual([[name], [hint]]);
	});
	it.each([
		["category", "bank-details"],
		["category", "identity-document"],
	] as const)("a rounded number is named as what it is", (as, name) =>
		expect(kept({ as, category: name }, "1.23E+11").problems).toEqual(["rounded-by-a-spreadsheet"]),
	);
	it("also where it should be a membership number", () =>
		expect(kept({ as: "identifier", kind: "membership-number" }, "4.47701E+11").problems).toEqual([
			"rounded-by-a-spreadsheet",
		]));
});

describe("default dates", () => {
	it.each([
		"01/01/1900",
		"1/1/1900",
		"1900-01-01",
		"1900-01-01 00:00:00",
		"1900-01-01 00:00:00.000",
		"1900-01-01T00:00:00Z",
		"01-Jan-1900",
		"Jan  1 1900 12:00AM",
		"00/01/1900",
		"1970-01-01",
		"01/01/1970",
		"30/12/1899",
		"1899-12-30T00:00:00.000+00:00",
		"31/12/9999",
		"9999-12-31",
		"9999-12-31 23:59:59.997",
		"0001-01-01",
		"01/01/0001",
		"01/01/1753",
		"01/01/1800",
		"1/0/1900",
		"00-Jan-00",
		"12:00:00 AM",
		"0000-00-00",
		"0000-00-00 00:00:00",
		"00/00/0000",
		"0",
		"25569",
	])("%s is no date", (cell) => {
		expect(kept({ as: "since" }, cell)).toEqual(nothing);
		expect(category("date-of-birth", cell)).toEqual(nothing);
	});

	it("real dates near them are dates", () => {
		const cells = ["02/01/1900", "31/12/1969", "02/01/1970", "01/01/1901", "1900-02-01", "01/01/2000"];
		expect(cells.filter((cell) => isDefaultDate(cell, readDate(cell)))).toEqual([]);
	});
});

describe("dates", () => {
	it.each([
		["2011-03-14 00:00:00.000", "2011-03-14"],
		["2011-03-14T09:30:00Z", "2011-03-14"],
		["2011-03-14T09:30:00+01:00", "2011-03-14"],
		["14/03/2011 09:30", "2011-03-14"],
		["Mar 14 2011 12:00AM", "2011-03-14"],
		["March 14, 2011", "2011-03-14"],
		["Monday, 14 March 2011", "2011-03-14"],
		["20110314", "2011-03-14"],
		["2011-00-00", "2011"],
		["2011-03-00", "2011-03"],
		["31/02/2011", undefined],
		["20111314", undefined],
		["30 Mehefin 1989", "1989-06-30"],
		["1af Mawrth 1989", "1989-03-01"],
		["2 Gorffennaf 1989", "1989-07-02"],
		["Hyd 1989", "1989-10"],
		["14 / 03 / 2011", "2011-03-14"],
		["14–03–2011", "2011-03-14"],
		["14⁄03⁄2011", "2011-03-14"],
		["１４/03/2011", "2011-03-14"],
		["\u200e14/03/2011\u200e", "2011-03-14"],
		["'14/03/2011", "2011-03-14"],
		["14/03/2011.", "2011-03-14"],
		["14/03/2011 (approx)", "2011-03-14"],
		["14Mar2011", "2011-03-14"],
		["14 Mar '11", "2011-03-14"],
		["Sept. 14, 2011", "2011-09-14"],
		["c. 1989", "1989"],
		["circa 1989?", "1989"],
		["Tue Mar 15 2011 00:00:00 GMT+0100 (British Summer Time)", "2011-03-15"],
		["30th of May 1989", "1989-05-30"],
		["3ydd o Fai 1989", "1989-05-03"],
		["3 o Ragfyr 1989", "1989-12-03"],
		["30. März 1989", "1989-03-30"],
		["3 Dez 1989", "1989-12-03"],
		["3 de mayo de 1989", "1989-05-03"],
		["3 maggio 1989", "1989-05-03"],
		["3 févr. 1989", "1989-02-03"],
		["1er août 1989", "1989-08-01"],
		["3 mei 1989", "1989-05-03"],
		["3 maja 1989", "1989-05-03"],
		["3 Meitheamh 1989", "1989-06-03"],
		["30MAY1989:00:00:00", "1989-05-30"],
		["30/05/1989, 00:00:00", "1989-05-30"],
		["19890530000000Z", "1989-05-30"],
		["30051989", "1989-05-30"],
		["#30/05/1989#", "1989-05-30"],
		["=DATE(1989,5,30)", "1989-05-30"],
		["~1989", "1989"],
		["31021989", undefined],
		["3 meadow 1989", undefined],
		["1989-1990", undefined],
		["Room 12 May 89", undefined],
		["1 am 1989", undefined],
	])("%s is %s", (cell, date) => expect(readDate(cell)).toBe(date));

	it("a number of days is read, and named", () => {
		expect(readDayNumber("32658")).toBe("1989-05-30");
		expect(kept({ as: "since" }, "40616")).toMatchObject({ since: "2011-03-14", problems: ["date-as-a-number"] });
		expect(kept({ as: "since" }, "99999").problems).toEqual(["not-a-date"]);
	});

	it.each([
		[["02/08/2014", "03/15/2014", "05/01/2014"], "month-first"],
		[["02/08/2014", "15/03/2014"], "day-first"],
		[["15/03/2014", "16/03/2014", "03/15/2014"], "day-first"],
		[["02/08/2014", "05/05/2014"], "unclear"],
		[["2014-08-02", "05/05/2014", "n/a", ""], "none"],
	])("of %j the order is %s", (cells, order) => expect(seenDateOrder(cells)).toBe(order));

	it("a date that contradicts its column's order is named and left out", () => {
		const column = { as: "since", dateOrder: "month-first" };
		expect(kept(column, "03/04/2014")).toMatchObject({ since: "2014-03-04", problems: [] });
		expect(kept(column, "15/03/2014")).toMatchObject({ since: undefined, problems: ["other-date-order"] });
		expect(kept({ as: "since" }, "03/15/2014")).toMatchObject({ since: undefined, problems: ["other-date-order"] });
	});
});

describe("a value that stands in a column again", () => {
	const cells = ["30/05/1989", "13/13/2001", "1.2E+11", "32658", "n/a", "yes", "0", "Leeds LS1 4AP", "01/01/1900"];
	const roles = [
		{ as: "since" },
		...(["date-of-birth", "postal-address", "bank-details", "donations"] as const).map((name) => ({
			as: "category",
			category: name,
		})),
	];
	it.each(roles)("is read as it was the first time: %o", (role) => {
		const inColumn = columnOf(role);
		const others = Array.from({ length: 5_000 }, (_, at) => `${at % 28}/${at % 12}/${at}`);
		for (const cell of [...cells, ...cells, ...others, ...cells])
			expect([cell, inColumn(cell)]).toEqual([cell, kept(role, cell)]);
	});
});

it.each(["00000", "0000"])("%s has the shape of a foreign postcode and is none", (cell) => {
	expect(kept({ as: "postcode" }, cell)).toEqual(nothing);
});
