import { setImmediate as nextTurn } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { requirePermission, type Staff } from "../../authority";
import { database, tables } from "../../database";
import { fingerprintOf, type IdentifierKind, identifierKinds, mailboxOf, markOf } from "../../identifiers";
import { FileRefused } from "../file-errors";
import { readIdentifiers } from "../reading/cell-identifiers";
import { isYes } from "../reading/cell-meaning";
import { cleanCell } from "../reading/cell-values";
import { settleDateOrders } from "../reading/date-orders";
import { batchText } from "../reading/detect-format";
import { isRuler } from "../reading/header-row";
import { matchColumns } from "../reading/headers";
import { openTable } from "../reading/open-table";
import { parseRows } from "../reading/parse-rows";
import { isEmpty } from "../reading/table-notes";
import { type MappedColumn, type Mapping, mappingSchema } from "../schema";
import { recordExtractor } from "./extract-record";

const { datasetVersion } = tables;

/** How many rows are read before other tasks of the process have a turn: a few milliseconds. */
const rowsAtOnce = 100;

/** A row as it is matched with the records of a version. Holds addresses in clear: never store it. */
type VersionRow = {
	row: number;
	subject: string;
	addresses: { address: string; print: string }[];
	/** The first mobile number of the row. */
	mobile: { number: string; print: string } | null;
	others: { telephone: string[]; membership_number: string[]; name_postcode: string[] };
	locale: "en" | "cy" | null;
	format: "large-print" | "easy-read" | "braille" | "audio" | null;
	/** The name and the postal address as the file has them, line by line. */
	name: string;
	postal: string[];
};

const printOf = (kind: IdentifierKind, identifier: string) => fingerprintOf(kind, identifier).toString("hex");

/** Whether a normalised number is a British mobile number, to which a text can be sent (Ofcom's numbering plan: not 070 and 076 but 07624). */
const isMobile = (normalised: string) => /^\+447(?:[1-57-9]\d{8}|624\d{6})$/.test(normalised);

/** The columns that say which language and which format somebody reads. No mapping has a role for them. */
const languageHeader = /^(?:preferred |contact )?(?:language|iaith)\b/i;
const formatHeader = /\b(?:format|fformat|large print|print bras|easy read)\b/i;
const readFormats = [
	["large-print", /\b(?:large|bras|big)\b/i],
	["easy-read", /\b(?:easy|hawdd)\b/i],
	["braille", /\bbraille\b/i],
	["audio", /\b(?:audio|sain)\b/i],
] as const;

/** Returns a function that reads what is printed on an envelope, and in which language and format its letter is. */
function letterReader(columns: readonly MappedColumn[]) {
	const indexesOf = (wanted: (column: MappedColumn) => boolean) =>
		columns.flatMap((column, at) => (wanted(column) ? [at] : []));
	const names = indexesOf((column) => column.as === "name" && column.part !== "gender");
	const postal = indexesOf((column) => column.as === "category" && column.category === "postal-address");
	const postcodes = indexesOf(({ as }) => as === "postcode");
	const languages = indexesOf(({ header }) => languageHeader.test(header));
	const formats = indexesOf(({ header }) => formatHeader.test(header));
	return (cells: readonly string[]) => {
		const read = (indexes: readonly number[]) => indexes.map((at) => cleanCell(cells[at] ?? "")).filter(Boolean);
		const language = read(languages).join(" ");
		const wish = formats.map((at) => `${isYes(cells[at] ?? "") ? columns[at]?.header : (cells[at] ?? "")}`).join(" ");
		return {
			name: read(names).join(" "),
			postal: read([...postal, ...postcodes]),
			locale: language === "" ? null : /^(?:cy|welsh|cymraeg)/i.test(language) ? ("cy" as const) : ("en" as const),
			format: readFormats.find(([, words]) => words.test(wish))?.[0] ?? null,
		};
	};
}

/** Returns a function that reads what a row is matched by, exactly as an import with this mapping does. */
function rowReader(mapping: Mapping, columns: MappedColumn[]) {
	const extractRecord = recordExtractor({ mapping, columns });
	const readLetter = letterReader(columns);
	return (row: number, cells: readonly string[]): VersionRow => {
		const record = extractRecord(cells, () => {});
		const identifiers = (kind: IdentifierKind) => [record.identifiers[identifierKinds.indexOf(kind)] ?? []].flat();
		const prints = (kind: IdentifierKind) => identifiers(kind).map((identifier) => printOf(kind, identifier));
		const number = identifiers("telephone").find(isMobile);
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
			mobile: number ? { number, print: printOf("telephone", number) } : null,
			others: {
				telephone: prints("telephone"),
				membership_number: prints("membership-number"),
				name_postcode: prints("name-postcode"),
			},
			...readLetter(cells),
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
	for await (const batch of batches) {
		const lines = parseRows(batchText(batch), format, batch.firstRow, headers.length).filter(
			({ row, cells }) => row > (format.headerRow ?? 0) && !cells.every(isEmpty) && !isRuler(cells),
		);
		const read: VersionRow[] = [];
		for (const { row, cells } of lines) {
			// The worker's codes go out in between.
			if (read.length % rowsAtOnce === 0) await nextTurn();
			read.push(readRow(row, cells));
		}
		yield read;
	}
}
