import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { siteStyles } from "@/app/_server/site-styles";
import { development } from "@/lib/env";

/** Renders on every request, because the style sheet is compiled after Next's build. */
export const dynamic = "force-dynamic";

/** Compiles the style sheet from the present sources. Uses its own process, so that no bundle contains the compiler. */
async function compileNow(): Promise<string> {
	const { stdout } = await promisify(execFile)(process.execPath, ["lib/commands/build-styles.mjs", "--print"]);
	return stdout;
}

/** Returns the style sheet of every page. Cached for a year at the address with its present version, for an hour at others. */
export async function GET(request: Request): Promise<Response> {
	const headers = { "Content-Type": "text/css; charset=utf-8" };
	if (development) return new Response(await compileNow(), { headers: { ...headers, "Cache-Control": "no-store" } });
	const { css, version } = siteStyles();
	const current = new URL(request.url).searchParams.get("v") === version;
	const kept = current ? "public, max-age=31536000, immutable" : "public, max-age=3600";
	return new Response(css, { headers: { ...headers, "Cache-Control": kept } });
}
