/** Ten dialects in which programs export a member table, and invented people to write in them. */
import fc from "fast-check";
import iconv from "iconv-lite";
import type { MappedColumn } from "@/lib/datasets/schema";

/** What is true of an invented person. Empty texts are what the organisation does not hold. */
export type Person = {
	given: string;
	surname: string;
	email: string;
	telephone: string;
	number: string;
	postcode: string;
	account: string;
	/** ISO 8601. */
	since: string;
};

export const person: fc.Arbitrary<Person> = fc
	.record({
		given: fc.constantFrom("Ada", "Siân", "Zoë", "Mary-Jane", "José", "Nil", "Anne Marie"),
		surname: fc.constantFrom("Invented", "O'Made", "Müller-Vorn", "Null", "Fictif", "Dychmygol", "St John"),
		email: fc.stringMatching(/^[a-z]{2,8}(\.[a-z]{1,6})?(\+[a-z]{1,4})?@[a-z]{3,8}\.example$/),
		telephone: fc.option(fc.stringMatching(/^07700900\d{3}$/), { nil: "" }),
		number: fc.option(fc.stringMatching(/^MP\d{6}$/), { nil: "" }),
		postcode: fc.option(fc.constantFrom("ZZ1 1ZZ", "CF10 1AA", "SW1A 1AA"), { nil: "" }),
		account: fc.option(fc.stringMatching(/^[1-9]\d-\d\d-\d\d [1-9]\d{7}$/), { nil: "" }),
		since: fc.option(
			fc
				.date({ min: new Date("1971-01-01"), max: new Date("2024-12-31"), noInvalidDate: true })
				.map((date) => date.toISOString().slice(0, 10)),
			{ nil: "" },
		),
	})
	// Two words for nothing are no name: a table that holds them side by side means nobody.
	.filter(({ given, surname }) => !(given === "Nil" && surname === "Null"));

/** How an exporter writes a table. */
export type Dialect = {
	encoding: "utf8" | "win1252" | "utf16le";
	mark?: string;
	delimiter: "," | ";" | "\t" | "|";
	lineEnd: "\n" | "\r\n" | "\r";
	quote: "all" | "needed" | "backslash";
	/** What stands for nothing. */
	nothing: string;
	name: "parts" | "surname-first" | "titled";
	email: (person: Person) => string;
	telephone: (number: string) => string;
	date: (iso: string) => string;
	/** What stands above the names of the columns. */
	above?: string;
	/** Turns the cells of a row into those that are written. */
	shape?: (cells: string[]) => string[];
};

const britishDate = (iso: string) => iso.split("-").reverse().join("/");
const plainEmail = ({ email }: Person) => email;
const spaced = (number: string) => `${number.slice(0, 5)} ${number.slice(5)}`;
const trimEnd = (cells: string[]) => cells.slice(0, cells.findLastIndex((cell) => cell !== "") + 1);

export const dialects: Record<string, Dialect> = {
	"a spreadsheet": {
		encoding: "win1252",
		delimiter: ",",
		lineEnd: "\r\n",
		quote: "needed",
		nothing: "",
		name: "parts",
		email: plainEmail,
		telephone: spaced,
		date: britishDate,
	},
	"a spreadsheet, as UTF-8 with its mark": {
		encoding: "utf8",
		mark: "\ufeff",
		delimiter: ",",
		lineEnd: "\r\n",
		quote: "needed",
		nothing: "",
		name: "surname-first",
		email: plainEmail,
		telephone: (number) => `'${number}`,
		date: britishDate,
	},
	"a spreadsheet of the continent": {
		encoding: "win1252",
		delimiter: ";",
		above: "sep=;\r\n",
		lineEnd: "\r\n",
		quote: "needed",
		nothing: "#N/A",
		name: "parts",
		email: ({ email }) => `mailto:${email}`,
		telephone: (number) => `+44 (0)${number.slice(1)}`,
		date: (iso) => iso.split("-").reverse().join("."),
	},
	"a spreadsheet's Unicode text": {
		encoding: "utf16le",
		mark: "\ufeff",
		delimiter: "\t",
		lineEnd: "\r\n",
		quote: "needed",
		nothing: "",
		name: "titled",
		email: ({ email }) => email.toUpperCase(),
		telephone: spaced,
		date: britishDate,
	},
	"a database's COPY": {
		encoding: "utf8",
		delimiter: ",",
		lineEnd: "\n",
		quote: "needed",
		nothing: "\\N",
		name: "parts",
		email: plainEmail,
		telephone: (number) => `+44${number.slice(1)}`,
		date: (iso) => `${iso} 00:00:00.000`,
	},
	"a database that escapes": {
		encoding: "utf8",
		delimiter: ",",
		lineEnd: "\n",
		quote: "backslash",
		nothing: "NULL",
		name: "parts",
		email: ({ given, email }) => `"${given}" <${email}>`,
		telephone: spaced,
		date: (iso) => iso,
	},
	"a data frame": {
		encoding: "utf8",
		delimiter: ",",
		lineEnd: "\n",
		quote: "needed",
		nothing: "NaN",
		name: "parts",
		email: plainEmail,
		telephone: (number) => `${number.slice(1)}.0`,
		date: (iso) => `${iso}T00:00:00`,
	},
	"a customer system, with a delimiter too many": {
		encoding: "utf8",
		delimiter: ",",
		above: "Members of the branch\r\n\r\n",
		lineEnd: "\r\n",
		quote: "all",
		nothing: "-",
		name: "surname-first",
		email: ({ given, surname, email }) => `${given} ${surname} <${email}>`,
		telephone: spaced,
		date: britishDate,
		shape: (cells) => [...cells, ""],
	},
	"an old desktop program, with its last cells left off": {
		encoding: "win1252",
		delimiter: ";",
		lineEnd: "\r",
		quote: "needed",
		nothing: "",
		name: "parts",
		email: plainEmail,
		telephone: spaced,
		date: britishDate,
		shape: trimEnd,
	},
	"a shared sheet with links": {
		encoding: "utf8",
		delimiter: ",",
		lineEnd: "\n",
		quote: "needed",
		nothing: "n/a",
		name: "parts",
		email: ({ email }) => `=HYPERLINK("mailto:${email}","${email}")`,
		telephone: (number) => `="${number}"`,
		date: (iso) => iso,
	},
};

const nameColumns: Record<Dialect["name"], MappedColumn[]> = {
	parts: [
		{ header: "First name", as: "name", part: "given" },
		{ header: "Last name", as: "name", part: "family" },
	],
	"surname-first": [{ header: "Name", as: "name", part: "full" }],
	titled: [{ header: "Name", as: "name", part: "full" }],
};
const namesOf: Record<Dialect["name"], (person: Person) => string[]> = {
	parts: ({ given, surname }) => [given, surname],
	"surname-first": ({ given, surname }) => [`${surname}, ${given}`],
	titled: ({ given, surname }) => [`Mrs ${given} ${surname}`],
};

/** Writes a table of people in a dialect. Returns its bytes and what its columns are. */
export function writeTable(people: Person[], dialect: Dialect): { bytes: Buffer; columns: MappedColumn[] } {
	const columns: MappedColumn[] = [
		{ header: "Email", as: "identifier", kind: "email" },
		...nameColumns[dialect.name],
		{ header: "Mobile", as: "identifier", kind: "telephone" },
		{ header: "Number", as: "identifier", kind: "membership-number" },
		{ header: "Postcode", as: "postcode" },
		{ header: "Joined", as: "since" },
		{ header: "Account", as: "category", category: "bank-details" },
	];
	const names = (one: Person) => {
		const cells = namesOf[dialect.name](one);
		return one.given || one.surname ? cells : cells.map(() => dialect.nothing);
	};
	const or = (value: string, written: string) => (value ? written : dialect.nothing);
	const rows = people.map((one) => [
		dialect.email(one),
		...names(one),
		or(one.telephone, dialect.telephone(one.telephone)),
		or(one.number, one.number),
		or(one.postcode, one.postcode),
		or(one.since, dialect.date(one.since)),
		or(one.account, one.account),
	]);
	const cell = (text: string) => {
		if (dialect.quote === "backslash") return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
		const needed = text.includes('"') || text.includes(dialect.delimiter) || /[\r\n]/.test(text);
		return dialect.quote === "all" || needed ? `"${text.replaceAll('"', '""')}"` : text;
	};
	const shape = dialect.shape ?? ((cells: string[]) => cells);
	const lines = [columns.map(({ header }) => header), ...rows.map(shape)];
	const text = lines.map((cells) => cells.map(cell).join(dialect.delimiter) + dialect.lineEnd).join("");
	return { bytes: iconv.encode((dialect.mark ?? "") + (dialect.above ?? "") + text, dialect.encoding), columns };
}
