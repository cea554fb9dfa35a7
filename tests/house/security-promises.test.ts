import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { filesBelow } from "./source";

const text = readFileSync("SECURITY.md", "utf8");
const section = (title: string) => text.split(`\n## ${title}\n`)[1]?.split("\n## ")[0] ?? "";
const plain = (name: string) => name.replace(/[`*.]/g, "").trim();

/** The promises: what stands in bold at the head of each item of the two lists. */
const promises = ["Roles in the database", "At the door"].flatMap((title) =>
	[...section(title).matchAll(/^- \*\*(.+?)\*\*/gm)].map(([, name = ""]) => plain(name)),
);
const rows = [...section("What holds these promises").matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)]
	.filter(([, name = ""]) => !/^(Promise|-+)$/.test(name.trim()))
	.map(([, name = "", files = ""]) => ({
		names: name.includes("`") ? name.split(", ").map(plain) : [plain(name)],
		files: [...files.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file),
	}));

it("each promise of SECURITY.md names the tests that hold it, and nothing else is named", () => {
	expect(promises.length).toBeGreaterThan(15);
	expect(rows.flatMap(({ names }) => names)).toEqual(promises);
	for (const { names, files } of rows) expect(files.length, names.join()).toBeGreaterThan(0);
	const named = rows.flatMap(({ files }) => files);
	expect(named.filter((file) => !existsSync(file))).toEqual([]);
});

it("each file of tests/security and tests/attacks holds a promise", () => {
	const named = new Set(rows.flatMap(({ files }) => files));
	const files = filesBelow(["tests/security", "tests/attacks"], [".test.ts"]);
	expect(files.filter((file) => !named.has(file))).toEqual([]);
});
