import { describeFormat } from "../datasets";
import { type ProblemReason, problemReasons, type Report, type RowProblem } from "../datasets/schema";
import { formatNumber } from "../format-number";

/** Returns a function that prints rows, rate and time left: on a terminal it rewrites one line, elsewhere it prints a line every five seconds. */
export function progressLine(totalBytes: number): (rows: number, bytes: number) => void {
	const started = Date.now();
	let lastReported = 0;
	return (rows, bytes) => {
		const now = Date.now();
		if (now - lastReported < (process.stderr.isTTY ? 200 : 5000)) return;
		lastReported = now;
		const seconds = (now - started) / 1000;
		const left = bytes > 0 ? Math.ceil((seconds * (totalBytes - bytes)) / bytes) : 0;
		const line = `${formatNumber(rows)} rows, ${formatNumber(Math.round(rows / Math.max(seconds, 0.1)))} a second, about ${formatNumber(left)} s left`;
		process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
	};
}

const list = (counts: Record<string, number>) =>
	Object.entries(counts)
		.sort(([, a], [, b]) => b - a)
		.map(([name, count]) => `  ${name.padEnd(24)} ${formatNumber(count).padStart(12)}`);

/** Formats the flight check's report for a terminal, with at most 50 problems row by row. */
export function reportLines(report: Report, problems: RowProblem[] = []): string[] {
	const line = (label: string, count: number | undefined) =>
		`${label.padEnd(38)} ${(count === undefined ? "not counted" : formatNumber(count)).padStart(12)}`;
	return [
		"",
		line("Rows", report.rows),
		line("Records", report.records),
		line("Rows nobody can be found by", report.withoutIdentifier),
		line("Rows with too many cells", report.misshapen),
		line("Blank rows", report.blankRows),
		line("Rows that repeat an earlier one", report.duplicates),
		line("Identifiers", report.identifiers),
		line("Addresses shared by several people", report.sharedAddresses),
		"",
		"By relationship",
		...list(report.byRelationship),
		"By category",
		...list(report.byCategory),
		...(report.change
			? [
					"",
					`Against version ${report.change.versionNumber}`,
					...list({
						new: report.change.added,
						changed: report.change.changed,
						same: report.change.same,
						gone: report.change.gone,
					}),
				]
			: []),
		...(report.problems.length ? ["", "Problems"] : []),
		...report.problems.map(
			(problem) =>
				`  ${formatNumber(problem.count)} × ${problemReasons[problem.reason as ProblemReason] ?? problem.reason}${problem.column ? ` (${problem.column})` : ""}, first in row ${problem.firstRow}`,
		),
		...problems
			.slice(0, 50)
			.map(
				(problem) =>
					`  row ${problem.row}${problem.column ? `, ${problem.column}` : ""}: ${problemReasons[problem.reason]}`,
			),
		...report.warnings.map((warning) => `! ${warning}`),
		...(report.format ? [`Read as ${describeFormat(report.format)}.`] : []),
		`Read in ${report.seconds.toFixed(1)} s.`,
		"",
	];
}
