// The W3C's Nu HTML checker, from npm. Needs Java on the machine.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

// Keep the last version without an install script. Newer ones download Java if there is none.
const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

/** Whether Java starts on this machine. */
export const hasJava = () => spawnSync("java", ["-version"], { timeout: 20_000 }).status === 0;

/**
 * The checker's error for action="", which is ignored. React writes it for server actions (its only alternative is a permalink
 * for each form). Browsers read it as the page's address.
 */
const unavoidable = /^Bad value “” for attribute “action” on element “form”: Must be non-empty\.$/;

/** The folder of the pages seen in this run of the browser tests. They are checked together. */
export const pagesFolder = path.resolve("tests", "results", "html", process.env.E2E_RUNNER ?? "");
/** The HTML as the server sent it, or after scripts have run. */
type Form = "sent" | "seen";

/** Saves pages of a test for the checker. Removes those saved by an earlier try of the same test. */
export function pageKeeper(test: string): (form: Form, name: string, html: string) => void {
	const folders: Record<Form, string> = {
		sent: path.join(pagesFolder, "sent", test),
		seen: path.join(pagesFolder, "seen", test),
	};
	for (const folder of Object.values(folders)) {
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
	}
	return (form, name, html) => writeFileSync(path.join(folders[form], `${name.replaceAll("/", "_")}.html`), html);
}

/** Checks every HTML file of a folder in one run. Returns a sentence for each error. Omits warnings. */
export function htmlErrors(folder: string): string[] {
	const { stderr, error } = spawnSync(
		"java",
		// Compiles in the simple way, which takes half the processor's time of a run as short as this.
		[
			"-XX:TieredStopAtLevel=1",
			"-XX:+UseSerialGC",
			"-jar",
			jar,
			"--format",
			"json",
			"--exit-zero-always",
			"--errors-only",
			"--skip-non-html",
			folder,
		],
		{ encoding: "utf8", maxBuffer: 64 * 1024 * 1024, timeout: 240_000 },
	);
	if (error) throw error;
	const { messages } = JSON.parse(stderr) as {
		messages: { url: string; lastLine?: number; message: string; extract?: string }[];
	};
	return messages
		.filter(({ message }) => !unavoidable.test(message))
		.map(({ url, message, extract }) => {
			const file = path.relative(folder, fileURLToPath(url));
			return `${file}: ${message} ${extract ?? ""}`;
		});
}
