// npm run letters -- FILE|--members --message MES --as EMAIL --out FOLDER|--notify [--dataset NAME]: writes the printer's files for people of the data who cannot be reached by email, or for members, or has GOV.UK Notify post their letters.
import { createReadStream, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Staff } from "../authority";
import { FileRefused, readVersionRows, safeCell } from "../datasets";
import { env } from "../env";
import { staffForCommand } from "../identity";
import { errorCode } from "../log";
import { messageAdmin, postLetters, writeLetters } from "../messages";
import type { LetterFormat } from "../messages/schema";
import { CommandError, command, readArguments } from "./command";

const usage = `npm run letters -- FILE --message MESSAGE --as EMAIL --out FOLDER [--dataset NAME]
npm run letters -- FILE --message MESSAGE --as EMAIL --notify [--dataset NAME]
npm run letters -- --members --message MESSAGE --as EMAIL --out FOLDER
npm run letters -- --members --message MESSAGE --as EMAIL --notify
FILE is the table that was imported. --members is for people who gave their postal address on the site. FOLDER must not be there yet: it gets a table for each language and format, and the text to print.
They hold people's names and addresses in clear. Delete them once the printer has them.
--notify has GOV.UK Notify print and post the letters in standard print, by the template NOTIFY_LETTER_TEMPLATE. It writes no files.`;

const options = {
	message: { type: "string" },
	as: { type: "string" },
	out: { type: "string" },
	notify: { type: "boolean" },
	members: { type: "boolean" },
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

/** Runs what reads a file, and says in a sentence what is wrong with it. */
async function reading<T>(read: () => Promise<T>): Promise<T> {
	try {
		return await read();
	} catch (error) {
		if (error instanceof FileRefused) throw new CommandError(error.message);
		if (error instanceof Error && "path" in error)
			throw new CommandError(`${error.path} cannot be read or made (${errorCode(error)}).`);
		throw error;
	}
}

/** Reads the letters of a message once: all, or those in standard print alone. */
type Letters = (standard: boolean) => AsyncIterable<{
	number: string;
	row: { locale: "en" | "cy" | null; format: LetterFormat | null; name: string; postal: string[] };
}>;

/** Writes the printer's files and prints how many letters each has. */
async function writeFiles(out: string, message: messageAdmin.StaffMessage, letters: Letters): Promise<void> {
	const { sent, reference } = message;
	if (!sent || !reference) return;
	const byKind = new Map<string, Letter[]>();
	await reading(async () => {
		mkdirSync(out, { mode: 0o700 });
		for await (const { number, row } of letters(false)) {
			const kind = `${row.locale === "cy" && sent.cy ? "cy" : "en"}-${row.format ?? "standard"}`;
			byKind
				.set(kind, byKind.get(kind) ?? [])
				.get(kind)
				?.push({ number, name: row.name, postal: row.postal });
		}
	});
	const save = (name: string, text: string) => writeFileSync(path.join(out, name), text, { flag: "wx", mode: 0o600 });
	for (const [locale, { subject, text }] of Object.entries(sent)) save(`text-${locale}.txt`, `${subject}\n\n${text}`);
	for (const [kind, letters] of byKind) {
		save(`letters-${kind}.csv`, letterCsv(letters, reference));
		const noAddress = letters.filter(({ postal }) => postal.length === 0).length;
		console.log(
			`letters-${kind}.csv: ${letters.length} letters${noAddress ? `, ${noAddress} without an address` : ""}.`,
		);
	}
	if (byKind.size === 0) console.log("Nobody of these needs a letter, or all letters were handed over.");
	console.log(
		"The files hold people's names and addresses. Delete them once the printer has them, then say so on the message's page.",
	);
}

/** Has GOV.UK Notify post the letters in standard print, and prints how many. */
async function post(staff: Staff, { id, sent }: messageAdmin.StaffMessage, letters: Letters): Promise<void> {
	const { en, cy } = sent ?? {};
	if (!en) return;
	const texts = cy ? { en, cy } : { en };
	const { posted, refused } = await reading(() => postLetters(staff, id, texts, letters(true)));
	console.log(`GOV.UK Notify has taken ${posted} letters.`);
	if (refused > 0)
		console.log(
			`It takes ${refused} letters not, because of their addresses. Write them for the printer: --out FOLDER.`,
		);
	console.log("Letters in other formats than standard print are the printer's: --out FOLDER.");
}

/** Finds the message and its version, then writes or posts the letters. */
async function run(args: string[]): Promise<void> {
	const { values, positionals } = readArguments({ args, allowPositionals: true, options }, usage);
	const [file] = positionals;
	const { out, dataset } = values;
	if (positionals.length > 1 || !file === !values.members || !values.message || !values.as || !out === !values.notify)
		throw new CommandError(usage);
	if (values.notify && !env().NOTIFY_LETTER_TEMPLATE)
		throw new CommandError("NOTIFY_LETTER_TEMPLATE is not set: no letters can be posted by GOV.UK Notify.");
	const staff = await staffForCommand(values.as);
	if (!staff?.permissions.includes("messages:write"))
		throw new CommandError(`${values.as} is not staff who may write messages.`);
	const message = await messageAdmin.messageById(staff, values.message);
	if (!message?.startedAt || !message.reference || !message.sent)
		throw new CommandError("Letters are written for a message that has gone out.");
	const letters = file
		? await lettersOfFile(staff, message.id, file, dataset)
		: (standard: boolean) => messageAdmin.writeMemberLetters(staff, message.id, standard);
	return out ? writeFiles(out, message, letters) : post(staff, message, letters);
}

/** Returns the letters to people of the data whose rows a file has. */
async function lettersOfFile(
	staff: Staff,
	messageId: string,
	file: string,
	dataset: string | undefined,
): Promise<Letters> {
	const files = await messageAdmin.messageFiles(staff, messageId);
	const [found, another] = files.filter(({ dataset: name }) => dataset === undefined || name === dataset);
	if (!found || another)
		throw new CommandError(
			`Say which dataset the file is of: --dataset NAME. There are: ${files.map(({ dataset: name }) => `"${name}"`).join(", ") || "none"}.`,
		);
	const rows = () => readVersionRows(staff, found.versionId, createReadStream(file, { highWaterMark: 1 << 20 }));
	return (standard) => writeLetters(staff, messageId, found.versionId, rows(), standard);
}

await command("worker", run);
