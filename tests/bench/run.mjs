// npm run bench [part]: measures this very checkout and prints each figure beside its reference. A part is tests/bench/<part>.ts
// exporting run(); it starts what it needs and stops it again. Load goes to the loopback address only.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { checkNode, install, root } from "../../lib/commands/install.mjs";

const folder = import.meta.dirname;
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

checkNode();
await install((sentence) => console.log(sentence));

// Each part but the soak, which takes twenty minutes. Each in a process of its own: the environment is read once in a process.
let failed = false;
for (const part of asked.length > 0 ? asked : parts.filter((part) => part !== "soak")) {
	const { status } = spawnSync(process.execPath, ["--import", "tsx", path.join(folder, "support", "part.ts"), part], {
		cwd: root,
		stdio: "inherit",
	});
	failed ||= status !== 0;
}
process.exitCode = failed ? 1 : 0;
