import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { filesBelow, parse, type Source, sources } from "./source";

type Packages = { dependencies: Record<string, string>; devDependencies: Record<string, string> };
const ours = /^(app|components|db|lib|node:|\.)/;
const packageOf = (from: string) => /^(@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? from;

/** Returns the packages a file imports that `npm ci --omit=dev` does not install, or whose types it does not, which the build checks. */
function absentPackages({ file, imports }: Source, { dependencies, devDependencies }: Packages): string[] {
	const names = imports.filter(({ from }) => !ours.test(from)).map(({ from }) => packageOf(from));
	return [...new Set(names)].flatMap((name) => {
		const types = `@types/${name.replace(/^@(.+)\//, "$1__")}`;
		if (!(name in dependencies) && !(types in dependencies)) return [`${file} imports ${name}`];
		return types in devDependencies ? [`${file} needs ${types}`] : [];
	});
}

const packages = JSON.parse(readFileSync("package.json", "utf8")) as Packages;
/** The programs that `npm run build`, start and the commands run before anything is bundled. */
const scripts = filesBelow(["app", "lib"], [".mjs"]).map((file) => parse(file, readFileSync(file, "utf8")));

it("what the site and its build import is installed without the packages for development", () => {
	expect([...sources(), ...scripts].flatMap((source) => absentPackages(source, packages))).toEqual([]);
});

it("the rule finds a package, or its types, that is only there for development", () => {
	const of = (text: string) =>
		absentPackages(parse("lib/a.ts", text), {
			dependencies: { pg: "1", "smtp-server": "1" },
			devDependencies: { vite: "1", "@types/smtp-server": "1" },
		});
	expect(of('import pg from "pg"; import "node:fs"; import a from "@/lib/b"; import b from "./b";')).toEqual([]);
	expect(of('import { a } from "vite/client"; const b = await import("smtp-server");')).toEqual([
		"lib/a.ts imports vite",
		"lib/a.ts needs @types/smtp-server",
	]);
});
