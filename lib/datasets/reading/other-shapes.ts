/** Tables that have no row for each person, or no columns: people would be lost, or several would be taken for one. */
import { FileRefused } from "../file-errors";
import { namesBySpaces } from "./other-separators";
import type { NumberedRow } from "./parse-rows";

const address = /[^\s@<>"'(),;:=|]+@[^\s@<>"'(),;|]+\.[^\s@<>"'(),;|]+/;
const emailName = /^(?:(?:primary|home|work|contact|member) )?(?:e-?mail|e-?bost)(?: address)?(?: ?\d)?\s*:?$/i;
const detailName =
	/^(?:(?:full|first|fore|given|last|family|sur|middle) ?name|name|title|(?:tele)?phone.*|mobile.*|post ?code|address.*|street|town|city|county|country|d\.?o\.?b\.?|date of birth|(?:member(?:ship)?|contact) ?(?:no|number|id)|id|no|status|joined|enw.*|cyfenw|ffôn)\s*:?$/i;

const isFilled = (cell: string) => cell.trim() !== "";
const share = 0.8;
/** What is read of a line, in characters: looking for an address costs the square of it. */
const maxLine = 500;

/** Whether the first cells of the rows name details, and each column behind them is a person. */
function isTransposed(rows: readonly NumberedRow[]): boolean {
	const filled = rows.map(({ cells }) => cells).filter((cells) => cells.some(isFilled));
	const named = filled.filter(([first = ""]) => emailName.test(first.trim()) || detailName.test(first.trim()));
	const emails = filled.filter(([first = ""]) => emailName.test(first.trim()));
	const people = emails[0]?.slice(1).filter(isFilled) ?? [];
	return (
		named.length >= 2 &&
		named.length >= (filled.length - 1) * 0.5 &&
		emails.length === 1 &&
		people.length >= 2 &&
		people.every((cell) => cell.includes("@"))
	);
}

/** Whether addresses stand at one place of all lines, with spaces in front to fill what was shorter. */
function hasFixedWidth(lines: readonly string[]): boolean {
	const places = lines.flatMap((line) => {
		const found = address.exec(line);
		return found
			? [{ start: found.index, end: found.index + found[0].length, before: line.slice(0, found.index) }]
			: [];
	});
	if (places.length < 2 || places.some(({ before }) => /[,;\t|"']\s*$|\S$/.test(before))) return false;
	// A number or a label stands before each address of a list.
	if (
		!places.some(({ before }) => /\p{L}/u.test(before)) ||
		new Set(places.map(({ before }) => before.trim())).size < 2
	)
		return false;
	const isAligned = (edge: "start" | "end") => {
		const counts = new Map<number, number>();
		for (const place of places) counts.set(place[edge], (counts.get(place[edge]) ?? 0) + 1);
		return Math.max(...counts.values()) >= places.length * share;
	};
	return places.some(({ before }) => /\S {2,}$/.test(before)) && (isAligned("start") || isAligned("end"));
}

/** Whether lines hold an address each so many lines, alone, and something else between them. */
function hasLinesOfPeople(lines: readonly string[]): boolean {
	const at = lines.flatMap((line, index) => (address.test(line) ? [index] : []));
	const alone = at.filter(
		(index) => lines[index]?.trim().replace(/^e-?mail\s*:?\s*/i, "") === address.exec(lines[index] ?? "")?.[0],
	);
	return (
		at.length >= 2 &&
		alone.length === at.length &&
		at.length <= lines.length * 0.55 &&
		at.length >= lines.length * 0.1 &&
		(at[0] ?? 0) > 0 &&
		!/mail|ebost|address|contact/i.test(lines[0] ?? "") &&
		at.every((index, nth) => nth === 0 || index - (at[nth - 1] as number) > 1)
	);
}

const label = /^\s*(?:- )?["']?([\p{L}_][\p{L}\p{N}_ .-]{0,39}?)["']?\s*[:=]\s*(\S.*)$/u;

/** Whether each line holds what it is and its value: "email: ada@example.org". */
function hasLabelledLines(lines: readonly string[]): boolean {
	const values = lines.filter((line) => !/^\s*(?:---|\[.*\]|[\w.-]+:|-)\s*$/.test(line));
	const found = values.flatMap((line) => {
		const [, name, value = ""] = label.exec(line) ?? [];
		return name && !/^(?:sep|mailto|https?)$/i.test(name) ? [{ name: name.trim().toLowerCase(), value }] : [];
	});
	const names = new Set(found.map(({ name }) => name));
	const hasAddress = found.some(({ name, value }) => /mail|e-?bost/.test(name) && address.test(value));
	return found.length >= values.length * share && found.length > 1 && names.size > 1 && hasAddress;
}

/**
 * Throws FileRefused if a file has no row for each person: a column for each, several lines for each, or columns of fixed width. `lines` are its first lines as they are, `rows` as they are read, `width` their usual number of cells.
 */
export function refuseOtherShapes(text: string, rows: readonly NumberedRow[], width: number): void {
	if (isTransposed(rows))
		throw new FileRefused(
			"This table has a column for each person and a row for each detail. We read a row for each person. Turn it round in a spreadsheet (copy it, then paste it transposed), save that as CSV and choose that file.",
		);
	const lines = text
		.split(/\r\n|\r|\n/)
		.slice(0, 200)
		.map((line) => line.slice(0, maxLine))
		.filter(isFilled);
	if (hasFixedWidth(lines) || rows.slice(0, 10).some(({ cells }) => cells.some(namesBySpaces)))
		throw new FileRefused(
			"The columns of this file are separated by spaces (fixed width), which we cannot read. Open it in a spreadsheet, say there how its columns are separated, save it as CSV and choose that file.",
		);
	if (width === 1 && (hasLabelledLines(lines) || hasLinesOfPeople(lines)))
		throw new FileRefused(
			"This file has a line for each detail of a person. We read a row for each person. Make a table with a column for each detail, save it as CSV and choose that file.",
		);
}
