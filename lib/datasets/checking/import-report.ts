import { z } from "zod";
import { formatSchema } from "../reading/file-format";

/** Why a cell or row could not be used. */
export const problemReasons = {
	"not-an-email-address": "Not an email address",
	"placeholder-address": "A made-up address for “none”, such as none@none.com: it was not used",
	"not-a-telephone-number": "Not a telephone number",
	"not-a-membership-number": "Not a membership number of this organisation",
	"more-than-an-identifier": "Holds more than the address or number, which was used",
	"rounded-by-a-spreadsheet": "Rounded by a spreadsheet: export this column again as text",
	"not-a-postcode": "Not a postcode",
	"not-a-date": "Not a date",
	"other-date-order": "Month and day the other way round than in the rest of the column",
	"date-as-a-number": "A date that a spreadsheet wrote as a number of days, which was read as a date",
	"unknown-relationship": "A relationship that nobody has given a meaning",
	"not-a-source": "Holds an address or a number, so it cannot be a source",
	"other-source": "A source that nobody has named",
	"unreadable-characters": "Characters that could not be read",
	"nul-characters": "Holds NUL characters, which are no text and were left out",
	"open-quotation-mark": "A quotation mark that is never closed",
	"field-too-long": "Longer than 32,768 characters",
	"other-number-of-columns": "More cells than the table has columns",
	"other-separator":
		"A row whose cells another sign separates than in the rest of the file, which was read by that sign",
	"unquoted-comma": "A comma without quotation marks, which was read as part of its cell",
	"a-note": "A total or a note and nobody's row, so it was left out",
	"no-identifier": "Nothing this person can be found by",
	"same-as-an-earlier-row": "The same as an earlier row",
} as const;
export type ProblemReason = keyof typeof problemReasons;
/** Reports a cell that cannot be used as it stands, by the index of its column. */
export type ReportProblem = (column: number, reason: ProblemReason) => void;

/**
 * A problem in a file: the row, which is the line of the file on which it begins, the column's header ("" for the whole row)
 * and the reason. Never the value.
 */
export type RowProblem = { row: number; column: string; reason: ProblemReason };

const count = z.int().nonnegative();

/** The findings of the flight check. Holds counts, never the value of a cell. */
export const reportSchema = z.object({
	rows: count,
	/** Rows that became a record. */
	records: count,
	blankRows: count,
	/** Rows without a usable identifier. They make no record. */
	withoutIdentifier: count,
	/** Rows without a usable email address, those without any identifier and the misshapen ones included: their owners cannot find them by signing in. */
	withoutAddress: count.default(0),
	/** Of those, the rows with a value in a column of addresses that is no address. */
	addressRefused: count.default(0),
	/** Rows with more cells than the table has columns. They make no record. Missing last cells are empty. */
	misshapen: count,
	/** Rows that repeat an earlier one. Absent where it is not counted, as in a dry run. */
	duplicates: count.optional(),
	identifiers: count,
	/** Email addresses whose records are not all one person's, by the rule that answers people. Absent where it is not counted. */
	sharedAddresses: count.optional(),
	/** The records at those addresses: whoever proves one is asked for a second detail. */
	askedForDetail: count.optional(),
	identifiersByKind: z.record(z.string(), count),
	byRelationship: z.record(z.string(), count),
	byCategory: z.record(z.string(), count),
	/** The number of values in each column, in the order of the file. */
	columns: z.array(z.object({ header: z.string(), values: count })).default([]),
	problems: z.array(z.object({ column: z.string(), reason: z.string(), count, firstRow: count })),
	/** Compared with the active version; absent if there is none. */
	change: z.object({ versionNumber: z.int(), added: count, changed: count, gone: count, same: count }).optional(),
	/** Of a sample of the identifiers (`tried`), how many another dataset has (`known`). Names the dataset that has most. */
	elsewhere: z.object({ dataset: z.string(), tried: count, known: count }).optional(),
	warnings: z.array(z.string()),
	format: formatSchema.optional(),
	seconds: z.number(),
});
export type Report = z.output<typeof reportSchema>;
