// The graph of the project's files: imports, exports and their uses.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { filesBelow, type Node, parse, type Source, walk } from "./source";

export const folders = ["app", "components", "lib", "db"] as const;

/** Source files at the root. Next and the tools read them by name. */
const rootFiles = ["next.config.ts", "instrumentation.ts", "proxy.ts", "drizzle.config.ts"];

let read: Source[] | undefined;

/** Returns every module of the product, also plain JavaScript and declaration files, without the pages of the benchmarks. */
export function modules(): Source[] {
	const files = [
		...filesBelow(folders, [".ts", ".tsx", ".mjs", ".mts"]),
		...rootFiles.filter((file) => existsSync(file)),
	];
	read ??= files.filter((file) => !file.includes(".bench.")).map((file) => parse(file, readFileSync(file, "utf8")));
	return read;
}

/** Resolves an import to a file. Returns undefined for a package. `@/` is the root. */
function resolver(files: ReadonlySet<string>) {
	return (file: string, specifier: string): string | undefined => {
		if (!/^(\.|@\/)/.test(specifier)) return undefined;
		const base = specifier.startsWith("@/") ? specifier.slice(2) : path.posix.join(path.posix.dirname(file), specifier);
		const plain = path.posix.normalize(base);
		const endings = ["", ".ts", ".tsx", ".mjs", ".d.ts", "/index.ts", "/index.tsx"];
		return endings.map((ending) => plain + ending).find((candidate) => files.has(candidate));
	};
}

/** Returns every specifier that a file imports, exports from, or names in a type. */
function specifiersOf({ tree }: Source): string[] {
	const found: string[] = [];
	walk(tree, (node) => {
		const source = node.type === "TSImportType" ? (node.source ?? node.argument?.literal) : node.source;
		if (typeof source?.value === "string") found.push(source.value);
	});
	return found;
}

/** Returns the import cycles, type imports included, sorted (Tarjan's strongly connected components). */
export function cyclesOf(all: readonly Source[]): string[][] {
	const files = new Set(all.map(({ file }) => file));
	const resolve = resolver(files);
	const next = new Map(
		all.map((source) => [
			source.file,
			specifiersOf(source).flatMap((specifier) => resolve(source.file, specifier) ?? []),
		]),
	);
	const order = new Map<string, number>();
	const low = new Map<string, number>();
	const stack: string[] = [];
	const found: string[][] = [];
	const visit = (file: string): number => {
		order.set(file, order.size);
		low.set(file, order.get(file) as number);
		stack.push(file);
		for (const target of next.get(file) ?? []) {
			if (!order.has(target)) low.set(file, Math.min(low.get(file) as number, visit(target)));
			else if (stack.includes(target)) low.set(file, Math.min(low.get(file) as number, order.get(target) as number));
		}
		if (low.get(file) === order.get(file)) {
			const group = stack.splice(stack.indexOf(file)).sort();
			if (group.length > 1 || next.get(file)?.includes(file)) found.push(group);
		}
		return low.get(file) as number;
	};
	for (const file of files) if (!order.has(file)) visit(file);
	return found.sort((a, b) => (a[0] ?? "").localeCompare(b[0] ?? ""));
}

/** One exported name. A re-export has `from`, the module, and `original`, its name there ("*" for all names). */
export type Export = { name: string; from?: string; original?: string };

const nameOf = (node: Node): string => node.name ?? node.value;

/** Returns the names that a pattern declares: a, { a, b: c }, [a]. */
function declared(pattern: Node): string[] {
	if (pattern.type === "Identifier") return [pattern.name];
	if (pattern.type === "ObjectPattern")
		return (pattern.properties as Node[]).flatMap((one) => declared(one.value ?? one.argument));
	if (pattern.type === "ArrayPattern")
		return (pattern.elements as (Node | null)[]).flatMap((one) => (one ? declared(one) : []));
	return pattern.type === "AssignmentPattern" ? declared(pattern.left) : [];
}

/** Returns the exports of a module. `export *` has the name "*". */
export function exportsOf({ tree }: Source): Export[] {
	return (tree.body as Node[]).flatMap((node): Export[] => {
		if (node.type === "ExportDefaultDeclaration") return [{ name: "default" }];
		if (node.type === "ExportAllDeclaration")
			return [{ name: node.exported ? nameOf(node.exported) : "*", from: node.source.value, original: "*" }];
		if (node.type !== "ExportNamedDeclaration") return [];
		const own = node.declaration as Node | null;
		if (own?.type === "VariableDeclaration")
			return (own.declarations as Node[]).flatMap((one) => declared(one.id)).map((name) => ({ name }));
		if (own) return [{ name: nameOf(own.id) }];
		return (node.specifiers as Node[]).map((one) => ({
			name: nameOf(one.exported),
			...(node.source ? { from: node.source.value as string, original: nameOf(one.local) } : {}),
		}));
	});
}

/** One use of another module: a name it exports, or "*" for all names. `members` are the used members of a namespace. */
type Use = { specifier: string; name: string; members?: Set<string> };

/** Returns what a module uses of others. A namespace (`import * as x`, or a name that may be one) counts by its used members. */
function usesOf({ tree }: Source): Use[] {
	const uses: Use[] = [];
	const local = new Map<string, Use>();
	for (const node of tree.body as Node[]) {
		if (node.type === "ImportDeclaration")
			for (const one of node.specifiers as Node[]) {
				const name =
					one.type === "ImportNamespaceSpecifier"
						? "*"
						: one.type === "ImportDefaultSpecifier"
							? "default"
							: nameOf(one.imported);
				const use: Use = { specifier: node.source.value, name, members: new Set() };
				uses.push(use);
				local.set(one.local.name, use);
			}
	}
	const asMember = new Set<Node>();
	walk(tree, (node) => {
		if (node.type === "ImportDeclaration")
			for (const one of node.specifiers as Node[]) {
				asMember.add(one.local);
				if (one.imported) asMember.add(one.imported);
			}
		if (
			node.type === "MemberExpression" &&
			node.object.type === "Identifier" &&
			local.has(node.object.name) &&
			!node.computed
		) {
			local.get(node.object.name)?.members?.add(node.property.name);
			asMember.add(node.object);
		}
		if (node.type === "TSQualifiedName" && node.left.type === "Identifier" && local.has(node.left.name)) {
			local.get(node.left.name)?.members?.add(node.right.name);
			asMember.add(node.left);
		}
		if (node.type === "ImportExpression" || node.type === "TSImportType") {
			const source = node.source ?? node.argument?.literal;
			const name = node.type === "TSImportType" && node.qualifier ? nameOf(node.qualifier) : "*";
			if (typeof source?.value === "string") uses.push({ specifier: source.value, name });
		}
		if (node.type === "NewExpression" && node.callee.name === "URL" && typeof node.arguments[0]?.value === "string")
			uses.push({ specifier: node.arguments[0].value, name: "*" });
	});
	walk(tree, (node) => {
		if ((node.type === "Identifier" || node.type === "JSXIdentifier") && !asMember.has(node))
			delete local.get(node.name)?.members;
	});
	return uses;
}

/** The exports that Next reads by name from its files. */
const ofNext = new Set([
	..."default metadata generateMetadata generateStaticParams viewport generateViewport".split(" "),
	..."dynamic dynamicParams revalidate fetchCache runtime preferredRegion maxDuration".split(" "),
	..."GET HEAD POST PUT PATCH DELETE OPTIONS".split(" "),
]);
const nextFile = /^app\/.*\b(page|layout|route|error|not-found|global-error|template|loading|default)\.tsx?$/;
const readByName = (file: string, name: string) =>
	(nextFile.test(file) && ofNext.has(name)) ||
	(file === "proxy.ts" && /^(proxy|config)$/.test(name)) ||
	(file === "instrumentation.ts" && /^(register|onRequestError)$/.test(name)) ||
	(/^(next|drizzle)\.config\.ts$/.test(file) && name === "default");

/** Returns the exports that no other module uses, as "lib/a.ts name". Uses by tests do not count. `entries` are files that are started or named by path. */
export function unusedExports(all: readonly Source[], entries: (file: string) => boolean = () => false): string[] {
	const files = new Map(all.map((source) => [source.file, source]));
	const resolve = resolver(new Set(files.keys()));
	const used = new Set<string>();
	const use = (file: string | undefined, name: string, members?: Set<string>): void => {
		const source = file && files.get(file);
		if (!source || used.has(`${file} ${name} ${members ? [...members].sort() : "*"}`)) return;
		used.add(`${file} ${name} ${members ? [...members].sort() : "*"}`);
		for (const one of exportsOf(source)) {
			const wanted =
				name === "*" ? !members || members.has(one.name) || one.name === "*" : one.name === name || one.name === "*";
			if (!wanted) continue;
			if (one.name !== "*") used.add(`${file} ${one.name}`);
			if (!one.from) continue;
			const target = resolve(source.file, one.from);
			if (one.name !== "*" && one.original === "*") use(target, "*", name === "*" ? undefined : members);
			else if (one.name === "*") use(target, name, members);
			else use(target, one.original as string, members);
		}
	};
	for (const source of all)
		for (const { specifier, name, members } of usesOf(source)) use(resolve(source.file, specifier), name, members);
	return all.flatMap((source) =>
		entries(source.file) || source.file.endsWith(".d.mts") || source.file.endsWith(".d.ts")
			? []
			: exportsOf(source)
					.filter(({ name }) => name !== "*" && !readByName(source.file, name) && !used.has(`${source.file} ${name}`))
					.map(({ name }) => `${source.file} ${name}`),
	);
}

/** Returns the number of exports of a module. Counts re-exports one by one and a namespace by its members. */
export function widthOf(file: string, all: readonly Source[]): number {
	const files = new Map(all.map((source) => [source.file, source]));
	const resolve = resolver(new Set(files.keys()));
	const source = files.get(file);
	if (!source) return 0;
	return exportsOf(source).reduce((sum, { from, original }) => {
		const whole = original === "*" && from !== undefined ? resolve(file, from) : undefined;
		return sum + (whole ? widthOf(whole, all) : 1);
	}, 0);
}
