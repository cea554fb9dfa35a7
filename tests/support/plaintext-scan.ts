// Searches for identifiers in plain text in every table of the tests' database and in the site's logs.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import pg from "pg";
import { affectedTable } from "@/db/demo/affected-table";
import { fundraisingTable } from "@/db/demo/fundraising-table";
import { sampleMembers, sampleStaff } from "@/db/demo/samples";
import { startCluster, superuser } from "@/db/embedded/cluster";

const folder = path.resolve(".data", "e2e");

/** Returns the identifiers in a text by kind, normalised. Also searches bytes shown as hexadecimal. */
function identifiersIn(text: string): Set<string> {
	const found = new Set<string>();
	for (const [email] of text.matchAll(/[^\s"'<>(),;:[\]\\{}]+@[^\s"'<>(),;:[\]\\{}]+/g))
		found.add(email.toLowerCase().normalize("NFC"));
	for (const [number] of text.matchAll(/(?:\+|00)?\(?\d[\d ()\-.]{8,18}\d/g)) {
		const digits = number.replaceAll(/\D/g, "").replace(/^(?:0044|44)0?|^0/, "");
		if (digits.length === 10) found.add(digits);
	}
	for (const [, number] of text.matchAll(/(?<![a-z\d])mp[ -]?(\d{6})(?!\d)/gi)) found.add(`MP${number}`);
	return found;
}

/** Returns every identifier of the invented people, including the sign-in addresses of members and staff. */
export function everyIdentifier(): Set<string> {
	const rows = [
		...(parse(affectedTable(2), { bom: true }) as string[][]),
		...(parse(new TextDecoder("windows-1252").decode(fundraisingTable()), { delimiter: ";" }) as string[][]),
	];
	const samples = [...sampleMembers, ...sampleStaff].map(({ email }) => email);
	return identifiersIn([...samples, ...rows.flat()].join("\n"));
}

/** Returns each place with an identifier of `people` in plain text: the table or log, and the identifier. Reads bytes as text too. */
export async function leftInClear(people: Set<string>): Promise<string[]> {
	const found: string[] = [];
	const look = (place: string, text: string) => {
		for (const identifier of identifiersIn(text)) if (people.has(identifier)) found.push(`${place}: ${identifier}`);
	};
	for (const log of ["web.log", "worker.log", "postgres/log"]) look(log, readFileSync(path.join(folder, log), "utf8"));
	const cluster = await startCluster(path.join(folder, "postgres"), { throwaway: true }); // goes on with the running one
	const client = new pg.Client({ connectionString: cluster.url(superuser, "selfcheck") });
	await client.connect();
	try {
		const { rows: tables } = await client.query<{ name: string }>(
			`select format('%I.%I', schemaname, tablename) as name from pg_tables
			where schemaname not in ('pg_catalog', 'information_schema')`,
		);
		for (const { name } of tables) {
			const { rows } = await client.query<{ text: string }>(`select t::text from ${name} t`);
			const text = rows.map((row) => row.text).join("\n");
			look(name, text);
			const bytes = [...text.matchAll(/\\x((?:[0-9a-f]{2})+)/g)].map(([, hex]) => Buffer.from(hex ?? "", "hex"));
			look(`${name}, bytes`, Buffer.concat(bytes.flatMap((part) => [part, Buffer.from("\n")])).toString("utf8"));
		}
		if (tables.length < 20) throw new Error("too few tables were looked at");
	} finally {
		await client.end();
	}
	return found;
}
