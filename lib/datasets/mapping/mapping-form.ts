import { cleanCell, looksPersonal } from "../reading/cell-values";
import { holdsDates } from "../reading/date-orders";
import { seenDateOrder } from "../reading/dates";
import { columnFor } from "../reading/headers";
import type { Preview } from "../reading/preview";
import {
	type ColumnRole,
	type Format,
	type FormColumn,
	type MappedColumn,
	type Mapping,
	mappingSchema,
} from "../schema";
import { findsNobody, hasIdentifier } from "./column-roles";
import { askedValues, countValues, isWord, showValue, suggestMeaning, type ValueCount } from "./frequent-values";
import { maxDistinct, suggestMapping, suggestRelationships, suggestSources } from "./suggest-mapping";
import { meaningsOf } from "./value-keys";

/** The values of the mapping form, from a saved mapping or as suggested by the file, and whether they name something to search by. */
type FilledForm = { columns: FormColumn[]; relationship: string; source: string; findsSomebody: boolean };

/** Returns a role as the value of a select: "identifier:email", "name:full", "since". */
export function roleValue(role: ColumnRole): string {
	if (role.as === "identifier") return `identifier:${role.kind}`;
	if (role.as === "name") return `name:${role.part}`;
	if (role.as === "category") return `category:${role.category}`;
	return role.as;
}

/** Returns the column of a saved mapping for a header of the file. */
const savedColumn = (saved: Mapping | undefined, header: string, { headers }: Preview) =>
	saved ? columnFor(header, headers, saved.columns) : undefined;

/** Returns the values of a column in the preview, without empty cells. `cleanCell` would drop words such as "null", which are shown. */
const valuesOf = (preview: Preview, at: number) => preview.rows.map((row) => (row[at] ?? "").trim()).filter(Boolean);

/** What the form asks about one column. `asked` are the values in clear, in the order of `form.asked`. `known` is of the saved mapping. */
type ColumnQuestions = { form: FormColumn; asked: string[]; known: MappedColumn | undefined };

/** Returns what the form asks about each column, from its values in the preview and what a saved mapping says of them. */
function columnQuestions(preview: Preview, saved: Mapping | undefined): ColumnQuestions[] {
	const suggested = suggestMapping(preview);
	return preview.headers.map((header, at) => {
		const known = savedColumn(saved, header, preview);
		const role = known ?? (suggested.columns[at] as MappedColumn);
		const values = valuesOf(preview, at);
		const counts = countValues(values);
		const asked = askedValues(counts, values.length, role);
		const stated = meaningsOf(known?.as === "category" || known?.as === "since" ? known.values : undefined);
		const order = holdsDates(role) && role.dateOrder ? role.dateOrder : seenDateOrder(values);
		const form: FormColumn = {
			header,
			examples: shownValues(counts.slice(0, maxExamples), role, values.length),
			role: roleValue(role),
			distinct: distinctValues(header, values, known),
			asked: asked.map((one) => ({
				text: showValue(role, one, values.length),
				means: stated(one.value) ?? suggestMeaning(role, one.value),
			})),
			...(order === "none" ? {} : { dateOrder: order === "unclear" ? "" : order }),
		};
		return { form, asked: asked.map(({ value }) => value), known };
	});
}

const maxExamples = 5;

/** Returns values as staff may see them. Those that a mask makes alike are one. */
function shownValues(counts: readonly ValueCount[], role: MappedColumn, rows: number): FormColumn["examples"] {
	const shown = new Map<string, number>();
	for (const one of counts) {
		const text = showValue(role, one, rows);
		shown.set(text, (shown.get(text) ?? 0) + one.count);
	}
	return Array.from(shown, ([text, count]) => ({ text, count }));
}

/** Returns the values that a column would have as a relationship or source; none if there are too many or they are people's own. */
function distinctValues(
	header: string,
	values: readonly string[],
	known: MappedColumn | undefined,
): FormColumn["distinct"] {
	const cells = values.map(cleanCell).filter((value) => value !== "" && !looksPersonal(value));
	const suggested = suggestRelationships(cells, header);
	if (Object.keys(suggested).length > maxDistinct) return [];
	const meaning = meaningsOf(known?.as === "relationship" ? known.values : undefined);
	const name = meaningsOf(known?.as === "source" ? (known.values ?? {}) : suggestSources(cells));
	return Object.entries(suggested).map(([value, means]) => ({
		value,
		means: meaning(value) ?? means,
		label: name(value) ?? "",
	}));
}

/** Returns the mapping form for a file. Matches columns of the saved mapping by header and suggests the others. */
export function fillMappingForm(preview: Preview, saved?: Mapping): FilledForm {
	const suggested = suggestMapping(preview);
	const { relationship, source } = saved ?? suggested;
	const roles = preview.headers.map((header, at) => savedColumn(saved, header, preview) ?? suggested.columns[at]);
	return {
		columns: columnQuestions(preview, saved).map(({ form }) => form),
		relationship,
		source,
		findsSomebody: hasIdentifier(roles.filter((role) => role !== undefined)),
	};
}

const meaningNames = {
	nothing: "nothing is held",
	held: "something is held, this does not say what",
	data: "this is the data itself",
};

/**
 * Returns what the mapping page would ask about a file, as sentences for the command line, and the suggested mapping with what each word
 * of yes, no and nothing is taken to mean. Values are masked as on the page.
 */
export function proposeMapping(preview: Preview): {
	mapping: Pick<Mapping, "columns" | "relationship" | "source">;
	questions: string[];
} {
	const suggested = suggestMapping(preview);
	const questions: string[] = [];
	if (preview.readings.length > 0)
		questions.push(
			`Nothing in the first rows shows which letters are meant: ${preview.readings.map(({ encoding, words }) => `${words.join(", ")} in "${encoding}"`).join("; ")}. Add "format": {"encoding": …} with the one that reads right.`,
		);
	const all = columnQuestions(preview, undefined);
	const columns = suggested.columns.map((column, at): MappedColumn => {
		const { form, asked } = all[at] as ColumnQuestions;
		if (holdsDates(column) && form.dateOrder === "")
			questions.push(
				`${form.header}: its dates do not show whether the day or the month comes first. Add "dateOrder": "day-first" or "month-first".`,
			);
		if ((column.as !== "category" && column.as !== "since") || form.asked.length === 0) return column;
		const taken = form.asked.map(({ text, means }) => `“${text}”: ${meaningNames[means]}`);
		questions.push(
			`${form.header}: ${taken.join("; ")}. If that is wrong, correct its "values": nothing, held or data for each value in lower case.`,
		);
		const words = asked.flatMap((value, index) =>
			isWord(value, column) ? [[value.toLowerCase(), form.asked[index]?.means]] : [],
		);
		return words.length > 0 ? { ...column, values: Object.fromEntries(words) } : column;
	});
	return { mapping: { ...suggested, columns }, questions };
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
	if (preview.format.unclear)
		return { ok: false, error: { field: "encoding", message: "Choose the encoding in which the names look right." } };
	const text = (name: string) => String(form.get(name) ?? "").trim();
	const columns: unknown[] = [];
	for (const [at, questions] of columnQuestions(preview, saved).entries()) {
		const read = readColumn(text, at, questions, (name) => form.has(name));
		if (read.error !== undefined) return { ok: false, error: { field: `role-${at}`, message: read.error } };
		columns.push({ header: questions.form.header, ...read.role });
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
		error: { field: `role-${column}`, message: sentence(issue?.message ?? "choose what each column holds") },
	};
}

/** Says what to do, and where no column holds what is needed, that this may be another table than the one that was meant. */
const sentence = (message: string) =>
	`${message.charAt(0).toUpperCase()}${message.slice(1)}.${message === findsNobody ? " If no column does, this may be the wrong table: press “Cancel and delete the upload”." : ""}`;

type ReadColumn = { role: Record<string, unknown>; error?: undefined } | { error: string };

/** Reads the role of one column and the answers about it. Returns a sentence if one is missing. */
function readColumn(
	text: (name: string) => string,
	at: number,
	{ form, asked, known }: ColumnQuestions,
	has: (name: string) => boolean,
): ReadColumn {
	const { header, distinct, dateOrder } = form;
	const [as = "ignore", detail = ""] = text(`role-${at}`).split(":");
	if (as === "identifier") return { role: { as, kind: detail } };
	if (as === "name") return { role: { as, part: detail } };
	if (as === "relationship") {
		if (!distinct.every((_, index) => has(`means-${at}-${index}`)))
			return { error: `Say what each value of ${header} means.` };
		const values = Object.fromEntries(distinct.map(({ value }, index) => [value, text(`means-${at}-${index}`)]));
		return {
			role: { as, values: { ...savedValues(known, as), ...values }, otherwise: text(`otherwise-${at}`) || "other" },
		};
	}
	if (as === "source") {
		if (!distinct.every((_, index) => has(`label-${at}-${index}`)))
			return { error: `Say what each source of ${header} is called.` };
		const names = distinct.map(({ value }, index) => [value, text(`label-${at}-${index}`)] as const);
		return { role: { as, values: { ...savedValues(known, as), ...Object.fromEntries(names) } } };
	}
	if (as !== "category" && as !== "since") return { role: { as } };
	const answers = asked
		.map((value, index) => [value.toLowerCase(), text(`value-${at}-${index}`)] as const)
		.filter(([, means]) => means);
	const values = { ...savedValues(known, as), ...Object.fromEntries(answers) };
	const role = {
		as,
		...(as === "category" ? { category: detail } : {}),
		...(Object.keys(values).length ? { values } : {}),
	};
	if ((as === "category" && detail !== "date-of-birth") || dateOrder === undefined) return { role };
	const order = text(`order-${at}`) || dateOrder;
	if (!order) return { error: `Say whether the day or the month comes first in the dates of ${header}.` };
	return { role: { ...role, dateOrder: order } };
}

/** Returns what a saved mapping says of a column's values, if its role is the same. The first rows may lack some of them. */
const savedValues = (known: MappedColumn | undefined, as: string) =>
	known?.as === as && "values" in known ? known.values : {};
