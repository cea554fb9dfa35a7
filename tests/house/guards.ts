import type { Node, Source } from "./source";
import { lineAt, walk } from "./source";

/** Modules that may be called before the guard. None of them reads personal data. */
const harmless = /^(lib\/i18n|lib\/form|lib\/result|lib\/organisation|lib\/[^/]+\/schema|next\/navigation|zod)$/;
const harmlessNames = new Set([
	"localeOf",
	"pageTitle",
	"titleWithForms",
	"databaseAnswers",
	"unavailableResponse",
	"refusalOf",
]);
const guards = new Set(["requireMember", "requireMemberAsking", "requireStaff"]);

type Found = { name: string; node: Node };

/** Returns the origin of each name of a file: the path of its import, or the function of this file. */
function names({ tree, imports }: Source): Map<string, string | Node> {
	const found = new Map<string, string | Node>();
	const places = [...imports];
	for (const statement of tree.body as Node[]) {
		if (statement.type === "ImportDeclaration") {
			const from = places.find((one) =>
				one.from.endsWith(String(statement.source.value).replace(/^(@|\.+)\//, "")),
			)?.from;
			for (const one of statement.specifiers) found.set(one.local.name, from ?? statement.source.value);
		}
		const declared = statement.type.startsWith("Export") ? statement.declaration : statement;
		if (declared?.type === "FunctionDeclaration" && declared.id) found.set(declared.id.name, declared);
	}
	return found;
}

/** Returns the calls of a function in the order of execution: arguments before the call they belong to. */
function callsOf(body: Node): Node[] {
	const found: Node[] = [];
	walk(body, (node) => {
		if (node.type === "CallExpression") found.push(node);
	});
	return found.sort((a, b) => a.end - b.end);
}

/** Returns the first name of a call: `a` in a(), a.b() and a.b().c(). */
function rootOf(callee: Node): string | undefined {
	if (callee.type === "Identifier") return callee.name;
	if (callee.type === "MemberExpression") return rootOf(callee.object);
	if (callee.type === "CallExpression") return rootOf(callee.callee);
	return undefined;
}

/** Returns "guarded" if a function guards first, else the first call that needs a guard, else undefined. */
function unguardedCall(
	fn: Node,
	known: Map<string, string | Node>,
	seen = new Set<Node>(),
): string | undefined | "guarded" {
	seen.add(fn);
	for (const call of callsOf(fn.body)) {
		const name = rootOf(call.callee);
		if (!name) continue;
		if (guards.has(name)) return "guarded";
		const from = known.get(name);
		if (from === undefined || harmlessNames.has(name)) continue;
		if (typeof from !== "string") {
			const within = seen.has(from) ? undefined : unguardedCall(from, known, seen);
			if (within) return within;
		} else if (/^(lib|db|app)\//.test(from) && !harmless.test(from)) return name;
	}
	return undefined;
}

const isFunction = (node?: Node) => node !== undefined && /Function/.test(node.type);
const saysServer = ({ body }: Node) =>
	Array.isArray(body?.body) && (body.body as Node[]).some((statement) => statement.directive === "use server");

/** Whether a file has what the forms of a document do. */
export const hasDocumentForms = ({ file }: Source) => /^app\/.*\/forms\.ts$/.test(file);

/** Returns the functions of a file that a request can reach: pages, methods of routes, metadata, server actions, forms of documents. */
export function reachable(source: Source): Found[] {
	const found: Found[] = [];
	const actions = source.directives.includes("use server") || hasDocumentForms(source);
	const route = /\/(page|route)\.tsx?$/.test(source.file);
	for (const statement of source.tree.body as Node[]) {
		const declared = statement.declaration as Node | undefined;
		if (statement.type === "ExportDefaultDeclaration" && route && isFunction(declared))
			found.push({ name: "default", node: declared as Node });
		if (statement.type !== "ExportNamedDeclaration" || !declared) continue;
		const exported: Found[] = isFunction(declared)
			? [{ name: declared.id.name, node: declared }]
			: ((declared.declarations ?? []) as Node[])
					.filter((one) => isFunction(one.init))
					.map((one) => ({ name: one.id.name, node: one.init }));
		found.push(
			...exported.filter(
				({ name }) => actions || (route && /^(GET|POST|PUT|PATCH|DELETE|HEAD|generateMetadata)$/.test(name)),
			),
		);
	}
	walk(source.tree, (node) => {
		if (isFunction(node) && saysServer(node) && !found.some((one) => one.node === node))
			found.push({ name: node.id?.name ?? "a server action", node });
	});
	return found;
}

/** Returns the functions of a file that a request can reach and that call something before they guard, or never guard. */
export function unguarded(source: Source): string[] {
	const known = names(source);
	return reachable(source).flatMap(({ name, node }) => {
		const place = `${source.file}:${lineAt(source.text, node.start)} ${name}`;
		const call = unguardedCall(node, known);
		if (call === "guarded") return [];
		if (call) return [`${place} calls ${call} before it guards`];
		return name === "generateMetadata" ? [] : [`${place} does not guard`];
	});
}

/**
 * Returns parameters of server actions that no form sends (app/_server/action-call.ts): every action takes texts, then the form's
 * state if it has one, then the form. No action reads the state, which anybody may have written.
 */
export function oddParameters(source: Source): string[] {
	const actions = reachable(source).filter(({ node }) => source.directives.includes("use server") || saysServer(node));
	return actions.flatMap(({ name, node }) => {
		const typed = (node.params as Node[]).map((param) => ({
			name: String(param.name),
			type: source.text.slice(param.typeAnnotation?.typeAnnotation.start, param.typeAnnotation?.typeAnnotation.end),
		}));
		const last = typed.pop();
		const texts = /State$/.test(typed.at(-1)?.type ?? "") ? typed.slice(0, -1) : typed;
		const state = typed[texts.length];
		const odd = [
			...(last?.type === "FormData" ? [] : [last?.name ?? "no parameter"]),
			...(state && !state.name.startsWith("_") ? [state.name] : []),
			...texts.filter(({ type }) => !textType.test(type)).map(({ name }) => name),
		];
		return odd.map((parameter) => `${source.file} ${name}: ${parameter}`);
	});
}
/** Types of texts: string, names of texts of the site, unions of literals. */
const textType = /^(string|Locale|MemberPath|StaffPath|"[^"]*"( \| "[^"]*")*)$/;

/** Returns server actions with more than `most` lines. An action guards, parses, calls, invalidates and redirects. */
export function longActions(source: Source, most = 25): string[] {
	const actions = reachable(source).filter(
		({ node }) => source.directives.includes("use server") || hasDocumentForms(source) || saysServer(node),
	);
	return actions.flatMap(({ name, node }) => {
		const lines = lineAt(source.text, node.end) - lineAt(source.text, node.start) + 1;
		return lines > most ? [`${source.file} ${name} has ${lines} lines`] : [];
	});
}
