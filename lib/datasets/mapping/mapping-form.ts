import { cleanCell } from "../reading/cell-values";
import type { Sample } from "../reading/preview";
import { type ColumnRole, type Format, type MappedColumn, type Mapping, mapping as mappingSchema } from "../schema";
import { guessRelationships } from "./suggest-mapping";

/** What one column of the mapping form is drawn from. `distinct` are the values a relationship column could hold, with a guess for each. */
export type FormColumn = {
	header: string;
	examples: string[];
	role: string;
	distinct: { value: string; means: string }[];
};

/** A role as the value of a select: "identifier:email", "name:full", "since". */
function roleValue(role: ColumnRole): string {
	if (role.as === "identifier") return `identifier:${role.kind}`;
	if (role.as === "name") return `name:${role.part}`;
	if (role.as === "category") return `category:${role.category}`;
	return role.as;
}

const maxColumns = 40;

/** The columns of the form: what the file holds, with the proposed mapping or a saved one laid over it by header. */
export function formColumns(sample: Sample, saved?: Mapping): FormColumn[] {
	return sample.headers.map((header, at) => {
		const known = saved?.columns.find((column) => column.header.toLowerCase() === header.toLowerCase());
		const role = known ?? (sample.mapping.columns[at] as MappedColumn);
		const values = sample.rows.map((row) => cleanCell(row[at] ?? "")).filter(Boolean);
		const guesses = Object.entries(guessRelationships(values));
		const means = { ...Object.fromEntries(guesses), ...(role.as === "relationship" ? role.values : {}) };
		return {
			header,
			examples: [...new Set(values)].slice(0, 3).map((value) => (value.length > 60 ? `${value.slice(0, 60)}…` : value)),
			role: roleValue(role),
			distinct:
				guesses.length > maxColumns ? [] : Object.entries(means).map(([value, meaning]) => ({ value, means: meaning })),
		};
	});
}

/** Why a filled-in form makes no mapping: the field, and a sentence for it. */
type MappingFault = { field: string; message: string };

/** The mapping a filled-in form makes of these columns, or what is wrong with it. */
export function readMappingForm(
	columns: readonly FormColumn[],
	form: FormData,
	format: Partial<Format>,
): { ok: true; mapping: Mapping } | { ok: false; fault: MappingFault } {
	const text = (name: string) => String(form.get(name) ?? "").trim();
	const made: unknown[] = [];
	for (const [at, column] of columns.entries()) {
		const [as = "ignore", detail = ""] = text(`role-${at}`).split(":");
		if (as === "relationship") {
			const asked = column.distinct.every((_, index) => form.has(`means-${at}-${index}`));
			if (!asked)
				return { ok: false, fault: { field: `role-${at}`, message: `Say what each value of ${column.header} means.` } };
			const values = Object.fromEntries(
				column.distinct.map(({ value }, index) => [value, text(`means-${at}-${index}`)]),
			);
			made.push({ header: column.header, as, values, otherwise: text(`otherwise-${at}`) || "other" });
		} else if (as === "identifier") made.push({ header: column.header, as, kind: detail });
		else if (as === "name") made.push({ header: column.header, as, part: detail });
		else if (as === "category") made.push({ header: column.header, as, category: detail });
		else made.push({ header: column.header, as });
	}
	const parsed = mappingSchema.safeParse({
		columns: made,
		relationship: text("relationship") || "other",
		source: text("source"),
		...(Object.keys(format).length ? { format } : {}),
	});
	if (parsed.success) return { ok: true, mapping: parsed.data };
	const [issue] = parsed.error.issues;
	const column = issue?.path[0] === "columns" && typeof issue.path[1] === "number" ? issue.path[1] : 0;
	return {
		ok: false,
		fault: { field: `role-${column}`, message: `The mapping ${issue?.message ?? "is not complete"}.` },
	};
}
