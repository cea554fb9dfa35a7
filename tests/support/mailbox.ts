import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { CaughtMail } from "@/lib/mail/schema";

const mailbox = path.resolve(".data", "e2e", "mailbox");

/** Caches mails, because a mail does not change and waiting reads the folder repeatedly. */
const known = new Map<string, CaughtMail>();
function read(file: string): CaughtMail {
	const mail = known.get(file) ?? (JSON.parse(readFileSync(file, "utf8")) as CaughtMail);
	known.set(file, mail);
	return mail;
}

/** Every mail to an address the site has sent in this run, oldest first. `folder` is where another site's mail lies. */
export function mailsTo(address: string, folder = mailbox): CaughtMail[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((name) => name.endsWith(".json"))
		.sort()
		.map((name) => read(path.join(folder, name)))
		.filter((mail) => mail.to.toLowerCase() === address.toLowerCase());
}

/** The next mail to an address after the first `seen` ones; waits for it up to 15 seconds, as the worker sends it. */
export async function mailAfter(address: string, seen: number, folder = mailbox): Promise<CaughtMail> {
	const until = Date.now() + 15_000;
	for (;;) {
		const mail = mailsTo(address, folder)[seen];
		if (mail) return mail;
		if (Date.now() > until) throw new Error(`No further mail to ${address} after 15 seconds; it has had ${seen}.`);
		await wait(50);
	}
}

/** The mail to an address whose subject ends with the words that its code page shows, however many others wait. */
export async function mailWithWords(address: string, words: string, folder = mailbox): Promise<CaughtMail> {
	const until = Date.now() + 15_000;
	for (;;) {
		const mail = mailsTo(address, folder).find(({ subject }) => subject.endsWith(words));
		if (mail) return mail;
		if (Date.now() > until) throw new Error(`No mail to ${address} that ends with "${words}" after 15 seconds.`);
		await wait(50);
	}
}
