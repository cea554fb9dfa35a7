// Bundles each program and the packages it needs into a few files, which start four times as fast as the sources and use half
// the memory. npm run build builds the bundle; a program that finds it missing or older than a source builds it again.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./install.mjs";

/** Contains a folder for each bundle, named by its hash, and a file that names the newest. */
const folder = path.join(root, ".commands");
const manifestFile = path.join(folder, "newest.json");
export const commands = [
	"doctor",
	"export-objections",
	"front",
	"import",
	"keys",
	"migrate",
	"mirror",
	"read-bounces",
	"read-recipients",
	"roll-over",
	"staff",
	"worker",
	"write-letters",
	"web",
];
/** The source of each program. */
const sourceOf = (name) => `${["mirror", "web"].includes(name) ? "app/_server" : "lib/commands"}/${name}.ts`;

const readManifest = () => (existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, "utf8")) : undefined);

/** Whether the newest bundle is newer than every file it was built from. */
function isFresh({ madeFrom }) {
	const { mtimeMs } = statSync(manifestFile);
	return madeFrom.every(
		(file) => (statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < mtimeMs,
	);
}

/** Bundles all programs. Returns the files, not written yet, and the sources. */
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
		// Next and graphile-worker read files of their own packages; pg requires an optional native module.
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
function saveFiles(files) {
	const hash = createHash("sha256");
	for (const { name, contents } of files) hash.update(`${name}\0`).update(contents);
	const name = hash.digest("hex").slice(0, 16);
	const target = path.join(folder, name);
	if (existsSync(target)) return name;
	const partial = `${target}-${process.pid}`;
	mkdirSync(partial, { recursive: true });
	for (const file of files) writeFileSync(path.join(partial, file.name), file.contents);
	try {
		renameSync(partial, target);
	} catch (error) {
		if (!existsSync(target)) throw error;
		rmSync(partial, { recursive: true });
	}
	return name;
}

/**
 * Returns the folder of the newest bundle, which is built if it is missing or old. Several processes may do so at the same
 * time. The bundle before it stays for processes that still run from it.
 */
export async function bundle() {
	const before = readManifest();
	if (before && isFresh(before)) return path.join(folder, before.name);
	const { files, madeFrom } = await build();
	const name = saveFiles(files);
	const partial = `${manifestFile}-${process.pid}`;
	writeFileSync(partial, JSON.stringify({ name, madeFrom }));
	renameSync(partial, manifestFile);
	sweep([name, before?.name, path.basename(manifestFile)]);
	return path.join(folder, name);
}

/** Removes older bundles, and partial ones of killed processes after an hour. */
function sweep(keep) {
	for (const name of readdirSync(folder)) {
		const entry = path.join(folder, name);
		const recent =
			name.includes("-") && (statSync(entry, { throwIfNoEntry: false })?.mtimeMs ?? 0) > Date.now() - 3_600_000;
		if (!keep.includes(name) && !recent) rmSync(entry, { recursive: true, force: true });
	}
}
