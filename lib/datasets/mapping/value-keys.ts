import { markOf } from "../../identifiers";
import type { MappedColumn, Mapping } from "../schema";

const sign = "~";

/** Returns what stands for a cell's value in a mapping that is kept: its keyed mark, so that no cell is kept in clear. */
const valueKey = (value: string) => `${sign}${markOf("value", value.toLowerCase()).toString("hex")}`;

const isKey = (name: string) => /^~[0-9a-f]{16}$/.test(name);

function keyedValues<Meaning>(values: Record<string, Meaning>): Record<string, Meaning> {
	return Object.fromEntries(
		Object.entries(values).map(([value, meaning]) => [isKey(value) ? value : valueKey(value), meaning]),
	);
}

/** Returns a column with its values as keys. */
function keyedColumn(column: MappedColumn): MappedColumn {
	if (column.as === "relationship") return { ...column, values: keyedValues(column.values) };
	if ((column.as === "category" || column.as === "since") && column.values)
		return { ...column, values: keyedValues(column.values) };
	return column.as === "source" && column.values ? { ...column, values: keyedValues(column.values) } : column;
}

/** Returns a mapping to keep: what each value means under its key in place of the value. */
export const keyedMapping = (mapping: Mapping): Mapping => ({ ...mapping, columns: mapping.columns.map(keyedColumn) });

/** The values of a column whose meanings are remembered while it is read. */
const maxCached = 1000;

/** Returns a function that looks up a cell among the values of a mapping, in clear or as keys, without regard to case. */
export function meaningsOf<Meaning>(values: Record<string, Meaning> = {}): (cell: string) => Meaning | undefined {
	// A map, because the object also has keys such as "constructor".
	const meanings = new Map(Object.entries(values));
	if (meanings.size === 0) return () => undefined;
	const keyed = [...meanings.keys()].some(isKey);
	// The column's few values as the file writes them, so that most cells are neither lower-cased nor hashed.
	const cache = new Map<string, Meaning | undefined>();
	return (cell) => {
		const cached = cache.get(cell);
		if (cached !== undefined || cache.has(cell)) return cached;
		const meaning = meanings.get(cell.toLowerCase()) ?? (keyed ? meanings.get(valueKey(cell)) : undefined);
		if (cache.size < maxCached) cache.set(cell, meaning);
		return meaning;
	};
}
