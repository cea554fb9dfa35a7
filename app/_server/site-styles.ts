import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildFolder, development } from "@/lib/env";

/** What lib/commands/build-styles.mjs has written beside the build. */
const folder = join(buildFolder, "styles");

let styles: { css: string; version: string } | undefined;
let fonts: Map<string, Buffer> | undefined;

/** Returns the compiled style sheet and a hash of it, read once. Throws if the build was made without it. */
export function siteStyles(): { css: string; version: string } {
	if (styles) return styles;
	const css = readFileSync(join(folder, "site.css"), "utf8");
	styles = { css, version: createHash("sha256").update(css).digest("hex").slice(0, 12) };
	return styles;
}

/** Returns a font of the style sheet; undefined if there is none of this name. */
export function siteFont(name: string): Buffer | undefined {
	fonts ??= new Map(
		readdirSync(folder)
			.filter((file) => file.endsWith(".woff2"))
			.map((file) => [file, readFileSync(join(folder, file))]),
	);
	return fonts.get(name);
}

/** The address of the style sheet. The version lets browsers keep it for a year; next dev compiles it for each request. */
export function siteStylesHref(): string {
	return development ? "/site.css" : `/site.css?v=${siteStyles().version}`;
}
