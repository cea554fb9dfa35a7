import { cleanCell } from "../reading/cell-values";
import type { Preview } from "../reading/preview";
import {
	type ColumnRole,
	type Format,
	type FormColumn,
	type MappedColumn,
	type Mapping,
	mappingSchema,
} from "../schema";
import { suggestMapping, suggestRelationships } from "./suggest-mapping";

/** The values of the mapping form, from a saved mapping or as suggested by the file. */
type FilledForm = { columns: FormColumn[]; relationship: string; source: string };

/** Returns a role as the value of a select: "identifier:email", "name:full", "since". */
export function roleValue(role: ColumnRole): string {
	if (role.as === "identifier") return `identifier:${role.kind}`;
	if (role.as === "name") return `name:${role.part}`;
	if (role.as === "category") return `category:${role.category}`;
	return role.as;
}

/** The most distinct values of a column that may be relationships. */
const maxDistinct = 40;

/** Returns the column of a saved mapping for a header. Ignores case. */
const savedColumn = (saved: Mapping | undefined, header: string) =>
	saved?.columns.find((column) => column.header.toLowerCase() === header.toLowerCase());

/** Returns the values of a column in the preview, without empty cells. */
const valuesOf = (preview: Preview, at: number) => preview.rows.map((row) => cleanCell(row[at] ?? "")).filter(Boolean);

/** Returns the distinct values of each column with a suggested meaning; none for a column with more than `maxDistinct`. */
function distinctValues(preview: Preview, saved: Mapping | undefined): FormColumn["distinct"][] {
	return preview.headers.map((header, at) => {
		const suggested = suggestRelationships(valuesOf(preview, at));
		if (Object.keys(suggested).length > maxDistinct) return [];
		const known = savedColumn(saved, header);
		const means = { ...suggested, ...(known?.as === "relationship" ? known.values : {}) };
		return Object.entries(means).map(([value, meaning]) => ({ value, means: meaning }));
	});
}

/** Returns the mapping form for a file. Matches columns of the saved mapping by header and suggests the others. */
export function fillMappingForm(preview: Preview, saved?: Mapping): FilledForm {
	const suggested = suggestMapping(preview);
	const distinct = distinctValues(preview, saved);
	const columns = preview.headers.map((header, at) => ({
		header,
		examples: [...new Set(valuesOf(preview, at))]
			.slice(0, 3)
			.map((value) => (value.length > 60 ? `${value.slice(0, 60)}…` : value)),
		role: roleValue(savedColumn(saved, header) ?? (suggested.columns[at] as MappedColumn)),
		distinct: distinct[at] ?? [],
	}));
	const { relationship, source } = saved ?? suggested;
	return { columns, relationship, source };
}

/** An error of a submitted form: its field and a sentence. */
type MappingError = { field: string; message: string };

/**
 * Parses a submitted mapping form. `saved` is the mapping the form was filled in with. `format` holds corrections of the
 * detected format. Returns the mapping, or the first error.
 */
export function readMappingForm(
	form: FormData,
	preview: Preview,
	format: Partial<Format>,
	saved?: Mapping,
): { ok: true; mapping: Mapping } | { ok: false; error: MappingError } {
	const text = (name: string) => String(form.get(name) ?? "").trim();
	const distinct = distinctValues(preview, saved);
	const columns: unknown[] = [];
	for (const [at, header] of preview.headers.entries()) {
		const [as = "ignore", detail = ""] = text(`role-${at}`).split(":");
		if (as === "relationship") {
			const values = distinct[at] ?? [];
			if (!values.every((_, index) => form.has(`means-${at}-${index}`)))
				return { ok: false, error: { field: `role-${at}`, message: `Say what each value of ${header} means.` } };
			const means = Object.fromEntries(values.map(({ value }, index) => [value, text(`means-${at}-${index}`)]));
			columns.push({ header, as, values: means, otherwise: text(`otherwise-${at}`) || "other" });
		} else if (as === "identifier") columns.push({ header, as, kind: detail });
		else if (as === "name") columns.push({ header, as, part: detail });
		else if (as === "category") columns.push({ header, as, category: detail });
		else columns.push({ header, as });
	}
	const parsed = mappingSchema.safeParse({
		columns,
		relationship: text("relationship") || "other",
		source: text("source"),
		...(Object.keys(format).length ? { format } : {}),
	});
	if (parsed.success) return { ok: true, mapping: parsed.data };
	const [issue] = parsed.error.issues;
	const column = issue?.path[0] === "columns" && typeof issue.path[1] === "number" ? issue.path[1] : 0;
	return {
		ok: false,
		error: { field: `role-${column}`, message: `The mapping ${issue?.message ?? "is not complete"}.` },
	};
}
