import { eq } from "drizzle-orm";
import { requirePermission, type Staff } from "../../authority";
import { database, tables } from "../../database";
import { fingerprintOf, type IdentifierKind, identifierKinds, mailboxOf, markOf } from "../../identifiers";
import { FileRefused } from "../file-errors";
import { readIdentifiers } from "../reading/cell-identifiers";
import { cleanCell } from "../reading/cell-values";
import { settleDateOrders } from "../reading/date-orders";
import { batchText } from "../reading/detect-format";
import { isEmpty, isRuler } from "../reading/header-row";
import { matchColumns } from "../reading/headers";
import { openTable } from "../reading/open-table";
import { parseRows } from "../reading/parse-rows";
import { type MappedColumn, type Mapping, mappingSchema } from "../schema";
import { recordExtractor } from "./extract-record";

const { datasetVersion } = tables;

/** A row as it is matched with the records of a version. Holds addresses in clear: never store it. */
type VersionRow = {
	row: number;
	subject: string;
	addresses: { address: string; print: string }[];
	others: { telephone: string[]; membership_number: string[]; name_postcode: string[] };
};

const printOf = (kind: IdentifierKind, identifier: string) => fingerprintOf(kind, identifier).toString("hex");

/** Returns a function that reads what a row is matched by, exactly as an import with this mapping does. */
function rowReader(mapping: Mapping, columns: MappedColumn[]) {
	const extractRecord = recordExtractor({ mapping, columns });
	return (row: number, cells: readonly string[]): VersionRow => {
		const record = extractRecord(cells, () => {});
		const identifiers = (kind: IdentifierKind) => [record.identifiers[identifierKinds.indexOf(kind)] ?? []].flat();
		const prints = (kind: IdentifierKind) => identifiers(kind).map((identifier) => printOf(kind, identifier));
		const mailboxes = new Set(identifiers("email"));
		const addresses = columns
			.flatMap((column, at) =>
				column.as === "identifier" && column.kind === "email"
					? readIdentifiers("email", cleanCell(cells[at] ?? "")).found
					: [],
			)
			.filter((address) => mailboxes.has(mailboxOf(address)))
			.map((address) => ({ address, print: printOf("email", mailboxOf(address)) }));
		for (const found of record.identifiers) if (typeof found === "object") found.sort();
		const mark = record.name ? markOf("name", record.name) : markOf("row", JSON.stringify(record.identifiers));
		return {
			row,
			subject: mark.readBigInt64BE().toString(),
			addresses,
			others: {
				telephone: prints("telephone"),
				membership_number: prints("membership-number"),
				name_postcode: prints("name-postcode"),
			},
		};
	};
}

/**
 * Yields the rows of a file in batches, read by the mapping of a version whose file it is, or was. Rows that say nothing are left out.
 * Throws FileRefused.
 */
export async function* readVersionRows(
	staff: Staff,
	versionId: string,
	source: AsyncIterable<Buffer>,
): AsyncGenerator<VersionRow[]> {
	requirePermission(staff, "messages:write");
	const [version] = await database()
		.select({ mapping: datasetVersion.mapping })
		.from(datasetVersion)
		.where(eq(datasetVersion.id, versionId));
	const mapping = mappingSchema.safeParse(version?.mapping).data;
	if (!mapping) throw new FileRefused("The version has no mapping that the file could be read by.");
	const { format, headers, rows, batches } = await openTable(source, mapping);
	const { columns } = settleDateOrders(matchColumns(headers, mapping).columns, rows);
	const readRow = rowReader(mapping, columns);
	for await (const batch of batches)
		yield parseRows(batchText(batch), format, batch.firstRow, headers.length)
			.filter(({ row, cells }) => row > (format.headerRow ?? 0) && !cells.every(isEmpty) && !isRuler(cells))
			.map(({ row, cells }) => readRow(row, cells));
}
