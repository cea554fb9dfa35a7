/** Reads the project's own source for the house tests: its files, what each imports, and its syntax tree. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync } from "vite";

/** A node of the syntax tree (ESTree, with JSX and TypeScript). */
// biome-ignore lint/suspicious/noExplicitAny: walking a tree looks at whatever a node has
export type Node = { type: string; start: number; end: number; [key: string]: any };

/** An import or re-export. `typeOnly` where nothing of it is there at run time. */
export type Import = { from: string; typeOnly: boolean };

export type Source = { file: string; text: string; tree: Node; imports: Import[]; directives: string[] };

/** Every file below some folders of the project whose path ends in one of `endings`, as paths from the root. */
export function filesBelow(folders: readonly string[], endings: readonly string[]): string[] {
	return folders
		.filter((folder) => existsSync(folder))
		.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name).split(path.sep).join("/"))
		.filter((file) => endings.some((ending) => file.endsWith(ending)))
		.sort();
}

/** Visits a node and everything below it, but for what `skip` leaves out. */
export function walk(node: Node, visit: (node: Node) => void, skip: (node: Node) => boolean = () => false): void {
	if (skip(node)) return;
	visit(node);
	for (const value of Object.values(node))
		for (const child of Array.isArray(value) ? value : [value])
			if (child && typeof child === "object" && typeof child.type === "string") walk(child, visit, skip);
}

/** What an import means as a path from the root without its ending, or the package's name. */
export function resolve(file: string, specifier: string): string {
	if (specifier.startsWith("@/")) return path.posix.normalize(specifier.slice(2));
	if (specifier.startsWith(".")) return path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
	return specifier;
}

function importsOf(file: string, tree: Node): Import[] {
	const found: Import[] = [];
	walk(tree, (node) => {
		const source = node.source?.value ?? (node.type === "TSImportType" ? node.argument?.literal?.value : undefined);
		if (typeof source !== "string") return;
		const named = (node.specifiers ?? []) as Node[];
		const allTypes = named.length > 0 && named.every((one) => one.importKind === "type" || one.exportKind === "type");
		const typeOnly =
			node.importKind === "type" || node.exportKind === "type" || node.type === "TSImportType" || allTypes;
		found.push({ from: resolve(file, source), typeOnly });
	});
	return found;
}

/** Reads one text as if it stood in `file`. */
export function parse(file: string, text: string): Source {
	const { program, errors } = parseSync(file, text);
	if (errors.length) throw new Error(`${file}: ${errors[0]?.message}`);
	const tree = program as unknown as Node;
	const directives = (tree.body as Node[]).flatMap((node) => (node.directive ? [node.directive as string] : []));
	return { file, text, tree, imports: importsOf(file, tree), directives };
}

/** Where each imported name of a file comes from: the module, and the name it has there ("*" for a namespace). */
export function importedNames({ file, tree }: Source): Map<string, { from: string; name: string }> {
	const found = new Map<string, { from: string; name: string }>();
	for (const statement of tree.body as Node[]) {
		if (statement.type !== "ImportDeclaration") continue;
		const from = resolve(file, statement.source.value);
		for (const one of statement.specifiers as Node[]) {
			const name =
				one.type === "ImportNamespaceSpecifier"
					? "*"
					: one.type === "ImportDefaultSpecifier"
						? "default"
						: one.imported.name;
			found.set(one.local.name, { from, name });
		}
	}
	return found;
}

let read: Source[] | undefined;

/** All TypeScript of the house: app, components, lib, db and the files at the root. */
export function sources(): Source[] {
	const files = filesBelow(["app", "components", "lib", "db"], [".ts", ".tsx"]).concat(
		readdirSync(".").filter((name) => /^(proxy|instrumentation|next\.config)\.tsx?$/.test(name)),
	);
	// What only the benchmarks' build holds is no part of the house.
	read ??= files.filter((file) => !file.includes(".bench.")).map((file) => parse(file, readFileSync(file, "utf8")));
	return read;
}

/** The line of a position in a text, from 1. */
export function lineAt(text: string, position: number): number {
	return text.slice(0, position).split("\n").length;
}
