/** The Nu HTML checker of the W3C, from npm, on the Java of the machine. */
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

// Stays at the last version without an install script: newer ones download a Java of their own where there is none.
const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

/** Whether there is a Java here that starts. */
export const hasJava = () => spawnSync("java", ["-version"], { timeout: 20_000 }).status === 0;

/**
 * React writes action="" where a server action answers on the page's own address (react-dom has no other way but a permalink
 * for each form). Browsers take it for that address; the checker's book wants the attribute gone.
 */
const unavoidable = /^Bad value “” for attribute “action” on element “form”: Must be non-empty\.$/;

/** Where this run of the browser tests keeps the pages it has seen, to have all of them checked at once. */
export const pagesFolder = path.resolve("tests", "results", "html", process.env.E2E_RUNNER ?? "");
/** As the server sent it, or with what scripts made of it since. */
type Form = "sent" | "seen";

/** Keeps pages of a test for the checker; what an earlier try of the same test kept is removed. */
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

/** Checks every HTML file of a folder in one go. Out: a sentence for each error; what the checker merely remarks is left out. */
export function htmlErrors(folder: string): string[] {
	const { stderr, error } = spawnSync(
		"java",
		["-jar", jar, "--format", "json", "--exit-zero-always", "--errors-only", "--skip-non-html", folder],
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
