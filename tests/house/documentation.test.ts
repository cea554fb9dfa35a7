import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { filesBelow } from "./source";

const documents = ["README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md", ...filesBelow(["docs"], [".md"])];
const ourFolders = /^(app|components|db|docs|lib|tests)\//;

/** Expands `lib/i18n/{en,cy}/x.ts` to its two paths. */
function alternatives(text: string): string[] {
	const [, before = "", choice, after = ""] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(text) ?? [];
	return choice === undefined ? [text] : choice.split(",").flatMap((one) => alternatives(before + one + after));
}

/** Whether a path exists. `*` matches any one name. */
function exists(file: string): boolean {
	if (!file.includes("*")) return existsSync(file);
	const [folder = "", rest = ""] = file.split(/\/\*\/?/);
	return filesBelow([folder], [rest]).some((one) => one.split("/").length === file.split("/").length);
}

/** Returns the paths that a document names: in backticks below one of our folders, and in links. */
function pathsIn(document: string, text: string): string[] {
	const quoted = [...text.matchAll(/`([^`\s]+)`/g)]
		.map(([, path = ""]) => path)
		.filter((path) => ourFolders.test(path));
	const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, path = ""]) => {
		const folder = document.includes("/") ? document.slice(0, document.lastIndexOf("/") + 1) : "";
		return new URL(folder + path, "file:///").pathname.slice(1);
	});
	return [...quoted.flatMap(alternatives), ...linked];
}

it("every path that a document names is there", () => {
	const absent = documents.flatMap((document) =>
		pathsIn(document, readFileSync(document, "utf8"))
			.filter((path) => !exists(path))
			.map((path) => `${document}: ${path}`),
	);
	expect(absent).toEqual([]);
});

describe("the rule finds", () => {
	const absent = (text: string) => pathsIn("docs/a.md", text).filter((path) => !exists(path));

	it("a path that is not there, in backticks, among alternatives and in a link", () => {
		expect(absent("`lib/nobody.ts` `lib/i18n/{en,fr}/mail.ts` [x](../NOBODY.md) [y](b.md)")).toEqual([
			"lib/nobody.ts",
			"lib/i18n/fr/mail.ts",
			"NOBODY.md",
			"docs/b.md",
		]);
	});

	it("nothing in folders, patterns, addresses and what is not ours", () => {
		expect(
			absent("`lib/i18n/en/` `lib/*/index.ts` `/staff` `node:http` [x](../README.md) [z](https://a.example)"),
		).toEqual([]);
	});
});

/** Returns the README's map of lib: folders on lines that begin with their name, and shared files with their ending. */
function mapOf(readme: string): { folders: string[]; files: string[] } {
	const [block = ""] = /^lib\/ [\s\S]*?(?=^db\/)/m.exec(readme) ?? [];
	return {
		folders: [...block.matchAll(/^ {2}([a-z0-9-]+)\/ /gm)].map(([, name = ""]) => name).sort(),
		files: [...block.matchAll(/\b([a-z-]+\.ts)\b(?!\w)/g)]
			.map(([, name = ""]) => name)
			.filter((name) => name !== "index.ts")
			.sort(),
	};
}

it("the README's map names every folder and every shared file of lib, and nothing else", () => {
	const all = filesBelow(["lib"], [""]).map((file) => file.split("/"));
	expect(mapOf(readFileSync("README.md", "utf8"))).toEqual({
		folders: [...new Set(all.filter((parts) => parts.length > 2).map(([, name = ""]) => name))].sort(),
		files: all.filter((parts) => parts.length === 2).map(([, name = ""]) => name),
	});
	expect(mapOf("lib/   decides, at its index.ts:\n  audit/  who\n     shared: ids.ts · log.ts\ndb/ x.ts\n")).toEqual({
		folders: ["audit"],
		files: ["ids.ts", "log.ts"],
	});
});

it("every decision has a number of its own, a date, a status, and the reasons with what it costs", () => {
	const files = filesBelow(["docs/decisions"], [".md"]).sort();
	expect(files.map((file) => Number(file.slice(15, 19)))).toEqual(files.map((_, at) => at + 1));
	for (const file of files) {
		const text = readFileSync(file, "utf8");
		expect(text, file).toMatch(new RegExp(`^# ${Number(file.slice(15, 19))}\\. `));
		for (const part of ["- Date: 20", "- Status: ", "## Context", "## Decision", "## Consequences"])
			expect(text, file).toContain(part);
	}
});
