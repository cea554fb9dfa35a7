// npm run letters -- FILE --message MES --as EMAIL --out FOLDER [--dataset NAME]: writes the printer's files for people of the data who cannot be reached by email.
import { createReadStream, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { FileRefused, readVersionRows, safeCell } from "../datasets";
import { staffForCommand } from "../identity";
import { errorCode } from "../log";
import { messageAdmin, writeLetters } from "../messages";
import { CommandError, command, readArguments } from "./command";

const usage = `npm run letters -- FILE --message MESSAGE --as EMAIL --out FOLDER [--dataset NAME]
FILE is the table that was imported. FOLDER must not be there yet: it gets a table for each language and format, and the text to print.
They hold people's names and addresses in clear. Delete them once the printer has them.`;

const options = {
	message: { type: "string" },
	as: { type: "string" },
	out: { type: "string" },
	dataset: { type: "string" },
} as const;

type Letter = { number: string; name: string; postal: string[] };

/** Returns the table of one language and format: a line for each letter, as wide as the longest address. */
function letterCsv(letters: readonly Letter[], reference: string): string {
	const width = Math.max(...letters.map(({ postal }) => postal.length));
	const head = ["letter", "reference", "name", ...Array.from({ length: width }, (_, at) => `address_${at + 1}`)];
	const lines = letters.map(({ number, name, postal }) => {
		const address = Array.from({ length: width }, (_, at) => postal[at] ?? "");
		return [number, reference, name, ...address];
	});
	return `\ufeff${[head, ...lines].map((cells) => cells.map(safeCell).join(",")).join("\r\n")}\r\n`;
}

/** Writes the files and prints how many letters each has. */
async function run(args: string[]): Promise<void> {
	const { values, positionals } = readArguments({ args, allowPositionals: true, options }, usage);
	const [file] = positionals;
	const { out, dataset } = values;
	if (!file || positionals.length !== 1 || !values.message || !values.as || !out) throw new CommandError(usage);
	const staff = await staffForCommand(values.as);
	if (!staff?.permissions.includes("messages:write"))
		throw new CommandError(`${values.as} is not staff who may write messages.`);
	const message = await messageAdmin.messageById(staff, values.message);
	if (!message?.startedAt || !message.reference || !message.sent)
		throw new CommandError("Letters are written for a message that has gone out.");
	const files = await messageAdmin.messageFiles(staff, message.id);
	const [found, another] = files.filter(({ dataset: name }) => dataset === undefined || name === dataset);
	if (!found || another)
		throw new CommandError(
			`Say which dataset the file is of: --dataset NAME. There are: ${files.map(({ dataset: name }) => `"${name}"`).join(", ") || "none"}.`,
		);
	const byKind = new Map<string, Letter[]>();
	try {
		mkdirSync(out, { mode: 0o700 });
		const rows = readVersionRows(staff, found.versionId, createReadStream(file, { highWaterMark: 1 << 20 }));
		for await (const { number, row } of writeLetters(staff, message.id, found.versionId, rows)) {
			const kind = `${row.locale === "cy" && message.sent.cy ? "cy" : "en"}-${row.format ?? "standard"}`;
			byKind
				.set(kind, byKind.get(kind) ?? [])
				.get(kind)
				?.push({ number, name: row.name, postal: row.postal });
		}
	} catch (error) {
		if (error instanceof FileRefused) throw new CommandError(error.message);
		if (error instanceof Error && "path" in error)
			throw new CommandError(`${error.path} cannot be read or made (${errorCode(error)}).`);
		throw error;
	}
	const save = (name: string, text: string) => writeFileSync(path.join(out, name), text, { flag: "wx", mode: 0o600 });
	for (const [locale, sent] of Object.entries(message.sent))
		save(`text-${locale}.txt`, `${sent.subject}\n\n${sent.text}`);
	for (const [kind, letters] of byKind) {
		save(`letters-${kind}.csv`, letterCsv(letters, message.reference));
		const noAddress = letters.filter(({ postal }) => postal.length === 0).length;
		console.log(
			`letters-${kind}.csv: ${letters.length} letters${noAddress ? `, ${noAddress} without an address` : ""}.`,
		);
	}
	if (byKind.size === 0) console.log("Nobody of this file needs a letter, or all letters were handed over.");
	console.log(
		"The files hold people's names and addresses. Delete them once the printer has them, then say so on the message's page.",
	);
}

await command("worker", run);
