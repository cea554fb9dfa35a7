import { ImportStats } from "../importing/import-stats";
import { processInOrder } from "../importing/worker-pool";
import { settleDateOrders } from "../reading/date-orders";
import { matchColumns } from "../reading/headers";
import { formatAsRead, openTable } from "../reading/open-table";
import type { Mapping, Report, RowProblem } from "../schema";
import { warningsOf } from "./warnings";

/**
 * Runs the flight check without the database, so duplicates, shared addresses and changes are not counted. Calls `onProgress` with the
 * rows and bytes read so far. Throws FileRefused.
 */
export async function dryRun(
	stream: AsyncIterable<Buffer>,
	mapping: Mapping,
	onProgress: (rows: number, bytes: number) => void = () => {},
): Promise<{ report: Report; problems: RowProblem[] }> {
	const started = Date.now();
	const { format, headers, rows, batches, progress } = await openTable(stream, mapping);
	const { columns: matched, unknown } = matchColumns(headers, mapping);
	const { columns, unclear } = settleDateOrders(matched, rows);
	const stats = new ImportStats(columns);
	for await (const batch of processInOrder({ mapping, columns, format }, batches)) {
		stats.add(batch);
		onProgress(stats.rows, progress.bytes);
	}
	const counted = { ...stats.counts(), format: formatAsRead(format, progress) };
	const report = {
		...counted,
		warnings: warningsOf(counted, stats.columnFindings, unknown, unclear),
		seconds: (Date.now() - started) / 1000,
	};
	return { report, problems: stats.problems };
}
