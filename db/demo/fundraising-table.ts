import { csvLine } from "./csv";
import { affectedPeople } from "./people";
import { seeded } from "./random";

/**
 * Returns the recovered part of the fundraising supplier's list, as bytes: semicolons and Windows-1252, as a German spreadsheet
 * saves them. Some people are in the affected table of the other incident too.
 */
export function fundraisingTable(): Buffer {
	const random = seeded(2020);
	const lines = ["Donor no;Surname;Given name;E-mail;Phone;Postcode;First gift;Last gift £;Kind;Comment"];
	lines.push("D-0377;O'Neil;Gethin;Former.Member.Old@example.org;02920 180377;ZL2 9QD;2016;25.00;Ex-member;");
	for (const [at, person] of affectedPeople(1).entries()) {
		if (at % 9 !== 4 || !person.email || person.email.startsWith(" ")) continue;
		const gift = random.chance(0.8) ? `${random.between(3, 400)}.00` : "";
		const cells = [
			`D-${1000 + at}`,
			person.last,
			person.first,
			person.email.replace("@", random.chance(0.5) ? ".giving@" : "@"),
			person.landline,
			person.postcode,
			person.joined,
			gift,
			person.standing === "Member" ? "Member" : person.standing === "Ex-member" ? "Ex-member" : "Donor",
			random.chance(0.1) ? "“thank you”; letter sent" : "",
		];
		lines.push(csvLine(cells, ";"));
	}
	return windows1252(`${lines.join("\r\n")}\r\n`);
}

/** Removes accents that Windows-1252 lacks, as the supplier's system did. */
function windows1252(text: string): Buffer {
	const typographic: Record<string, number> = { "“": 0x93, "”": 0x94, "—": 0x97 };
	const bytes: number[] = [];
	for (const letter of text.normalize("NFC")) {
		const code = letter.codePointAt(0) ?? 0;
		const plain = letter.normalize("NFD").codePointAt(0) ?? 0;
		bytes.push(typographic[letter] ?? (code < 256 ? code : plain < 256 ? plain : 0x3f));
	}
	return Buffer.from(bytes);
}
