import type { Node, Source } from "./source";
import { lineAt, walk } from "./source";

/** A function of lib: where it stands, what it takes first, and what it does. */
type Fn = {
	file: string;
	line: number;
	name: string;
	exported: boolean;
	/** The types its first parameter names: Staff, Member … */
	authority: string[];
	parameter: string | undefined;
	writes: boolean;
	records: boolean;
	/** The functions it calls, and whether it hands them the transaction or its own authority. */
	calls: { name: string; from: string; handsTransaction: boolean; handsAuthority: boolean }[];
};

/** SQL that changes something: a statement, or one of the database's functions that makes one. */
const writingSql = /\b(insert\s+into|update\s+[\w".]+\s+(as\s+\w+\s+)?set|delete\s+from|merge_person|enqueue_job)\b/i;

/** What a call is made on, with `database()` and a transaction under any of its names as one. */
const isDatabase = (node: Node | undefined): boolean =>
	node?.type === "Identifier"
		? /^(tx|db)$/.test(node.name)
		: node?.type === "CallExpression" && node.callee?.name === "database";

function typesOf(parameter: Node | undefined): string[] {
	const found: string[] = [];
	if (parameter?.typeAnnotation)
		walk(parameter.typeAnnotation, (node) => {
			if (node.type === "TSTypeReference" && node.typeName?.name) found.push(node.typeName.name);
		});
	return found;
}

const templateText = (node: Node): string => {
	const pieces: string[] = [];
	walk(node, (each) => {
		if (each.type === "TemplateElement") pieces.push(each.value?.raw ?? "");
	});
	return pieces.join(" x ");
};

/** Reads one function. `origins` says which file each imported name comes from. */
function read(source: Source, name: string, node: Node, exported: boolean, origins: Map<string, string>): Fn {
	const [first] = node.params as Node[];
	const parameter = first?.type === "Identifier" ? (first.name as string) : undefined;
	const fn: Fn = {
		file: source.file,
		line: lineAt(source.text, node.start),
		name,
		exported,
		authority: typesOf(first),
		parameter,
		writes: false,
		records: false,
		calls: [],
	};
	walk(node.body, (each) => {
		if (each.type !== "CallExpression") return;
		const { callee } = each;
		if (callee.type === "MemberExpression" && isDatabase(callee.object)) {
			const verb = callee.property?.name as string;
			if (/^(insert|update|delete)$/.test(verb)) fn.writes = true;
			if (verb === "execute" && (each.arguments as Node[]).some((one) => writingSql.test(templateText(one))))
				fn.writes = true;
		}
		if (callee.type !== "Identifier") return;
		const given = (each.arguments as Node[]).map((one) => (one.type === "Identifier" ? (one.name as string) : ""));
		if (callee.name === "record") fn.records = true;
		fn.calls.push({
			name: callee.name,
			from: origins.get(callee.name) ?? source.file,
			handsTransaction: given.some((one) => /^(tx|db)$/.test(one)),
			handsAuthority: parameter !== undefined && given.includes(parameter),
		});
	});
	return fn;
}

/** Every function of a file at its top level, with the types of authority among its parameters. */
export function functionsOf(source: Source): Fn[] {
	const origins = new Map<string, string>();
	for (const statement of source.tree.body as Node[]) {
		if (statement.type !== "ImportDeclaration") continue;
		const from = source.imports.find((one) =>
			one.from.endsWith(String(statement.source.value).replace(/^(@|\.+)\//, "")),
		);
		for (const one of statement.specifiers) origins.set(one.local.name, from?.from ?? statement.source.value);
	}
	return (source.tree.body as Node[]).flatMap((statement) => {
		const exported = statement.type === "ExportNamedDeclaration";
		const declared: Node | undefined = exported ? statement.declaration : statement;
		if (declared?.type === "FunctionDeclaration" && declared.body)
			return [read(source, declared.id.name, declared, exported, origins)];
		if (declared?.type !== "VariableDeclaration") return [];
		return (declared.declarations as Node[])
			.filter((one) => /Function/.test(one.init?.type ?? ""))
			.map((one) => read(source, one.id.name, one.init, exported, origins));
	});
}

/** What a name means: a function of the same file, of the file it comes from, or of the subject whose door it comes through. */
function finder(all: Fn[]): (call: Fn["calls"][number]) => Fn | undefined {
	return ({ name, from }) => {
		const named = all.filter((one) => one.name === name);
		return (
			named.find((one) => one.file === from || one.file === `${from}.ts`) ??
			named.find((one) => one.exported && one.file.startsWith(`${from.replace(/\/index$/, "")}/`))
		);
	};
}

/** Whether a function does something itself, or through those it hands something to. */
function does(
	fn: Fn,
	itself: (fn: Fn) => boolean,
	through: (call: Fn["calls"][number]) => boolean,
	find: ReturnType<typeof finder>,
	seen = new Set<Fn>(),
): boolean {
	if (seen.has(fn)) return false;
	seen.add(fn);
	if (itself(fn)) return true;
	return fn.calls.filter(through).some((call) => {
		const called = find(call);
		return called !== undefined && does(called, itself, through, find, seen);
	});
}

/** Exported functions that write for somebody and leave no entry in the audit log with it. */
export function unrecorded(sources: Source[]): string[] {
	const all = sources.flatMap(functionsOf);
	const find = finder(all);
	const handed = (call: Fn["calls"][number]) => call.handsTransaction || call.handsAuthority;
	return all
		.filter((fn) => fn.exported && fn.authority.some((type) => type === "Staff" || type === "Member"))
		.filter((fn) => does(fn, (each) => each.writes, handed, find))
		.filter((fn) => !does(fn, (each) => each.records, handed, find))
		.map((fn) => `${fn.file} ${fn.name}`);
}

/** Exported functions for staff that ask for no permission. */
export function unasked(sources: Source[]): string[] {
	const all = sources.flatMap(functionsOf);
	const find = finder(all);
	const asks = (fn: Fn) => fn.calls.some((call) => call.name === "requirePermission");
	return all
		.filter((fn) => fn.exported && fn.authority.includes("Staff"))
		.filter((fn) => !does(fn, asks, (call) => call.handsAuthority, find))
		.map((fn) => `${fn.file} ${fn.name}`);
}
