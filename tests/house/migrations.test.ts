/** Migrations are changed in place until the first deployment (decision 12). */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const folder = "db/migrations";
const texts = readdirSync(folder)
	.filter((name) => name.endsWith(".sql"))
	.map((name) => readFileSync(`${folder}/${name}`, "utf8"));

it("a function stands in one migration, so that whoever reads it reads what the database does", () => {
	const names = texts.flatMap((text) =>
		Array.from(text.matchAll(/^CREATE (?:OR REPLACE )?FUNCTION ([\w.]+)\s*\(/gm), ([, name]) => name),
	);
	expect(names.length).toBeGreaterThan(50);
	expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
	expect(texts.filter((text) => /^DROP FUNCTION/m.test(text))).toEqual([]);
});
