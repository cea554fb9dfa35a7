// npm run mirror -- FOLDER: writes every public page as files that any host of files serves.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CommandError, readArguments, runWithoutDatabase } from "@/lib/commands/command";
import { env } from "@/lib/env";
import { href } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";
import { isMirrored } from "@/lib/public-pages";
import { type MirrorSettings, mirrorPage, mirrorProblem } from "./mirror-page";
import { localeOfPath, problemPage, problemPolicy } from "./problem-page";

const usage = "npm run mirror -- FOLDER [--from http://127.0.0.1:3000]";

/** What the site answers at an address: a page, or a file with the ending that its type has. */
type Answer = { body: Buffer; html: boolean; ending: string };

/** Endings of files whose address has none. A host of files tells types by them. */
const endings: Record<string, string> = { "image/svg+xml": ".svg", "image/png": ".png", "text/plain": ".txt" };

/** A mirror with more pages than this follows links that lead on for ever. */
const mostPages = 20_000;

/** Fetches an address as somebody who is not signed in. Returns undefined if there is no such page. Throws CommandError if the site fails. */
async function fetchPublic(from: string, address: string): Promise<Answer | undefined> {
	const response = await fetch(from + address, { redirect: "manual", signal: AbortSignal.timeout(30_000) }).catch(
		() => undefined,
	);
	if (!response) throw new CommandError(`${from} does not answer: nothing was written.`);
	const body = Buffer.from(await response.arrayBuffer());
	if (response.status >= 500 || response.status === 429)
		throw new CommandError(`${from}${address} answered ${response.status}: nothing was written.`);
	if (response.status !== 200) return undefined;
	const [type = ""] = (response.headers.get("content-type") ?? "").split(";");
	return { body, html: type === "text/html", ending: endings[type] ?? "" };
}

/** Returns the addresses on this site that a page or a style sheet names, without their fragments. */
function linksIn(text: string): string[] {
	const named = [...text.matchAll(/\s(?:href|src)="(\/[^"#]*)|url\((\/[^)]*)\)/g)];
	return named.map(([, link, file]) => (link ?? file ?? "").replaceAll("&amp;", "&"));
}

/** Fetches the public pages and what they show, from the first page on. Returns the answers by path. */
async function fetchAll(from: string): Promise<Map<string, Answer>> {
	const { languages } = organisation();
	const waiting = languages.flatMap((locale) => [href(locale, "/"), href(locale, "/unsubscribe")]);
	waiting.push("/.well-known/security.txt");
	const answers = new Map<string, Answer>();
	const seen = new Set<string>();
	for (const address of waiting) {
		const [name = ""] = address.split("?");
		if (seen.has(name) || !isMirrored(name)) continue;
		seen.add(name);
		if (seen.size > mostPages) throw new CommandError(`More than ${mostPages} pages: nothing was written.`);
		// A page is the same for every query; a style sheet's says its version.
		const answer = await fetchPublic(from, name.endsWith(".css") ? address : name);
		if (!answer) continue;
		answers.set(name, answer);
		if (answer.html || name.endsWith(".css")) waiting.push(...linksIn(answer.body.toString()));
	}
	return answers;
}

/** Returns the address of an answer in the mirror. */
const mirrorAddress = (name: string, { html, ending }: Answer) =>
	html || path.posix.extname(name) ? name : name + ending;

/** Returns the files of the mirror by their names. */
function filesOf(answers: Map<string, Answer>, madeAt: Date): Map<string, Buffer | string> {
	const settings: MirrorSettings = {
		siteUrl: env().SITE_URL,
		leaveTo: organisation().leaveTo,
		madeAt,
		addressOf(name) {
			const answer = answers.get(name);
			return answer && mirrorAddress(name, answer);
		},
	};
	const files = new Map<string, Buffer | string>();
	for (const [name, answer] of answers) {
		if (!answer.html) files.set(mirrorAddress(name, answer), answer.body);
		else {
			const page = { html: answer.body.toString(), path: name, locale: localeOfPath(name) };
			files.set(path.posix.join(name, "index.html"), mirrorPage(page, settings));
		}
	}
	for (const locale of organisation().languages) {
		const problem = (kind: "notFound" | "unavailable") =>
			mirrorProblem(problemPage(kind, locale), problemPolicy, settings);
		files.set(href(locale, "/404.html"), problem("notFound"));
		files.set(href(locale, "/503.html"), problem("unavailable"));
	}
	return files;
}

/** The file by which a mirror is told from a folder of somebody's own. */
const marker = "mirror.json";

/** Where the mirror before is for a moment. */
const placeBefore = (folder: string) => `${folder}.before`;

/** Throws CommandError if something else than a mirror is in the folder, or in the place of the mirror before. */
function refuseOtherFiles(folder: string): void {
	for (const replaced of [folder, placeBefore(folder)])
		if (existsSync(replaced) && readdirSync(replaced).length > 0 && !existsSync(path.join(replaced, marker)))
			throw new CommandError(`${replaced} has files that are no mirror's: name a new folder.`);
}

/** Puts the files in the place of the folder, whole: readers meet the mirror before or this one. Throws as refuseOtherFiles does. */
function replaceFolder(folder: string, files: Map<string, Buffer | string>): void {
	const [next, before] = [`${folder}.next-${process.pid}`, placeBefore(folder)];
	refuseOtherFiles(folder);
	try {
		for (const [name, content] of files) {
			const file = path.join(next, name);
			mkdirSync(path.dirname(file), { recursive: true });
			writeFileSync(file, content);
		}
		rmSync(before, { recursive: true, force: true });
		if (existsSync(folder)) renameSync(folder, before);
		renameSync(next, folder);
		rmSync(before, { recursive: true, force: true });
	} finally {
		rmSync(next, { recursive: true, force: true });
	}
}

/** Makes the mirror. Throws CommandError with the usage, or the reason why nothing was written. */
async function mirror(args: string[]): Promise<void> {
	const options = { from: { type: "string" } } as const;
	const { values, positionals } = readArguments({ args, options, allowPositionals: true }, usage);
	const [folder, ...others] = positionals;
	if (!folder || others.length > 0) throw new CommandError(usage);
	const { HOST, PORT } = env();
	const from = (values.from ?? `http://${HOST ?? "127.0.0.1"}:${PORT}`).replace(/\/$/, "");
	// Now too, so that nobody waits for a whole site to be told.
	refuseOtherFiles(path.resolve(folder));
	const madeAt = new Date();
	const files = filesOf(await fetchAll(from), madeAt);
	files.set(marker, `${JSON.stringify({ of: env().SITE_URL, madeAt, files: files.size })}\n`);
	replaceFolder(path.resolve(folder), files);
	console.log(`${files.size} files in ${folder}.`);
}

await runWithoutDatabase(mirror);
