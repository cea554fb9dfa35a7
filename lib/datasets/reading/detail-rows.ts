/** Tables with a row for each detail of a person in place of a row for each person: "101,email,ada@…", "101,mobile,07700…". */
import { FileRefused } from "../file-errors";

/** Words that say which detail a row holds, as programs write them: "email", "E-mail (home)", "phone_mobile". */
const detailWord =
	/^(?:(?:home|work|primary|main|other|private|personal)[\s_-]*)?(?:e-?mail|e-?bost|phone|telephone|tel|mobile|cell|ffôn|address|postal address|post ?code|street|town|city|name|(?:first|last|given|family|full|sur)[\s_-]*name|surname|dob|date[\s_-]of[\s_-]birth|birth ?da(?:y|te)|website|url|fax)(?:[\s_-]*(?:address|number|no|\d|home|work|mobile|\(\w+\)))*$/i;
const whichNumber = /^(?:home|work|business|main|other|private|personal|day(?:time)?|evening)$/i;
const emailWord = /e-?mail|e-?bost/i;

const share = 0.8;
/** A person has several addresses, but most of their rows are of different details. */
const sameDetail = 0.5;

type Rows = readonly (readonly string[])[];

/** Whether the other columns name one person on several rows with unlike details. */
function repeatsPeople(rows: Rows, at: number, value: number): boolean {
	const width = Math.max(...rows.map((cells) => cells.length));
	return Array.from({ length: width }, (_, key) => key)
		.filter((key) => key !== at && key !== value)
		.some((key) => {
			const details = new Map<string, Set<string>>();
			let rowsOfPeople = 0;
			for (const cells of rows) {
				const person = cells[key]?.trim() ?? "";
				if (person === "") continue;
				rowsOfPeople++;
				const known = details.get(person) ?? new Set();
				details.set(person, known.add((cells[at] ?? "").trim().toLowerCase()));
			}
			const all = [...details.values()];
			const several = all.filter((known) => known.size > 1).length;
			// A country that all rows hold is nobody: it has the same detail many times.
			const different = all.reduce((sum, known) => sum + known.size, 0);
			return details.size > 0 && several >= details.size / 2 && different > rowsOfPeople * sameDetail;
		});
}

/** Whether what a column holds are words for details, or for which of somebody's numbers it is. */
function holdsDetailWords(rows: Rows, at: number): boolean {
	const words = rows.map((cells) => (cells[at] ?? "").trim()).filter(Boolean);
	const known = words.filter((word) => detailWord.test(word) || whichNumber.test(word));
	return words.length > 0 && known.length >= words.length * share;
}

/** Whether the words of a table of two columns come again in the same order for each person, as a database prints records one below the other. */
function repeatsInOrder(words: readonly string[]): boolean {
	const length = words.indexOf(words[0] ?? "", 1);
	return length > 1 && words.every((word, at) => word === words[at % length]);
}

/**
 * Throws FileRefused if a table has a row for each detail of a person: their name or number and their address would be records of
 * several people, most of whom nobody could find.
 */
export function refuseDetailRows(headers: readonly string[], rows: Rows): void {
	// "Phone 1 type,Phone 1,Phone 2 type,Phone 2": a row for each person, with pairs of columns.
	if (headers.filter((_, at) => holdsDetailWords(rows, at)).length > 1) return;
	for (const at of headers.keys()) {
		const words = rows.map((cells) => (cells[at] ?? "").trim());
		const inOrder = headers.length === 2 && repeatsInOrder(words);
		const known = words.filter((word) => detailWord.test(word)).length;
		if (rows.length < 2 || (!inOrder && known < rows.length * share)) continue;
		if (new Set(words.map((word) => word.toLowerCase())).size < 2) continue;
		// The column of values holds an address in the rows of addresses and in no others.
		const value = headers.findIndex(
			(_, column) =>
				column !== at &&
				words.some((word) => emailWord.test(word)) &&
				rows.every((cells, row) => (cells[column] ?? "").includes("@") === emailWord.test(words[row] ?? "")),
		);
		if (value >= 0 && (inOrder || repeatsPeople(rows, at, value)))
			throw new FileRefused(
				`This file has a row for each detail of a person: column ${at + 1} says what it is, and column ${value + 1} holds it. We read a row for each person. Make such a table, with a column for each of the words of column ${at + 1}. A spreadsheet does it with a pivot table, a database with one join for each. Then choose that file.`,
			);
	}
}
