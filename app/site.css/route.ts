import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { siteStyles } from "@/app/_server/site-styles";
import { development } from "@/lib/env";

/** Read when the site starts: the style sheet is compiled after Next's own build. */
export const dynamic = "force-dynamic";

/** Compiles the sources as they are now. In a process of its own, so that no bundle contains the compiler. */
async function compileNow(): Promise<string> {
	const { stdout } = await promisify(execFile)(process.execPath, ["lib/commands/build-styles.mjs", "--print"]);
	return stdout;
}

/** The style sheet of every page. Kept for a year under the address with its present version, for an hour under others. */
export async function GET(request: Request): Promise<Response> {
	const headers = { "Content-Type": "text/css; charset=utf-8" };
	if (development) return new Response(await compileNow(), { headers: { ...headers, "Cache-Control": "no-store" } });
	const { css, version } = siteStyles();
	const current = new URL(request.url).searchParams.get("v") === version;
	const kept = current ? "public, max-age=31536000, immutable" : "public, max-age=3600";
	return new Response(css, { headers: { ...headers, "Cache-Control": kept } });
}
