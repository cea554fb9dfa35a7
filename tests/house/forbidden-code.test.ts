import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Exemption, idle, isExempt } from "./exemptions";
import { filesBelow, lineAt, type Node, parse, type Source, sources, walk } from "./source";

/** The only files that may read the environment: lib/env.ts, configuration of tools, and files that start processes. */
const readsEnvironment: Exemption[] = [
	["lib/env.ts", "parses it"],
	["next.config.ts", "the build's folder and the benchmarks' switch, before anything is parsed"],
	["instrumentation.ts", "Next's name of the runtime, which the bundler replaces"],
	[/^lib\/commands\/demo\//, "starts processes"],
	[/^db\/embedded\//, "starts processes"],
];

const environmentFault = "reads process.env; ask lib/env.ts";

/** Returns what a file does against the rules, each with its line. */
function faultsOf({ file, text, tree, imports, directives }: Source): string[] {
	const found: string[] = [];
	const add = (node: Node, what: string) => found.push(`${file}:${lineAt(text, node.start)} ${what}`);
	walk(tree, (node) => {
		const far = /^(app|components)\//.test(file) && /^(\.\.\/){3}/.test(String(node.source?.value ?? ""));
		if (far) add(node, "imports from three folders above; write the path from the root, @/…");
		if (node.type === "MemberExpression" && node.object?.name === "process" && node.property?.name === "env") {
			add(node, environmentFault);
		}
		if (node.type === "JSXAttribute") {
			if (node.name?.name === "style") add(node, "writes a style attribute, which the policy forbids");
			if (node.name?.name === "dangerouslySetInnerHTML") add(node, "sets HTML from text");
		}
		if (node.type === "Property" && node.key?.name === "dangerouslySetInnerHTML") add(node, "sets HTML from text");
	});
	if (directives.includes("use client")) {
		for (const { from, typeOnly } of imports) {
			const server = from.startsWith("node:") || /^(pg|pino|drizzle-orm|nodemailer|graphile-worker)(\/|$)/.test(from);
			const lib = from.startsWith("lib/") && !/^lib\/([^/]+\/schema|form|i18n\/(en|cy)\/\w+)$/.test(from);
			if (!typeOnly && (server || lib || from === "next/headers"))
				found.push(`${file} runs in the browser and imports ${from}`);
		}
	}
	return found;
}

it("no file has code that the rules forbid", () => {
	const faults = sources().flatMap((source) =>
		faultsOf(source).filter((fault) => !(fault.endsWith(environmentFault) && isExempt(readsEnvironment, source.file))),
	);
	expect(faults).toEqual([]);
});

it("every file that may read the environment does", () => {
	const readers = sources().filter((source) => faultsOf(source).some((fault) => fault.endsWith(environmentFault)));
	expect(
		idle(
			readsEnvironment,
			readers.map(({ file }) => file),
		),
	).toEqual([]);
});

describe("the rule finds", () => {
	it.each([
		["app/staff/a/[id]/page.tsx", 'import { a } from "../../../b";', "three folders above"],
		["app/staff/a/[id]/page.tsx", 'export { a } from "../../../b";', "three folders above"],
		["lib/mail/outbox.ts", "export const url = process.env.SMTP_URL;", "reads process.env"],
		["components/ui/a.tsx", 'export const A = () => <p style={{ color: "red" }} />;', "style attribute"],
		["components/ui/a.tsx", 'export const A = () => <p dangerouslySetInnerHTML={{ __html: "x" }} />;', "sets HTML"],
		["components/ui/a.tsx", 'const how = { dangerouslySetInnerHTML: { __html: "x" } };', "sets HTML"],
		["components/ui/a.tsx", '"use client"; import { translator } from "@/lib/i18n";', "runs in the browser"],
		["components/ui/a.tsx", '"use client"; import { randomBytes } from "node:crypto";', "runs in the browser"],
	])("in %s: %s", (file, text, what) => {
		expect(faultsOf(parse(file, text))).toEqual([expect.stringContaining(what)]);
	});
});

it("no file of this repository names the machine it was written on", () => {
	const files = filesBelow(["app", "components", "lib", "db", "tests"], [".ts", ".tsx", ".mjs", ".json", ".sql"]);
	expect(
		files.filter(
			(file) => /\/(home|Users|root)\/[a-z]+\//.test(readFileSync(file, "utf8")) && !file.startsWith("tests/results/"),
		),
	).toEqual([]);
});
