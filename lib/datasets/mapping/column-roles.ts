import { z } from "zod";
import { dataCategories } from "../../data-categories";
import { relationships } from "../../incidents/schema";
import { limits } from "../file-limits";
import { formatSchema } from "../reading/file-format";

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
	/** What follows the "@" of an address, in a column of its own. It completes addresses of the row that have no "@". */
	z.strictObject({ as: z.literal("email-domain") }),
	/** Part of a name. Parts are joined in the order of the columns, without titles and gender, which only tell a couple apart. */
	z.strictObject({ as: z.literal("name"), part: z.enum(["full", "given", "family", "title", "gender"]) }),
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

/** Whether a column holds what somebody is called, and not only a title or a gender. */
export const isNamePart = (role: ColumnRole) => role.as === "name" && role.part !== "title" && role.part !== "gender";

const column = z.intersection(z.object({ header: z.string().max(200) }), columnRole);
export type MappedColumn = z.output<typeof column>;

/** What is said of a mapping that names nothing by which a record is matched to a person. */
export const findsNobody =
	"say which column holds email addresses, telephone numbers or membership numbers, or which two hold names and postcodes";

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
		message: findsNobody,
		path: ["columns"],
	})
	.refine((value) => new Set(value.columns.map((column) => column.header)).size === value.columns.length, {
		message: "name each column once",
		path: ["columns"],
	})
	.refine(
		(value) =>
			["relationship", "source", "since", "email-domain"].every(
				(as) => value.columns.filter((column) => column.as === as).length < 2,
			),
		{
			message:
				"choose only one column for the relationship, one for the source, one for the date since when and one for the domains of addresses",
			path: ["columns"],
		},
	);
export type Mapping = z.output<typeof mappingSchema>;

/** Whether columns hold something by which a record is matched to a person. */
export function hasIdentifier(columns: readonly ColumnRole[]): boolean {
	const has = (as: ColumnRole["as"]) => columns.some((column) => column.as === as);
	const named = columns.some((column) => column.as === "name" && (column.part === "full" || column.part === "family"));
	return has("identifier") || (named && has("postcode"));
}

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
