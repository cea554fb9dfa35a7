import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import cy from "@/lib/i18n/cy";
import en from "@/lib/i18n/en";
import type { CaughtMail } from "@/lib/mail/schema";
import { siteFolder } from "./site-folder";

const mailbox = () => path.join(siteFolder(), "mailbox");

/** Caches mails, because a mail does not change and waiting reads the folder repeatedly. */
const known = new Map<string, CaughtMail>();
function read(file: string): CaughtMail {
	const mail = known.get(file) ?? (JSON.parse(readFileSync(file, "utf8")) as CaughtMail);
	known.set(file, mail);
	return mail;
}

/** The subjects of mails about a sign-in with a new browser. They come at any time after it, beside what a test waits for. */
const newBrowser: string[] = [en.mail.newBrowser.subject, cy.mail.newBrowser.subject];

/** Returns the mails about sign-ins with new browsers that were sent to an address in this run. */
export const newBrowserMails = (address: string) =>
	allMailsTo(address).filter((mail) => newBrowser.includes(mail.subject));

/** Returns every mail sent to an address in this run, oldest first, but those about new browsers. `folder` is the mail folder of another site. */
export function mailsTo(address: string, folder = mailbox()): CaughtMail[] {
	return allMailsTo(address, folder).filter((mail) => !newBrowser.includes(mail.subject));
}

function allMailsTo(address: string, folder = mailbox()): CaughtMail[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((name) => name.endsWith(".json"))
		.sort()
		.map((name) => read(path.join(folder, name)))
		.filter((mail) => mail.to.toLowerCase() === address.toLowerCase());
}

/** Returns the next mail to an address after the first `seen` ones. Waits up to 15 seconds, because the worker sends it. */
export async function mailAfter(address: string, seen: number, folder = mailbox()): Promise<CaughtMail> {
	const until = Date.now() + 15_000;
	for (;;) {
		const mail = mailsTo(address, folder)[seen];
		if (mail) return mail;
		if (Date.now() > until) throw new Error(`No further mail to ${address} after 15 seconds; it has had ${seen}.`);
		await wait(50);
	}
}

/** Returns the mail to an address whose subject ends with the two words of its code page. */
export async function mailWithWords(address: string, words: string, folder = mailbox()): Promise<CaughtMail> {
	const until = Date.now() + 15_000;
	for (;;) {
		const mail = mailsTo(address, folder).find(({ subject }) => subject.endsWith(words));
		if (mail) return mail;
		if (Date.now() > until) throw new Error(`No mail to ${address} that ends with "${words}" after 15 seconds.`);
		await wait(50);
	}
}
