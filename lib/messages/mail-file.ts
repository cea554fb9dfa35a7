import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";

/** A returned mail is rarely over 100 KB. What follows after this length is not read. */
const longest = 2_000_000;

/** The first line of each mail of an mbox file (RFC 4155). */
const mboxLine = /^From \S.*\d{4}$/;

/** Yields the mails of an mbox file. */
async function* mboxMails(file: string): AsyncGenerator<Buffer> {
	let [lines, length]: [string[], number] = [[], 0];
	const lineReader = createInterface({ input: createReadStream(file, "latin1"), crlfDelay: Number.POSITIVE_INFINITY });
	for await (const line of lineReader) {
		if (mboxLine.test(line) && (lines.length === 0 || lines.at(-1) === "")) {
			if (lines.length > 0) yield Buffer.from(lines.join("\r\n"), "latin1");
			[lines, length] = [[], 0];
			continue;
		}
		length += line.length;
		// ">From" is how an mbox holds a line of a mail that begins with "From".
		if (length < longest) lines.push(line.replace(/^>(>*From )/, "$1"));
	}
	if (lines.length > 0) yield Buffer.from(lines.join("\r\n"), "latin1");
}

/** Yields the mails of an mbox file, a maildir, a folder of mails, or a file that is one mail. */
export async function* mailsOf(file: string): AsyncGenerator<Buffer> {
	if (!(await stat(file)).isDirectory()) {
		const start = createReadStream(file, { encoding: "latin1", end: 4 });
		const beginning = (await start.toArray()).join("");
		if (beginning === "From ") yield* mboxMails(file);
		else yield (await readFile(file)).subarray(0, longest);
		return;
	}
	const entries = (await readdir(file, { withFileTypes: true })).filter(({ name }) => !name.startsWith("."));
	const isMaildir = entries.some((entry) => entry.isDirectory() && entry.name === "new");
	const folders = isMaildir ? [path.join(file, "new"), path.join(file, "cur")] : [file];
	for (const folder of folders)
		for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => []))
			if (entry.isFile() && !entry.name.startsWith("."))
				yield (await readFile(path.join(folder, entry.name))).subarray(0, longest);
}
