/** Every warning of the flight check, each by a table that causes it and one that does not. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Staff } from "@/lib/authority";
import { setDatabaseRole } from "@/lib/database";
import { activateVersion, createDataset } from "@/lib/datasets";
import { isSecretHeader, looksLikeHash, looksLikePassword } from "@/lib/datasets/mapping/password-columns";
import type { MappedColumn } from "@/lib/datasets/schema";
import { addIncident } from "../support/exposed-people";
import { importText, mappingOf } from "../support/imports";
import { signedInStaff } from "../support/people";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
let ada: Staff;
let bo: Staff;
let incidentId: string;
let counter = 0;

beforeAll(async () => {
	setDatabaseRole("owner");
	({ staff: ada } = await signedInStaff("ada@example.org", "data-lead"));
	({ staff: bo } = await signedInStaff("bo@example.org", "data-lead"));
	({ incidentId } = await addIncident(owner, { dataset: false }));
});
// The earlier tests' tables count as other datasets' data.
let unique = "";
beforeEach(() => {
	unique = `t${counter++}`;
});

async function newDataset(name = `people ${counter++}`): Promise<string> {
	const made = await createDataset(ada, { incidentId, name, complete: true });
	if (!made.ok) throw new Error(made.reason);
	return made.value;
}

const email: MappedColumn = { header: "Email", as: "identifier", kind: "email" };
const name: MappedColumn = { header: "Name", as: "name", part: "full" };
const born: MappedColumn = { header: "Born", as: "category", category: "date-of-birth" };
const rows = (count: number, row: (at: number) => string) => Array.from({ length: count }, (_, at) => row(at));
const person = (at: number) => `Person ${String.fromCharCode(65 + at)},p${at}.${unique}@example.org,${1950 + at}`;
const all: MappedColumn[] = [name, email, born];

async function imported(
	lines: string[],
	columns = all,
	into?: string,
	headers = columns.map((column) => column.header),
) {
	const text = `${headers.join(",")}\n${lines.join("\n")}\n`;
	return importText(ada, into ?? (await newDataset()), text, mappingOf(columns));
}
const warnings = async (...order: Parameters<typeof imported>) => (await imported(...order)).report.warnings;
async function activate(lines: string[], dataset = newDataset()): Promise<string> {
	const into = await dataset;
	const { versionId } = await imported(lines, all, into);
	expect(await activateVersion(bo, versionId)).toMatchObject({ ok: true });
	return into;
}

it("a correct table has no warning", async () => {
	expect(await warnings(rows(25, person))).toEqual([]);
});

describe("the rows", () => {
	it("there are none", async () => {
		expect(await warnings([])).toEqual(["The file has no rows below the names of its columns."]);
	});

	it("none can be found by", async () => {
		expect(await warnings(rows(3, (at) => `Person ${at},nothing,1950`))).toEqual([
			"No row has anything a person can be found by. The columns were probably chosen wrongly.",
			"100% of the rows have nothing a person can be found by.",
		]);
	});
	it("some have nothing a person can be found by", async () => {
		const some = rows(25, (at) => (at < 3 ? `Person ${at},,1950` : person(at)));
		expect(await warnings(some)).toEqual(["12% of the rows have nothing a person can be found by."]);
		expect(await warnings(rows(25, (at) => (at < 2 ? `Person ${at},,1950` : person(at))))).toEqual([]);
	});
	it("have more cells than the table has columns", async () => {
		expect(await warnings([...rows(25, person), "too,many,1950,more"])).toEqual([
			"1 rows have more cells than the table has columns. Their quotation marks may be broken.",
		]);
	});
	it("repeat each other", async () => {
		expect(await warnings([...rows(24, person), person(0), person(1)])).toEqual([
			"8% of the rows repeat an earlier row.",
		]);
		expect(await warnings([...rows(25, person), person(0)])).toEqual([]);
	});
	it("share addresses between differently named people", async () => {
		const shared = [...rows(25, person), `Somebody Else,p0.${unique}@example.org,1950`];
		expect(await warnings(shared)).toEqual([
			"8% of the records share an email address with another person. These people will be asked for one more detail.",
		]);
	});
});

describe("the columns", () => {
	it("everybody has the same value", async () => {
		expect(await warnings(rows(25, (at) => person(at).replace(/\d+$/, "1950")))).toEqual([
			"Everybody has the same value in the column Born.",
		]);
	});
	it("an identifier's is empty", async () => {
		const phone: MappedColumn = { header: "Phone", as: "identifier", kind: "telephone" };
		expect(
			await warnings(
				rows(25, (at) => `${person(at)},`),
				[...all, phone],
			),
		).toEqual(["The column Phone is empty in every row."]);
	});
	it("many values could not be used", async () => {
		expect(await warnings(rows(25, (at) => (at < 6 ? person(at).replace(/\d+$/, "soon") : person(at))))).toEqual([
			"24% of the values in the column Born could not be used. Another column may be meant.",
		]);
	});
	it("are not in the mapping", async () => {
		const lines = rows(25, (at) => `${person(at)},x${at}`);
		expect(await warnings(lines, all, undefined, ["Name", "Email", "Born", "Colour"])).toEqual([
			"Nobody has said what these columns hold, so they were ignored: Colour.",
		]);
	});

	it("names that are ignored, if no other name is used", async () => {
		const lines = rows(25, (at) => `p${at}.${unique}@example.org,${1950 + at},Person ${at}`);
		const warningsWith = (column: MappedColumn, ...more: MappedColumn[]) =>
			warnings(more.length ? lines.map((line) => `${line},Pat`) : lines, [email, born, column, ...more]);
		expect(await warningsWith({ header: "FNAME", as: "ignore" })).toEqual([
			"The column FNAME may be names, and is not used as names. Without names, people who share an email address cannot be told apart. One may be shown what we hold about another.",
		]);
		expect(await warningsWith({ header: "Colour", as: "ignore" })).toEqual([]);
		const fullName: MappedColumn = { header: "Full name", as: "name", part: "full" };
		expect((await warningsWith({ header: "First name", as: "ignore" }, fullName)).join()).not.toContain("may be names");
	});

	const ignored = (header: string): MappedColumn[] => [...all, { header, as: "ignore" }];
	it("passwords, by their header", async () => {
		const header = "user_pwd";
		const lines = rows(25, (at) => `${person(at)},letmein${at}`);
		expect(await warnings(lines, ignored(header))).toEqual([
			`The column ${header} looks like passwords or security answers, and the mapping does not say so. People would not be told.`,
		]);
		const said: MappedColumn = { header, as: "category", category: "password" };
		expect(await warnings(lines, [...all, said])).toEqual([]);
	});
	it("passwords, by their values, whatever the column is called", async () => {
		const hash = (at: number) => `$2b$12$${String(at).padStart(53, "x")}`;
		const columns = ignored("Colour");
		expect(
			await warnings(
				rows(25, (at) => `${person(at)},${at < 13 ? hash(at) : "blue"}`),
				columns,
			),
		).toEqual([
			"The column Colour holds what looks like scrambled passwords, and the mapping does not say so. People would not be told.",
		]);
		expect(
			await warnings(
				rows(25, (at) => `${person(at)},${at < 12 ? hash(at) : "blue"}`),
				columns,
			),
		).toEqual([]);
	});
	it("passwords in clear, by their values, whatever the column is called", async () => {
		const columns = ignored("Colour");
		const words = (many: number) => rows(25, (at) => `${person(at)},${at < many ? `letmein${at}!` : `blue ${at}`}`);
		expect(await warnings(words(16), columns)).toEqual([
			"The column Colour holds what may be passwords that people chose, or names that they sign in with. If they are passwords, the mapping must say so, or people would not be told.",
		]);
		expect(await warnings(words(15), columns)).toEqual([]);
	});
	it.each(["hunter2", "Summer2021!", "correct-horse7", "pa$$word", "£secret£"])("%s may be a password", (value) =>
		expect(looksLikePassword(value)).toBe(true),
	);
	it.each([
		"MP100042",
		"jo.smith2@example.org",
		"https://example.org/x1",
		"photo12.jpg",
		"28-oct-2021",
		"30/05/1989",
		"10:30am",
		"2pm",
		"Cardiff",
		"blue 7",
		"07700 900142",
		"5f4dcc3b5aa765d61d8327deb882cf99",
		"a1",
	])("%s is none", (value) => expect(looksLikePassword(value)).toBe(false));
	it.each([
		["MD5", "5f4dcc3b5aa765d61d8327deb882cf99"],
		["SHA-1", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8"],
		["SHA-256", "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"],
		["bcrypt", "$2y$10$92IXUNpkjO0rOQ5byMi.Ye4oKoEa3Ro9llC/.og/at2.uheWG/igi"],
		["Argon2", "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b27ug"],
		[
			"SHA-512 crypt",
			"$6$saltsalt$qFmFH.bQmmtXzyBY0s9v7Oicd2z4XSIecDzlB5KiA2/jctKu9YterLp8wwnSq.qc.eoxqOmSuNp2xS0ktL3nh/",
		],
		["PBKDF2", "pbkdf2_sha256$260000$salt$kGjWxAz6bXKNFTRDuZVzqBQ4tzRKpDPQ"],
		["LDAP", "{SSHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g6W6ph5Mm5"],
	])("%s is a scrambled password", (_, value) => expect(looksLikeHash(value)).toBe(true));
	it.each([
		"550e8400-e29b-41d4-a716-446655440000",
		"a.very.long.address.of.somebody@example.org",
		"1 High Street, Some Very Long Town Name",
		"5f4dcc3b5aa765d61d8327deb882cf9",
		"$2b$",
	])("%s is none", (value) => expect(looksLikeHash(value)).toBe(false));
	it("headers that say secrets, and some that do not", () => {
		const of = (headers: string[]) => headers.map(isSecretHeader);
		expect(
			of(["Password", "PASSWD_HASH", "pwd", "userPassphrase", "PIN", "Salt", "Security question 2", "Cyfrinair"]),
		).not.toContain(false);
		expect(of(["Email", "Opinion", "Spinning class", "Salting", "Secretary", "Harsh"])).not.toContain(true);
	});
});

describe("compared with the active version", () => {
	it("most records are missing or new", async () => {
		const into = await activate(rows(25, person));
		const others = rows(25, (at) =>
			at < 12 ? person(at) : `Other ${String.fromCharCode(65 + at)},o${at}.${unique}@example.org,1990`,
		);
		expect(await warnings(others, all, into)).toEqual([
			"More than half of the people of version 1 are not in this file. This may be another table.",
			"Only 48% of the records are in version 1 as well. This may be another table.",
		]);
	});
	it("the content is the same", async () => {
		const into = await activate(rows(25, person));
		expect(await warnings(rows(25, person), all, into)).toEqual(["This file holds the same as version 1."]);
	});
	it("the table is already another dataset's", async () => {
		await activate(rows(25, person), newDataset("Membership table"));
		await activate(rows(5, person), newDataset("A small part"));
		const half = rows(25, (at) => (at < 12 ? person(at) : person(at).replace("@", "x@")));
		expect(await warnings(half)).toEqual([]);
		const again = await imported(rows(25, (at) => (at < 13 ? person(at) : person(at).replace("@", "y@"))));
		expect(again.report.elsewhere).toEqual({ dataset: "Membership table", tried: 25, known: 13 });
		expect(again.report.warnings).toEqual([
			"52% of the addresses and numbers are already in Membership table, which people get answers from. This may be the same table twice.",
		]);
	});
});
