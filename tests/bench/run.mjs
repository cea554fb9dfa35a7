// npm run bench [part]: measures this very checkout and prints each figure beside its reference. A part is tests/bench/<part>.ts
// exporting run(); it starts what it needs and stops it again. Load goes to the loopback address only.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

const folder = import.meta.dirname;
const root = path.resolve(folder, "../..");
const parts = readdirSync(folder)
	.filter((name) => /^[a-z-]+\.ts$/.test(name))
	.map((name) => name.replace(/\.ts$/, ""))
	.sort();
const asked = process.argv.slice(2);
const unknown = asked.find((part) => !parts.includes(part));
if (unknown) {
	console.error(`There is no part "${unknown}". There are: ${parts.join(", ")}.`);
	process.exit(1);
}

if (!existsSync(path.join(root, "node_modules", "tsx"))) {
	console.log("Installing what is missing …");
	execFileSync("npm", ["ci", "--include=dev"], { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
}

// Each part in a process of its own: the environment is read once in a process.
let failed = false;
for (const part of asked.length > 0 ? asked : parts) {
	const { status } = spawnSync(process.execPath, ["--import", "tsx", path.join(folder, "support", "part.ts"), part], {
		cwd: root,
		stdio: "inherit",
	});
	failed ||= status !== 0;
}
process.exitCode = failed ? 1 : 0;
