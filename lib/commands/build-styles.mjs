// Compiles app/globals.css with Tailwind into the style sheet of the site. Run after next build; prints it with --print,
// for next dev.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import tailwind from "@tailwindcss/postcss";
import postcss from "postcss";
import { root } from "./install.mjs";

const source = path.join(root, "app", "globals.css");
/** Matches the URL of a font file in a package, as Tailwind writes it. */
const fontUrl = /url\(["']?([^"')]+\.woff2)["']?\)/g;

/** Compiles the style sheet. Returns its text, with fonts at /fonts/, and the font files. */
async function compileStyles() {
	const compiler = postcss([tailwind({ base: root, optimize: { minify: true } })]);
	const { css } = await compiler.process(readFileSync(source, "utf8"), { from: source });
	const fonts = new Set();
	const text = css.replace(fontUrl, (_, url) => {
		const file = path.resolve(path.dirname(source), url);
		fonts.add(file);
		const version = createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 12);
		return `url(/fonts/${path.basename(file)}?v=${version})`;
	});
	return { css: text, fonts: [...fonts] };
}

/** Writes the style sheet and its fonts into a build's folder, where app/_server/site-styles.ts reads them. */
export async function buildStyles(dist) {
	const folder = path.resolve(root, dist, "styles");
	const { css, fonts } = await compileStyles();
	mkdirSync(folder, { recursive: true });
	for (const file of fonts) cpSync(file, path.join(folder, path.basename(file)));
	writeFileSync(path.join(folder, "site.css"), css);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
	if (process.argv.includes("--print")) process.stdout.write((await compileStyles()).css);
	else await buildStyles(process.env.NEXT_DIST_DIR || ".next");
}
