/** Types and schemas of datasets. Shared with the browser: no imports from the server. */
import { z } from "zod";
import { dataCategories } from "../data-categories";
import type { IdentifierKind } from "../identifiers/schema";
import { relationships } from "../incidents/schema";
import { uploadFileBytes } from "../limits";

export const versionStates = [
	"uploading",
	"staged",
	"waiting",
	"importing",
	"failed",
	"cancelled",
	"ready",
	"active",
	"superseded",
	"withdrawn",
] as const;
export type VersionState = (typeof versionStates)[number];

/** Limits of a file. An import that exceeds one is refused. */
export const limits = {
	fileBytes: uploadFileBytes,
	columns: 250,
	/** One row with all its fields. */
	rowBytes: 1024 ** 2,
	fieldCharacters: 32_768,
	rows: 100_000_000,
	/** Problems kept with row and column; all are counted. */
	problems: 10_000,
};

const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252", "macintosh", "cp850", "cp437"] as const;
export type Encoding = (typeof encodings)[number];
export const encodingNames: Record<Encoding, string> = {
	"utf-8": "UTF-8",
	"utf-16le": "UTF-16 (little endian)",
	"utf-16be": "UTF-16 (big endian)",
	"windows-1252": "Windows-1252",
	macintosh: "Mac OS Roman",
	cp850: "DOS, code page 850",
	cp437: "DOS, code page 437",
};

export const delimiters = [",", ";", "\t", "|", "^", "~"] as const;
export type Delimiter = (typeof delimiters)[number];
export const delimiterNames: Record<Delimiter, string> = {
	",": "commas",
	";": "semicolons",
	"\t": "tabs",
	"|": "bars",
	"^": "carets",
	"~": "tildes",
};

/** The format of a file, as detected or as staff corrected it. */
export const formatSchema = z.strictObject({
	encoding: z.enum(encodings),
	delimiter: z.enum(delimiters),
	lineEnd: z.enum(["\n", "\r"]),
	/** The row that holds the names of the columns, as the line on which it begins; null if there is none. Rows above it are skipped. */
	headerRow: z.int().min(1).max(10_000).nullable().optional(),
	/** Present if a backslash stands before quotation marks inside quoted cells. */
	escape: z.literal("\\").optional(),
	/** `marked` (byte order mark), `alike` (an encoding that reads the first bytes alike), `unclear` (encodings that read them as well, with other letters), `quoting` and `rowEnds` are detected for display only. */
	marked: z.boolean().optional(),
	alike: z.enum(encodings).optional(),
	unclear: z.array(z.enum(encodings)).optional(),
	quoting: z.enum(["everywhere", "in places", "nowhere"]).optional(),
	rowEnds: z.enum(["LF", "CRLF", "CR", "mixed", "none"]).optional(),
});
export type Format = z.output<typeof formatSchema>;

/** Reads the parts of a format that staff corrected, which a form carries as JSON; undefined if they are none. */
export function parseCorrections(json: string): Partial<Format> | undefined {
	try {
		return formatSchema.partial().safeParse(JSON.parse(json)).data;
	} catch {
		return undefined;
	}
}

export const lineEndNames: Record<Format["lineEnd"], string> = {
	"\n": "line feeds, with or without carriage returns",
	"\r": "carriage returns",
};

const relationship = z.enum(relationships);

/** The order of dates in figures whose year comes last. */
const dateOrder = z.enum(["day-first", "month-first"]);
export type DateOrder = z.output<typeof dateOrder>;

/** What a value of a category or date says: nothing is held, something is held of which it says no more, or it is the data. */
const valueMeaning = z.enum(["nothing", "held", "data"]);
export type ValueMeaning = z.output<typeof valueMeaning>;

/** Settings of a category or a date. Without `dateOrder` it is told from the first rows. `values` says what a value means, in lower case. */
const datesAndValues = { dateOrder: dateOrder.optional(), values: z.record(z.string(), valueMeaning).optional() };

/** The role of one column. A mapping that is kept has keyed marks in place of values. */
const columnRole = z.discriminatedUnion("as", [
	z.strictObject({ as: z.literal("identifier"), kind: z.enum(["email", "telephone", "membership-number"]) }),
	/** Part of a name. Parts are joined in the order of the columns, without titles. */
	z.strictObject({ as: z.literal("name"), part: z.enum(["full", "given", "family", "title"]) }),
	/** Together with a name it makes the identifier "name-postcode". */
	z.strictObject({ as: z.literal("postcode") }),
	z.strictObject({ as: z.literal("category"), category: z.enum(dataCategories), ...datesAndValues }),
	/** Each value the column holds, in lower case, and what it means; other values mean `otherwise`. */
	z.strictObject({
		as: z.literal("relationship"),
		values: z.record(z.string(), relationship),
		otherwise: relationship,
	}),
	/** The name of each source that staff named, by its value in lower case. Other values are not kept. */
	z.strictObject({ as: z.literal("source"), values: z.record(z.string(), z.string().trim().max(200)).optional() }),
	z.strictObject({ as: z.literal("since"), ...datesAndValues }),
	z.strictObject({ as: z.literal("ignore") }),
]);
export type ColumnRole = z.output<typeof columnRole>;

const column = z.intersection(z.object({ header: z.string().max(200) }), columnRole);
export type MappedColumn = z.output<typeof column>;

/** The role of every column of a file. Columns are matched by header, so that a saved mapping fits the next export. */
export const mappingSchema = z
	.strictObject({
		columns: z.array(column).min(1).max(limits.columns),
		/** The relationship of a record without a relationship column. */
		relationship: relationship.default("other"),
		/** The source of a record without a source column. */
		source: z.string().trim().max(200).default(""),
		/** Corrections of the detected format. */
		format: formatSchema.partial().optional(),
	})
	.refine((value) => hasIdentifier(value.columns), {
		message:
			"must have a column people can be found by: an email address, a telephone number, a membership number, or a name and a postcode",
		path: ["columns"],
	})
	.refine((value) => new Set(value.columns.map((column) => column.header)).size === value.columns.length, {
		message: "must name each column once",
		path: ["columns"],
	})
	.refine(
		(value) =>
			["relationship", "source", "since"].every((as) => value.columns.filter((column) => column.as === as).length < 2),
		{
			message: "can have only one column for the relationship, one for the source and one for the date since when",
			path: ["columns"],
		},
	);
export type Mapping = z.output<typeof mappingSchema>;

/** Whether a person can be found by the columns. */
function hasIdentifier(columns: readonly ColumnRole[]): boolean {
	const has = (as: ColumnRole["as"]) => columns.some((column) => column.as === as);
	const named = columns.some((column) => column.as === "name" && (column.part === "full" || column.part === "family"));
	return has("identifier") || (named && has("postcode"));
}

/** Why a cell or row could not be used. */
export const problemReasons = {
	"not-an-email-address": "Not an email address",
	"placeholder-address": "An address that stands for none, such as none@none.com: it was not used",
	"not-a-telephone-number": "Not a telephone number",
	"not-a-membership-number": "Not a membership number of this organisation",
	"more-than-an-identifier": "Holds more than the address or number, which was used",
	"rounded-by-a-spreadsheet": "Rounded by a spreadsheet: export this column again as text",
	"not-a-postcode": "Not a postcode",
	"not-a-date": "Not a date",
	"other-date-order": "Month and day the other way round than in the rest of the column",
	"date-as-a-number": "A date that a spreadsheet wrote as a number of days, which was read as a date",
	"unknown-relationship": "A relationship the mapping does not know",
	"not-a-source": "Holds an address or a number, so it cannot be a source",
	"other-source": "A source that the mapping does not name",
	"unreadable-characters": "Characters that could not be read",
	"nul-characters": "Holds NUL characters, which are no text and were left out",
	"open-quotation-mark": "A quotation mark that is never closed",
	"field-too-long": "Longer than 32,768 characters",
	"other-number-of-columns": "More cells than the table has columns",
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
	/** Rows without a usable email address, those without any identifier included: their owners cannot find them by signing in. */
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

/** A version as staff pages show it. */
export type VersionView = {
	id: string;
	number: number;
	state: VersionState;
	fileName: string;
	fileBytes: number;
	/** SHA-256 in hexadecimal, once the file has been read. */
	fileHash: string | undefined;
	rowsRead: number;
	bytesRead: number;
	failure: string | undefined;
	importedBy: { id: string; name: string };
	importedAt: Date;
	startedAt: Date | undefined;
	finishedAt: Date | undefined;
	/** When the upload or import last made progress. */
	seenAt: Date;
	activatedBy: { id: string; name: string } | undefined;
	activatedAt: Date | undefined;
	withdrawnAt: Date | undefined;
	report: Report | undefined;
};

/** How many saved answers activating a version would change, counted at a moment. */
export type AnswerCount = {
	countedAt: Date;
	/** People with an answer about the incident. */
	checked: number;
	/** Of them, those who would get another answer. */
	changed: number;
	/** Of these, those who would be found and were not, and those who were found and would not be. */
	becoming: number;
	leaving: number;
};

/** The changes of a dataset that take two people once it has answered anybody. */
export const changeKinds = ["complete", "reopen", "withdraw", "remove"] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A change of a dataset that waits for a second person. */
export type ChangeView = {
	id: string;
	change: ChangeKind;
	/** The number of the version to withdraw. */
	versionNumber: number | undefined;
	/** How many people who had checked get another answer, as counted when it was asked for. */
	people: number;
	askedBy: { id: string; name: string };
	askedAt: Date;
};

/** A dataset with its versions, the newest first. */
export type DatasetView = {
	id: string;
	name: string;
	complete: boolean;
	incident: { id: string; slug: string; title: string };
	activeNumber: number | undefined;
	/** Whether answers count it, because a version of it was active once. */
	counts: boolean;
	/** The change that waits for a second person. */
	waitingChange: ChangeView | undefined;
	versions: VersionView[];
};

/** A column of an imported file with its role in the mapping ("identifier:email", "ignore") and how many values it holds, if counted. */
export type AppliedColumn = { header: string; role: string; values: number | undefined };

/** One column of the mapping form. */
export type FormColumn = {
	header: string;
	/** Its most frequent values as staff may see them, and how many of the first rows hold each. */
	examples: { text: string; count: number }[];
	role: string;
	/** The values it would have as a relationship or source column, each with a suggested meaning and a name that was given to it. */
	distinct: { value: string; means: string; label: string }[];
	/** The values of which staff say whether anything is held, each with what it is taken to mean. */
	asked: { text: string; means: ValueMeaning }[];
	/** The order of its dates: absent if no date shows one, "" if its dates hold for both. */
	dateOrder?: DateOrder | "";
};

/** Why the rows to correct were not exported. */
export type CorrectionRefusal = "absent" | "another-file" | "too-large" | "nothing-to-correct";

/** Returns the column of exposure.record that holds the identifiers of a kind. */
export function identifierColumn(kind: IdentifierKind): string {
	return kind.replace("-", "_");
}
