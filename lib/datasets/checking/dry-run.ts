import { Tally } from "../importing/import-stats";
import { processInOrder } from "../importing/worker-pool";
import { matchColumns } from "../reading/headers";
import { takeSample } from "../reading/preview";
import { peek } from "../reading/read-head";
import { batches, type Reading } from "../reading/split-batches";
import type { Mapping, Report, RowProblem } from "../schema";
import { warningsOf } from "./warnings";

/** The flight check without the database: what only other tables can tell (duplicates, changes) is not in it. */
export async function dryRun(
	stream: AsyncIterable<Buffer>,
	mapping: Mapping,
	onProgress: (rows: number, bytes: number) => void = () => {},
): Promise<{ report: Report; problems: RowProblem[] }> {
	const started = Date.now();
	const { head, whole } = await peek(stream, 256 * 1024);
	const { format, headers } = takeSample(head, mapping.format);
	const { columns, unknown } = matchColumns(headers, mapping);
	const tally = new Tally(columns);
	const reading: Reading = { bytes: 0, rows: 0 };
	const cut = batches(whole, format, reading, mapping.format?.encoding === undefined);
	for await (const batch of processInOrder({ mapping, columns, format }, cut)) {
		tally.add(batch);
		onProgress(tally.rows, reading.bytes);
	}
	const counted = { ...tally.counts(), duplicates: 0, sharedIdentifiers: 0, format };
	const report = {
		...counted,
		warnings: warningsOf(counted, columns, unknown, tally),
		seconds: (Date.now() - started) / 1000,
	};
	return { report, problems: tally.problems };
}
