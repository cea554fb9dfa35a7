/** Returns one line of CSV, quoted as in RFC 4180, without the line end. */
export function csvLine(cells: readonly string[], delimiter = ","): string {
	return cells
		.map((cell) => (cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
		.join(delimiter);
}
