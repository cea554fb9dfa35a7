// Reads the project's source for the house tests: files, imports and syntax trees.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync } from "vite";

/** A node of the syntax tree (ESTree, with JSX and TypeScript). */
// biome-ignore lint/suspicious/noExplicitAny: nodes of the syntax tree have any properties
export type Node = { type: string; start: number; end: number; [key: string]: any };

/** An import or re-export. `typeOnly` if only types are imported. */
export type Import = { from: string; typeOnly: boolean };

export type Source = { file: string; text: string; tree: Node; imports: Import[]; directives: string[] };

/** Returns every file below some folders whose path ends in one of `endings`, as paths from the root. */
export function filesBelow(folders: readonly string[], endings: readonly string[]): string[] {
	return folders
		.filter((folder) => existsSync(folder))
		.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name).split(path.sep).join("/"))
		.filter((file) => endings.some((ending) => file.endsWith(ending)))
		.sort();
}

/** Visits a node and all nodes below it, except those that `skip` selects. */
export function walk(node: Node, visit: (node: Node) => void, skip: (node: Node) => boolean = () => false): void {
	if (skip(node)) return;
	visit(node);
	for (const value of Object.values(node))
		for (const child of Array.isArray(value) ? value : [value])
			if (child && typeof child === "object" && typeof child.type === "string") walk(child, visit, skip);
}

/** Resolves an import to a path from the root without its ending, or to the name of a package. */
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

/** Parses a text as if it were the content of `file`. */
export function parse(file: string, text: string): Source {
	const { program, errors } = parseSync(file, text);
	if (errors.length) throw new Error(`${file}: ${errors[0]?.message}`);
	const tree = program as unknown as Node;
	const directives = (tree.body as Node[]).flatMap((node) => (node.directive ? [node.directive as string] : []));
	return { file, text, tree, imports: importsOf(file, tree), directives };
}

/** Returns the origin of each imported name of a file: the module, and its name there ("*" for a namespace). */
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

/** Returns all TypeScript sources: app, components, lib, db and the files at the root. */
export function sources(): Source[] {
	const files = filesBelow(["app", "components", "lib", "db"], [".ts", ".tsx"]).concat(
		readdirSync(".").filter((name) => /^(proxy|instrumentation|next\.config)\.tsx?$/.test(name)),
	);
	// The pages of the benchmarks are not part of the product.
	read ??= files.filter((file) => !file.includes(".bench.")).map((file) => parse(file, readFileSync(file, "utf8")));
	return read;
}

/** Returns the line of a position in a text, from 1. */
export function lineAt(text: string, position: number): number {
	return text.slice(0, position).split("\n").length;
}
