// Bundles each program and the packages it needs into a few files, which start four times as quickly as the sources and take
// half the memory. They are built again when a source has changed: by npm run build, or else by the first program that runs.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./install.mjs";

/** Contains a folder for each bundle, named by its hash, and a file that names the newest. */
const folder = path.join(root, ".commands");
const note = path.join(folder, "newest.json");
export const commands = ["import", "migrate", "staff", "worker", "web"];
/** The source of each program. */
const sourceOf = (name) => (name === "web" ? "app/_server/web.ts" : `lib/commands/${name}.ts`);

const readNote = () => (existsSync(note) ? JSON.parse(readFileSync(note, "utf8")) : undefined);

/** Whether the newest bundle is newer than everything it was made from. */
function isFresh({ madeFrom }) {
	const { mtimeMs } = statSync(note);
	return madeFrom.every(
		(file) => (statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < mtimeMs,
	);
}

async function build() {
	const esbuild = await import("esbuild");
	const { metafile, outputFiles } = await esbuild.build({
		absWorkingDir: root,
		entryPoints: [...commands.map(sourceOf), "lib/datasets/importing/worker-thread.ts"],
		entryNames: "[name]",
		outdir: "made",
		outExtension: { ".js": ".mjs" },
		bundle: true,
		splitting: true,
		platform: "node",
		format: "esm",
		// Next and the queue read files beside them; pg looks for an optional native module.
		external: ["next", "graphile-worker", "pg-native"],
		// Some packages are CommonJS and call require.
		banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
		metafile: true,
		write: false,
		logLevel: "error",
	});
	const own = Object.keys(metafile.inputs).filter((file) => !file.startsWith("node_modules/"));
	const files = outputFiles.map(({ path: file, contents }) => ({ name: path.basename(file), contents }));
	return { files, madeFrom: [...own, "lib/commands/bundle.mjs", "package-lock.json"] };
}

/** Writes the files into a folder named by their hash, unless it exists. Returns its name. */
function keep(files) {
	const hash = createHash("sha256");
	for (const { name, contents } of files) hash.update(`${name}\0`).update(contents);
	const name = hash.digest("hex").slice(0, 16);
	const made = path.join(folder, name);
	if (existsSync(made)) return name;
	const partial = `${made}-${process.pid}`;
	mkdirSync(partial, { recursive: true });
	for (const file of files) writeFileSync(path.join(partial, file.name), file.contents);
	try {
		renameSync(partial, made);
	} catch (error) {
		if (!existsSync(made)) throw error;
		rmSync(partial, { recursive: true });
	}
	return name;
}

/**
 * Returns the folder of the newest bundle, which is built if it is missing or old. Several processes may do so at the same
 * time. The bundle before it stays for processes that still run from it.
 */
export async function bundle() {
	const before = readNote();
	if (before && isFresh(before)) return path.join(folder, before.name);
	const { files, madeFrom } = await build();
	const name = keep(files);
	const partial = `${note}-${process.pid}`;
	writeFileSync(partial, JSON.stringify({ name, madeFrom }));
	renameSync(partial, note);
	sweep([name, before?.name, path.basename(note)]);
	return path.join(folder, name);
}

/** Removes older bundles, and partial ones older than an hour, whose process was killed. */
function sweep(kept) {
	for (const name of readdirSync(folder)) {
		const each = path.join(folder, name);
		const young =
			name.includes("-") && (statSync(each, { throwIfNoEntry: false })?.mtimeMs ?? 0) > Date.now() - 3_600_000;
		if (!kept.includes(name) && !young) rmSync(each, { recursive: true, force: true });
	}
}
