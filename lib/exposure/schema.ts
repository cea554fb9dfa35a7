import { z } from "zod";
import { dataCategories } from "../guidance/schema";

/**
 * What is sealed beside a record so that its owner knows it again: never a whole value.
 * `since` is a year, month or day ("1989", "1989-05", "1989-05-30"); `hints` are masked values, in no language where that is possible.
 */
export const recordHints = z.strictObject({
	since: z.string().optional(),
	source: z.string().optional(),
	hints: z.partialRecord(z.enum(dataCategories), z.string()),
});
export type RecordHints = z.output<typeof recordHints>;
