import { Tally } from "../importing/import-stats";
import { processInOrder } from "../importing/worker-pool";
import { matchColumns } from "../reading/headers";
import { openTable } from "../reading/open-table";
import type { Mapping, Report, RowProblem } from "../schema";
import { warningsOf } from "./warnings";

/** The flight check without the database: what only other tables can tell (duplicates, changes) is not in it. */
export async function dryRun(
	stream: AsyncIterable<Buffer>,
	mapping: Mapping,
	onProgress: (rows: number, bytes: number) => void = () => {},
): Promise<{ report: Report; problems: RowProblem[] }> {
	const started = Date.now();
	const { format, headers, batches, progress } = await openTable(stream, mapping.format);
	const { columns, unknown } = matchColumns(headers, mapping);
	const tally = new Tally(columns);
	for await (const batch of processInOrder({ mapping, columns, format }, batches)) {
		tally.add(batch);
		onProgress(tally.rows, progress.bytes);
	}
	const counted = { ...tally.counts(), duplicates: 0, sharedIdentifiers: 0, format };
	const report = {
		...counted,
		warnings: warningsOf(counted, columns, unknown, tally),
		seconds: (Date.now() - started) / 1000,
	};
	return { report, problems: tally.problems };
}
