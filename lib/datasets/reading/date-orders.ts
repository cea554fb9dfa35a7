import type { ColumnRole, MappedColumn } from "../schema";
import { seenDateOrder } from "./dates";

type DateRole = Extract<ColumnRole, { as: "since" | "category" }>;

/** Whether a column's cells are read as dates. */
export const holdsDates = <Role extends ColumnRole>(column: Role): column is Role & DateRole =>
	column.as === "since" || (column.as === "category" && column.category === "date-of-birth");

/**
 * Returns the columns with the date order that their first rows show, where the mapping does not state one. `unclear` names the columns
 * of which no row decides: they are read day first.
 */
export function settleDateOrders(
	columns: readonly MappedColumn[],
	rows: readonly (readonly string[])[],
): { columns: MappedColumn[]; unclear: string[] } {
	const unclear: string[] = [];
	const settled = columns.map((column, at): MappedColumn => {
		if (!holdsDates(column) || column.dateOrder) return column;
		const seen = seenDateOrder(rows.map((row) => row[at] ?? ""));
		if (seen === "unclear") unclear.push(column.header);
		return seen === "unclear" || seen === "none" ? column : { ...column, dateOrder: seen };
	});
	return { columns: settled, unclear };
}
