import { readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildFolder } from "@/lib/env";
import { deploymentHash } from "./deployment-hash.mjs";

/** Where it is noted which publication the kept pages show. In the folder of the build, where Next keeps them. */
const file = path.join(buildFolder, "drawn-pages.json");

/** What the kept pages are of besides what is published: the build and the deployment. */
const present = () => `${readFileSync(path.join(buildFolder, "BUILD_ID"), "utf8")} ${deploymentHash()}`;

/**
 * Returns what was published when an earlier process had drawn all pages, by part. Empty if they are of another build or deployment, or
 * if nobody knows.
 */
export function drawnPages(): Map<string, string> {
	try {
		const { of, published } = JSON.parse(readFileSync(file, "utf8"));
		return new Map(of === present() ? Object.entries(published) : []);
	} catch {
		return new Map();
	}
}

/** Notes that all pages are drawn of what was published. Where the build's folder cannot be written, the next process draws them again. */
export function noteDrawnPages(published: Map<string, string>): void {
	const part = `${file}.${process.pid}.part`;
	try {
		writeFileSync(part, JSON.stringify({ of: present(), published: Object.fromEntries(published) }));
		renameSync(part, file);
	} catch {
		// No page was kept there either.
	}
}
