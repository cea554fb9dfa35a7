import { importedNames, lineAt, type Node, type Source, walk } from "./source";

type Origin = { from: string; name: string };

/** A function of lib: its file, the types of its first parameter, and its calls and writes. */
type Fn = {
	file: string;
	line: number;
	name: string;
	exported: boolean;
	/** The types of lib/authority that its first parameter names: Staff, Member … */
	authority: string[];
	writes: boolean;
	records: boolean;
	asksPermission: boolean;
	calls: Call[];
};

/** A call of a function by name, and whether it is handed the transaction or the caller's authority. */
type Call = Origin & { handsTransaction: boolean; handsAuthority: boolean };

/** Matches SQL that writes: a statement, or a database function that writes. */
const writingSql =
	/\b(insert\s+into|update\s+[\w".]+\s+(as\s+\w+\s+)?set|delete\s+from|merge_person|enqueue_job|queue_code|queue_notice)\b/i;

const isOf = (origin: Origin | undefined, module: string, ...names: string[]) =>
	origin !== undefined && origin.from.replace(/\/index$/, "") === module && names.includes(origin.name);

const templateText = (node: Node): string => {
	const pieces: string[] = [];
	walk(node, (inner) => {
		if (inner.type === "TemplateElement") pieces.push(inner.value?.raw ?? "");
	});
	return pieces.join(" x ");
};

/** Returns the names of the types in a node. */
function typesIn(node: Node | null | undefined): string[] {
	const found: string[] = [];
	if (node)
		walk(node, (inner) => {
			if (inner.type === "TSTypeReference" && inner.typeName?.name) found.push(inner.typeName.name);
		});
	return found;
}

const isFunction = (node?: Node | null): node is Node => /Function/.test(node?.type ?? "");

/** Returns the parameter without its default value. */
const bare = (parameter: Node): Node => (parameter.type === "AssignmentPattern" ? parameter.left : parameter);

/** A source file with its imports, functions and tables by name. */
class Module {
	readonly origins: Map<string, Origin>;
	private readonly databaseTypes = new Set<string>();
	/** The names in this file that are tables of the schema. */
	private readonly tables = new Set<string>();
	readonly functions: { name: string; node: Node; exported: boolean }[] = [];

	constructor(readonly source: Source) {
		this.origins = importedNames(source);
		for (const [local, origin] of this.origins)
			if (isOf(origin, "lib/database", "Transaction", "Database")) this.databaseTypes.add(local);
		for (const statement of source.tree.body as Node[]) this.readStatement(statement);
	}

	private readStatement(statement: Node): void {
		const exported = statement.type === "ExportNamedDeclaration";
		const declared: Node | null = exported ? statement.declaration : statement;
		if (declared?.type === "TSTypeAliasDeclaration" && typesIn(declared).some((type) => this.databaseTypes.has(type)))
			this.databaseTypes.add(declared.id.name);
		if (declared?.type === "FunctionDeclaration" && declared.body)
			this.functions.push({ name: declared.id.name, node: declared, exported });
		if (declared?.type !== "VariableDeclaration") return;
		for (const { id, init } of declared.declarations as Node[]) {
			if (isFunction(init)) this.functions.push({ name: id.name, node: init, exported });
			if (this.isTables(init) && id.type === "ObjectPattern")
				for (const one of id.properties as Node[]) this.tables.add(one.value.name);
		}
	}

	private isTables(node?: Node | null): boolean {
		return node?.type === "Identifier" && isOf(this.origins.get(node.name), "lib/database", "tables");
	}

	isTable(node?: Node): boolean {
		return node?.type === "Identifier"
			? this.tables.has(node.name)
			: node?.type === "MemberExpression" && this.isTables(node.object);
	}

	takesDatabase(parameter: Node | undefined): boolean {
		const annotation = parameter && bare(parameter).typeAnnotation?.typeAnnotation;
		return (
			annotation !== undefined &&
			annotation?.type !== "TSFunctionType" &&
			typesIn(annotation).some((type) => this.databaseTypes.has(type))
		);
	}

	/** Returns the parameters of a function that are callbacks with the database as an argument, with the argument's index. */
	callbacksOf(fn: Node): Map<number, number[]> {
		const found = new Map<number, number[]>();
		for (const [at, parameter] of (fn.params as Node[]).entries()) {
			const annotation = bare(parameter).typeAnnotation?.typeAnnotation;
			if (annotation?.type !== "TSFunctionType") continue;
			const places = (annotation.params as Node[]).flatMap((one, place) => (this.takesDatabase(one) ? [place] : []));
			if (places.length > 0) found.set(at, places);
		}
		return found;
	}
}

/** All modules. Resolves a name of one module to a function. */
class House {
	readonly modules: Module[];
	constructor(sources: readonly Source[]) {
		this.modules = sources.map((source) => new Module(source));
	}

	/** Returns the function of an import, through the index of a subject if that re-exports it. */
	find({ from, name }: Origin): { module: Module; node: Node } | undefined {
		const within = (test: (file: string, exported: boolean) => boolean) => {
			for (const module of this.modules)
				for (const fn of module.functions)
					if (fn.name === name && test(module.source.file, fn.exported)) return { module, node: fn.node };
			return undefined;
		};
		return (
			within((file) => file.replace(/\.tsx?$/, "") === from) ??
			within((file, exported) => exported && file.startsWith(`${from.replace(/\/index$/, "")}/`))
		);
	}
}

/** Returns the function that a called identifier refers to: an import, or a function of the same file. */
const originOf = (module: Module, callee: Node): Origin | undefined => {
	if (callee.type === "Identifier")
		return module.origins.get(callee.name) ?? { from: module.source.file.replace(/\.tsx?$/, ""), name: callee.name };
	if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return undefined;
	const namespace = module.origins.get(callee.object.name);
	return namespace?.name === "*" ? { from: namespace.from, name: callee.property.name } : undefined;
};

/** Returns the names in a function that are the database or a transaction, by their type or by the call that passes them. */
function databaseNames(house: House, module: Module, fn: Node): { names: Set<string>; is: (node?: Node) => boolean } {
	const names = new Set<string>();
	const is = (node?: Node): boolean =>
		node?.type === "Identifier"
			? names.has(node.name)
			: node?.type === "CallExpression" && isOf(originOf(module, node.callee), "lib/database", "database");
	const addParameters = (node: Node, places: readonly number[]) => {
		for (const place of places) {
			const parameter = isFunction(node) ? (node.params as Node[])[place] : undefined;
			if (parameter && bare(parameter).type === "Identifier") names.add(bare(parameter).name);
		}
	};
	walk(fn, (node) => {
		if (isFunction(node))
			for (const parameter of node.params as Node[])
				if (module.takesDatabase(parameter) && bare(parameter).type === "Identifier") names.add(bare(parameter).name);
		if (node.type === "VariableDeclarator" && node.id.type === "Identifier" && is(node.init)) names.add(node.id.name);
		if (node.type !== "CallExpression") return;
		const given = node.arguments as Node[];
		if (
			node.callee.type === "MemberExpression" &&
			node.callee.property?.name === "transaction" &&
			is(node.callee.object)
		)
			for (const one of given) addParameters(one, [0]);
		const origin = originOf(module, node.callee);
		const called = origin && house.find(origin);
		if (called)
			for (const [at, places] of called.module.callbacksOf(called.node))
				if (given[at]) addParameters(given[at], places);
	});
	return { names, is };
}

/** Reads one function. */
function read(house: House, module: Module, { name, node, exported }: Module["functions"][number]): Fn {
	const first = (node.params as Node[])[0];
	const parameter = first?.type === "Identifier" ? (first.name as string) : undefined;
	const { is } = databaseNames(house, module, node);
	const authority = typesIn(first?.typeAnnotation).flatMap((type) => {
		const origin = module.origins.get(type);
		return origin?.from === "lib/authority" ? [origin.name] : [];
	});
	const fn: Fn = {
		file: module.source.file,
		line: lineAt(module.source.text, node.start),
		name,
		exported,
		authority,
		writes: false,
		records: false,
		asksPermission: false,
		calls: [],
	};
	walk(node.body, (inner) => {
		if (inner.type !== "CallExpression") return;
		const { callee } = inner;
		const given = inner.arguments as Node[];
		if (callee.type === "MemberExpression" && is(callee.object)) {
			const verb = callee.property?.name as string;
			if (/^(insert|update|delete)$/.test(verb)) fn.writes = true;
			if (verb === "execute" && given.some((one) => writingSql.test(templateText(one)))) fn.writes = true;
		}
		const origin = originOf(module, callee);
		if (!origin) return;
		if (isOf(origin, "lib/audit", "record")) fn.records = true;
		if (isOf(origin, "lib/authority", "requirePermission")) fn.asksPermission = true;
		fn.calls.push({
			...origin,
			handsTransaction: given.some(is),
			handsAuthority: given.some((one) => one.type === "Identifier" && one.name === parameter),
		});
	});
	return fn;
}

/** All top-level functions of some files, with the graph of their calls. */
function readAll(sources: readonly Source[]): { all: Fn[]; find: (call: Call) => Fn | undefined } {
	const house = new House(sources);
	const byNode = new Map<Node, Fn>();
	for (const module of house.modules) for (const fn of module.functions) byNode.set(fn.node, read(house, module, fn));
	return {
		all: [...byNode.values()],
		find: (call) => {
			const called = house.find(call);
			return called && byNode.get(called.node);
		},
	};
}

/** Whether a function meets a condition itself, or through a function that it calls with the transaction or the authority. */
function does(
	fn: Fn,
	itself: (fn: Fn) => boolean,
	through: (call: Call) => boolean,
	find: (call: Call) => Fn | undefined,
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

/** Returns exported functions that write with an authority but without an audit entry in the same transaction. */
export function unrecorded(sources: readonly Source[]): string[] {
	const { all, find } = readAll(sources);
	const handed = (call: Call) => call.handsTransaction || call.handsAuthority;
	return all
		.filter((fn) => fn.exported && fn.authority.some((type) => type === "Staff" || type === "Member"))
		.filter((fn) => does(fn, (facts) => facts.writes, handed, find))
		.filter((fn) => !does(fn, (facts) => facts.records, handed, find))
		.map((fn) => `${fn.file} ${fn.name}`);
}

/** Returns exported functions that take `Staff` but require no permission. */
export function unasked(sources: readonly Source[]): string[] {
	const { all, find } = readAll(sources);
	return all
		.filter((fn) => fn.exported && fn.authority.includes("Staff") && fn.file !== "lib/authority.ts")
		.filter(
			(fn) =>
				!does(
					fn,
					(facts) => facts.asksPermission,
					(call) => call.handsAuthority,
					find,
				),
		)
		.map((fn) => `${fn.file} ${fn.name}`);
}

/** Returns writes to a table through a name that is not recognised as the database. The rules above cannot see them. */
export function unrecognised(sources: readonly Source[]): string[] {
	const house = new House(sources);
	return house.modules.flatMap((module) => {
		const { is } = databaseNames(house, module, module.source.tree);
		const found: string[] = [];
		walk(module.source.tree, (node) => {
			if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return;
			if (!/^(insert|update|delete)$/.test(node.callee.property?.name ?? "")) return;
			if (module.isTable((node.arguments as Node[])[0]) && !is(node.callee.object))
				found.push(`${module.source.file}:${lineAt(module.source.text, node.start)}`);
		});
		return found;
	});
}
