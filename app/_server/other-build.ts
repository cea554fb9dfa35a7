import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { buildFolder } from "@/lib/env";

/** The message by which a process of the build before learns the folder of the new one. */
export type OtherBuild = { otherBuild: string };

const types: Record<string, string> = {
	".css": "text/css; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".woff2": "font/woff2",
};

/** Lists the files that browsers fetch of a build. */
function filesOf(dist: string): string[] {
	const folder = path.join(dist, "static");
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"));
}

let other: { dist: string; files: Set<string> } | undefined;

/** Lets this process also send the files of another build, which a page of that build asks for. Does nothing if they cannot be read. */
export function sendFilesOf(dist: string): void {
	try {
		const own = new Set(filesOf(buildFolder));
		other = { dist, files: new Set(filesOf(dist).filter((file) => !own.has(file))) };
	} catch {
		other = undefined;
	}
}

/**
 * Answers a request for a file that only the other build has. Returns whether it did. While one build takes the place of another, a page
 * of one may ask a process of the other, and a page that was opened before asks for its files later.
 */
export async function sendOtherFile(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
	const [, file = ""] = /^\/_next\/static\/([^?]+)/.exec(request.url ?? "") ?? [];
	if (!other?.files.has(file)) return false;
	const content = await readFile(path.join(other.dist, "static", file)).catch(() => undefined);
	if (!content) return false;
	response.setHeader("Content-Type", types[path.extname(file)] ?? "application/octet-stream");
	response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
	response.end(request.method === "HEAD" ? undefined : content);
	return true;
}
