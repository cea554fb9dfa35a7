import { once } from "node:events";
import { createWriteStream } from "node:fs";
import type { Mapping } from "@/lib/datasets/schema";

const forenames = [
	"Anaïs",
	"Björn",
	"Carys",
	"Dafydd",
	"Eleri",
	"Farah",
	"Grzegorz",
	"Huw",
	"Isla",
	"Jamal",
	"Kirsty",
	"Leila",
];
const surnames = [
	"Abadi",
	"Brown",
	"Clarke",
	"Davies",
	"Evans",
	"Fletcher",
	"Green",
	"Hussain",
	"Jones",
	"MacLeod",
	"Nowak",
	"O'Neil",
	"Patel",
	"Roberts",
	"Smith",
	"Williams",
];
const statuses = ["Member", "Ex-member", "Donor", "Registered Supporter", "Affiliated Supporter (union)"];

/** Returns row `at` of an invented membership table: 12 columns, three identifiers in each row. */
export function inventedRow(at: number): string {
	const forename = forenames[at % forenames.length] as string;
	const surname = surnames[(at * 7) % surnames.length] as string;
	const number = `MP${String(at).padStart(9, "0")}`;
	const phone = `07${String(700_000_000 + at).padStart(9, "0")}`;
	const spaced = at % 3 === 0 ? `${phone.slice(0, 5)} ${phone.slice(5)}` : phone;
	const email = `${forename}.${surname}${at}@example${at % 5}.org`
		.replace("'", "")
		.normalize("NFD")
		.replace(/\p{M}/gu, "");
	return [
		number,
		forename,
		surname,
		at % 4 === 0 ? email.toUpperCase() : email,
		spaced,
		`"${1 + (at % 300)} High Street, Flat ${at % 9}"`,
		"Cardiff",
		`${1 + (at % 28)}/0${1 + (at % 9)}/${1940 + (at % 60)}`,
		`20-${10 + (at % 80)}-${10 + (at % 70)} ${String((at * 7919) % 100_000_000).padStart(8, "0")}`,
		statuses[at % statuses.length],
		1980 + (at % 40),
		at % 6 === 0 ? `"rang on the ${1 + (at % 28)}th,\nasked to be called back"` : "",
	].join(",");
}

const headers = [
	"No",
	"Forename",
	"Surname",
	"Email",
	"Mobile",
	"Address",
	"Town",
	"Born",
	"Account",
	"Status",
	"Joined",
	"Notes",
];

/** Writes a table with this number of rows. Returns its size in bytes. */
export async function writeInventedTable(file: string, rows: number): Promise<number> {
	const out = createWriteStream(file);
	out.write(`${headers.join(",")}\n`);
	for (let at = 0; at < rows; at += 5000) {
		const lines: string[] = [];
		for (let row = at; row < Math.min(rows, at + 5000); row++) lines.push(inventedRow(row));
		if (!out.write(`${lines.join("\n")}\n`)) await once(out, "drain");
	}
	out.end();
	await once(out, "finish");
	return out.bytesWritten;
}

export const inventedColumns = headers;

export const inventedMapping = {
	columns: [
		{ header: "No", as: "identifier", kind: "membership-number" },
		{ header: "Forename", as: "name", part: "given" },
		{ header: "Surname", as: "name", part: "family" },
		{ header: "Email", as: "identifier", kind: "email" },
		{ header: "Mobile", as: "identifier", kind: "telephone" },
		{ header: "Address", as: "category", category: "postal-address" },
		{ header: "Town", as: "category", category: "postal-address" },
		{ header: "Born", as: "category", category: "date-of-birth" },
		{ header: "Account", as: "category", category: "bank-details" },
		{
			header: "Status",
			as: "relationship",
			values: {
				member: "member",
				"ex-member": "former-member",
				donor: "donor",
				"registered supporter": "registered-supporter",
				"affiliated supporter (union)": "affiliated-supporter",
			},
			otherwise: "other",
		},
		{ header: "Joined", as: "since" },
		{ header: "Notes", as: "category", category: "correspondence" },
	],
	relationship: "other",
	source: "",
} satisfies Mapping;
