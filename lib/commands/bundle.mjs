// Puts each command and the packages it needs into a few files, which start four times as quickly as the sources and take half
// the memory. They are made anew when a source has changed since: by npm run build, or else by the first command that runs.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./install.mjs";

const folder = path.join(root, ".commands");
const list = path.join(folder, "made-from.json");
export const commands = ["import", "migrate", "staff", "worker"];

/** Whether the bundle is there and newer than everything it was made from. */
function isFresh() {
	if (!existsSync(list)) return false;
	const { mtimeMs } = statSync(list);
	return JSON.parse(readFileSync(list, "utf8")).every(
		(file) => (statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < mtimeMs,
	);
}

/** Makes the bundle where it is missing or old. Several may do so at the same time. */
export async function bundle() {
	if (isFresh()) return;
	const { build } = await import("esbuild");
	const made = `${folder}-${process.pid}`;
	mkdirSync(made, { recursive: true });
	const { metafile } = await build({
		absWorkingDir: root,
		entryPoints: [...commands.map((name) => `lib/commands/${name}.ts`), "lib/datasets/thread.ts"],
		entryNames: "[name]",
		outdir: made,
		outExtension: { ".js": ".mjs" },
		bundle: true,
		splitting: true,
		platform: "node",
		format: "esm",
		// The queue reads files that lie beside it; pg looks for a faster self that is not installed.
		external: ["graphile-worker", "pg-native"],
		// Older packages among them ask for modules as CommonJS does.
		banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
		metafile: true,
		logLevel: "error",
	});
	const own = Object.keys(metafile.inputs).filter((file) => !file.startsWith("node_modules/"));
	writeFileSync(
		path.join(made, path.basename(list)),
		JSON.stringify([...own, "lib/commands/bundle.mjs", "package-lock.json"]),
	);
	putInPlace(made);
}

function putInPlace(made) {
	const old = `${made}-old`;
	for (;;) {
		try {
			renameSync(made, folder);
			break;
		} catch (error) {
			if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
			// An old one is in the way, or one that somebody else has made meanwhile.
			try {
				renameSync(folder, old);
			} catch (gone) {
				if (gone.code !== "ENOENT") throw gone;
			}
			rmSync(old, { recursive: true, force: true });
		}
	}
}

/** The file that runs a command. */
export const fileOf = (name) => path.join(folder, `${name}.mjs`);
