// npm run export-objections -- OUT.csv: who objected to campaigning, when and in which words, for whoever campaigns.

import { writeFileSync } from "node:fs";
import { exportObjections } from "../contact";
import { database } from "../database";
import { safeCell } from "../datasets";
import { operator } from "../identity";
import { checkKeys } from "../key-check";
import { CommandError, command, readArguments } from "./command";

const usage = "Usage: npm run export-objections -- OUT.csv";

/** Writes a CSV that only its owner may read: it holds people's addresses. Throws CommandError with a sentence. */
async function run(args: string[]): Promise<void> {
	await checkKeys(database().$client);
	const { positionals } = readArguments({ args, options: {}, allowPositionals: true }, usage);
	const [file] = positionals;
	if (!file || positionals.length !== 1) throw new CommandError(usage);
	const objections = await exportObjections(operator("npm run export-objections"));
	const rows = objections.map(({ reference, at, wording, addresses }) => [
		reference,
		at.toISOString(),
		wording,
		addresses.join(" "),
	]);
	const lines = [["reference", "objected_at", "words_shown", "email_addresses"], ...rows];
	const csv = lines.map((cells) => cells.map(safeCell).join(",")).join("\r\n");
	try {
		writeFileSync(file, `\ufeff${csv}\r\n`, { flag: "wx", mode: 0o600 });
	} catch {
		throw new CommandError("That file exists already, or cannot be written.");
	}
	console.log(`${objections.length} objections.`);
}

await command("owner", run);
