import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { z } from "zod";
import { env } from "../env";
import { pageCount, pageOffset } from "../pagination";
import { caughtMail } from "./schema";

type DemoMail = z.output<typeof caughtMail> & { id: string };

const perPage = 20;

/**
 * Returns one page (20) of the demo's mailbox, newest first, and the number of pages. Undefined without a mailbox: only the demo
 * and tests have one.
 */
export async function mailbox(page: number): Promise<{ mails: DemoMail[]; pages: number } | undefined> {
	const folder = env().DEMO_MAILBOX;
	if (!folder) return undefined;
	// Names sort by time.
	const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".json")).sort();
	const start = pageOffset(page, perPage);
	const shown = names.reverse().slice(start, start + perPage);
	const mails = await Promise.all(
		shown.map(async (name) => ({
			id: name.replace(/\.json$/, ""),
			...caughtMail.parse(JSON.parse(await readFile(path.join(folder, name), "utf8"))),
		})),
	);
	return { mails, pages: pageCount(names.length, perPage) };
}
