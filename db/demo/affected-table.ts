import { csvLine } from "./csv";
import { affectedPeople } from "./people";
import type { DemoPerson } from "./person";
import { type Random, seeded, seedOf } from "./random";
import { samplePeople } from "./samples";

const columns = {
	Ref: "ref",
	Title: "title",
	"First name(s)": "first",
	"Family name": "last",
	"Email address": "email",
	"Mobile tel.": "mobile",
	"Home tel.": "landline",
	Street: "street",
	Town: "town",
	"Post Code": "postcode",
	Born: "born",
	Branch: "branch",
	Union: "union",
	Standing: "standing",
	Joined: "joined",
	Left: "left",
	Canvass: "canvass",
	Remarks: "remarks",
} as const satisfies Record<string, keyof DemoPerson>;

/** Spellings of 07700 900142 as clerks type them. */
const mobileSpellings = [
	(national: string) => `0${national}`,
	(national: string) => `0${national.slice(0, 4)} ${national.slice(4)}`,
	(national: string) => `+44${national}`,
	(national: string) => `+44 (0)${national.slice(0, 4)} ${national.slice(4, 7)} ${national.slice(7)}`,
	(national: string) => `0044 ${national.slice(0, 4)} ${national.slice(4)}`,
	(national: string) => `(0${national.slice(0, 4)}) ${national.slice(4)}`,
	// A spreadsheet read the telephone number as a number.
	(national: string) => national,
	(national: string) => `0${national.slice(0, 4)}-${national.slice(4, 7)}-${national.slice(7)}`,
];

function messyEmail(email: string, random: Random): string {
	const kind = random.between(1, 20);
	if (!email || kind > 6) return email;
	if (kind === 1) return email.toUpperCase();
	if (kind === 2) return `  ${email} `;
	if (kind === 3) return email.replace("@", ".old@").concat("; ", email);
	if (kind === 4) return email.charAt(0).toUpperCase() + email.slice(1);
	if (kind === 5) return email.normalize("NFD");
	if (!random.chance(0.1)) return email;
	return email.length % 2 ? email.replace("@", " at ") : email.slice(0, email.indexOf("@"));
}

/** Returns the same person as a supplier's export has them. */
function messy(person: DemoPerson, random: Random): DemoPerson {
	return {
		...person,
		first: random.chance(0.06)
			? person.first.toUpperCase()
			: person.first.normalize(random.chance(0.3) ? "NFD" : "NFC"),
		last: random.chance(0.05) ? ` ${person.last}` : person.last,
		email: messyEmail(person.email, random),
		mobile: person.mobile && random.pick(mobileSpellings)(person.mobile.replace(/^0/, "").replaceAll(" ", "")),
		landline: random.chance(0.02) ? "n/a" : random.chance(0.3) ? person.landline.replaceAll(" ", "") : person.landline,
		postcode: random.chance(0.3) ? person.postcode.replace(" ", "").toLowerCase() : person.postcode,
		ref: random.chance(0.05) ? person.ref.toLowerCase().replace("mp", "mp ") : person.ref,
		branch: person.branch || (random.chance(0.05) ? "—" : ""),
		born: person.born && random.chance(0.01) ? "31/02/1970" : person.born,
		standing: random.chance(0.003) ? "Hon. President" : person.standing,
	};
}

/**
 * Returns the supplier's recovered table as one CSV text: UTF-8 with a byte order mark, CRLF, quoted newlines, duplicate rows,
 * role mailboxes, households, two addresses in one cell, formulas. A version has the same text on every machine.
 */
export function affectedTable(version: 1 | 2): string {
	const lines = [csvLine(Object.keys(columns))];
	for (const person of affectedPeople(version)) {
		const random = seeded(seedOf(person.first + person.last + person.email + person.street));
		// The samples keep their own spelling.
		const shown = samplePeople.includes(person) ? person : messy(person, random);
		const line = csvLine(Object.values(columns).map((field) => shown[field]));
		lines.push(line);
		if (random.chance(0.018)) lines.push(line);
	}
	return `\uFEFF${lines.join("\r\n")}\r\n`;
}
