/** The arguments that our forms send to a server action. Next hands an action whatever a request says, and answers 500 if it fails. */
import { requestLimits } from "@/lib/limits";

/** What the texts that our pages bind are made of: ids, names and paths of the site. One may end up in a redirect. */
const printable = /^[\x20-\x7e]*$/;

/** Values that JSON does not have, as React writes them. Only undefined is among the arguments of our forms, in the form's state. */
const isMarker = (value: unknown) => typeof value === "string" && /^\$(?!\$)/.test(value) && value !== "$undefined";

/**
 * Reads arguments as React writes them: JSON whose markers begin with one dollar sign. Returns undefined if they are no array,
 * or have a marker, except a last one that `isForm` accepts.
 */
function parseArguments(json: unknown, isForm: (marker: string) => boolean = () => false): unknown[] | undefined {
	if (typeof json !== "string") return undefined;
	try {
		const parsed: unknown = JSON.parse(json);
		if (!Array.isArray(parsed)) return undefined;
		const bound = isForm(String(parsed.at(-1))) ? parsed.slice(0, -1) : parsed;
		JSON.parse(JSON.stringify(bound), (_, value) => {
			if (isMarker(value)) throw new SyntaxError("a marker");
			return value;
		});
		return parsed;
	} catch {
		return undefined;
	}
}

/** Whether a value is the state of a form (lib/form.ts). No action reads it. */
const isState = (value: unknown) =>
	typeof value === "object" && value !== null && Object.keys(value).every((name) => stateNames.has(name));
const stateNames = new Set(["errors", "values", "saysLeft", "found", "review", "oldWelsh", "conflict", "verdict"]);

/** Whether arguments before the form are texts, and then the form's state if it has one. */
function areBound(values: readonly unknown[]): boolean {
	const texts = isState(values.at(-1)) ? values.slice(0, -1) : values;
	return texts.every((value) => typeof value === "string" && printable.test(value) && value !== "$undefined");
}

/** How many arguments an action takes, from its id: Next writes a bit for each of the first six into it. */
function argumentCount(id: string): number {
	const mask = (Number.parseInt(id.slice(0, 2), 16) >> 1) & 0b111111;
	return mask.toString(2).replaceAll("0", "").length;
}

const isId = (id: unknown): id is string => typeof id === "string" && /^[0-9a-f]{42}$/.test(id);

/** Whether a call by a script has other arguments than one by a form: texts, the form's state, the form. */
function isMalformedScriptCall(id: string, fields: FormData | undefined): boolean {
	const roots = fields?.getAll("0") ?? [];
	const values = parseArguments(roots.length === 1 ? roots[0] : undefined, (marker) => /^\$K[0-9a-f]+$/.test(marker));
	if (!values || !/^\$K/.test(String(values.at(-1)))) return true;
	return (isId(id) && values.length !== argumentCount(id)) || !areBound(values.slice(0, -1));
}

/**
 * Whether a form that a browser sent without scripts names an action with other arguments than ours do. Looks at each name once, with the first
 * of its fields, as React does: arguments of half a form would otherwise be read as often as the other half names them.
 */
function isMalformedFormCall(fields: FormData): boolean {
	const first = new Map([...fields].reverse());
	return [...first.keys()].some((name) => {
		const [, kind, rest = ""] = /^\$ACTION_(REF|ID)_(.*)$/s.exec(name) ?? [];
		if (kind === "ID") return isId(rest) && argumentCount(rest) !== 1;
		if (kind !== "REF") return false;
		try {
			const { id, bound } = JSON.parse(String(first.get(`$ACTION_${rest}:0`)));
			const values = bound === "$@1" ? parseArguments(first.get(`$ACTION_${rest}:1`)) : bound === null ? [] : undefined;
			if (!values || !areBound(values)) return true;
			return isId(id) && values.length + 1 !== argumentCount(id);
		} catch {
			return true;
		}
	});
}

/**
 * Whether a POST calls a server action with something that is no form of ours. Every action takes texts, then the form's state
 * if it has one, then the form (tests/house/guards.test.ts). `actionId` is that of a call by a script; `fields` are those of the
 * body, undefined if it has none.
 */
export function isMalformedCall(actionId: string | undefined, fields: FormData | undefined): boolean {
	if (actionId !== undefined) return isMalformedScriptCall(actionId, fields);
	return fields !== undefined && isMalformedFormCall(fields);
}

/** Whether a form has more fields than a page of ours, or a text that PostgreSQL does not take. */
export function hasMalformedFields(fields: FormData): boolean {
	return (
		[...fields.keys()].length > requestLimits.formFields ||
		[...fields.values()].some((value) => typeof value === "string" && value.includes("\0"))
	);
}
