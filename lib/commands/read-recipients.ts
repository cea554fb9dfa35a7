// npm run message -- FILE --message MES --as EMAIL [--dataset NAME]: reads the original file of a dataset again, and adds the people of it who have never signed in to a prepared message.
import { createReadStream } from "node:fs";
import type { Staff } from "../authority";
import { FileRefused, readVersionRows } from "../datasets";
import { formatRanges, toRanges } from "../format-number";
import { staffForCommand } from "../identity";
import { errorCode } from "../log";
import { addPeopleFromFile, messageAdmin } from "../messages";
import type { MessageFile } from "../messages/schema";
import { CommandError, command, readArguments } from "./command";

const usage = `npm run message -- FILE --message MESSAGE --as EMAIL [--dataset NAME]
FILE is the table that was imported. MESSAGE is the message's id, as its page shows it. The file's addresses are kept sealed until each
email has ended. Rows that match nobody in the data are named, and never written to.`;

const options = { message: { type: "string" }, as: { type: "string" }, dataset: { type: "string" } } as const;

/** Returns the version whose file it is: the only one that the message needs, or the one of the dataset that is named. */
async function fileOf(staff: Staff, messageId: string, dataset: string | undefined): Promise<MessageFile> {
	const message = await messageAdmin.messageById(staff, messageId);
	if (!message) throw new CommandError(`There is no message ${messageId}.`);
	if (message.state !== "prepared")
		throw new CommandError("Files are read after words and people are settled, and before a colleague approves.");
	const files = await messageAdmin.messageFiles(staff, messageId);
	const names = files.map(({ dataset: name }) => `"${name}"`).join(", ");
	if (files.length === 0)
		throw new CommandError("This message is for nobody of the data who has never signed in, or no dataset is active.");
	const [found, another] = files.filter(({ dataset: name }) => dataset === undefined || name === dataset);
	if (!found || another)
		throw new CommandError(`Say which dataset the file is of: --dataset NAME. There are: ${names}.`);
	return found;
}

/** Reads the file and prints what its rows came to. Reading a file again adds nobody. */
async function run(args: string[]): Promise<void> {
	const { values, positionals } = readArguments({ args, allowPositionals: true, options }, usage);
	const [file] = positionals;
	if (!file || positionals.length !== 1 || !values.message || !values.as) throw new CommandError(usage);
	const staff = await staffForCommand(values.as);
	if (!staff?.permissions.includes("messages:write"))
		throw new CommandError(`${values.as} is not staff who may write messages.`);
	const { versionId, number, dataset, read } = await fileOf(staff, values.message, values.dataset);
	if (read) return console.log(`The file of "${dataset}" was read for this message before. Nobody is added twice.`);
	try {
		const rows = readVersionRows(staff, versionId, createReadStream(file, { highWaterMark: 1 << 20 }));
		const counts = await addPeopleFromFile(staff, values.message, versionId, rows);
		console.log(`Read by the mapping of version ${number} of "${dataset}". Rows: ${counts.rows}.`);
		console.log(`${counts.people} are people who have never signed in. The message's page shows who is written to.`);
		console.log(`${counts.outside} are people who have signed in, or whom this message is not for.`);
		console.log(`${counts.repeated} repeat an earlier row.`);
		console.log(`${counts.unmatched} match nobody in the data and are not written to.`);
		if (counts.unmatched > 0) console.log(`These are rows ${formatRanges(toRanges(counts.unmatchedRows))}.`);
		if (counts.missing > 0)
			console.log(`! ${counts.missing} records of the data are not in this file. Is it the file that was imported?`);
	} catch (error) {
		if (error instanceof FileRefused) throw new CommandError(error.message);
		if (error instanceof Error && "path" in error)
			throw new CommandError(`${error.path} cannot be read (${errorCode(error)}).`);
		throw error;
	}
}

await command("worker", run);
