// npm run bounces -- FILE…: reads returned mail from mbox files, maildirs or single mails, and saves what became of deliveries.

import { mailsOf, recordReturnedMail } from "../messages";
import { unsubscribeByMail } from "../subscriptions";
import { CommandError, command, readArguments } from "./command";

const usage = "Usage: npm run bounces -- FILE… (an mbox file, a maildir, a folder of mails or one mail)";

const labels = {
	"no-such-address": "addresses do not exist",
	"not-accepting": "inboxes do not accept mail",
	failed: "failed for another reason",
	complaint: "were reported as unwanted",
	known: "say what was known",
	delayed: "say that a mail is delayed",
	"auto-reply": "are automatic replies",
	other: "are about no message of ours",
};

/** Yields the mails of all files. Throws CommandError for one that cannot be read. */
async function* mailsOfAll(files: string[]) {
	for (const file of files) {
		try {
			yield* mailsOf(file);
		} catch {
			throw new CommandError("One of these files cannot be read. What was read before it is saved.");
		}
	}
}

let unsubscribed = 0;

/** Yields the mails that were not sent to unsubscribe. Those end their subscriptions. */
async function* returnedMails(mails: AsyncIterable<Buffer>) {
	for await (const mail of mails) {
		if (await unsubscribeByMail(mail)) unsubscribed++;
		else yield mail;
	}
}

/** Prints how many mails said what. */
async function run(args: string[]): Promise<void> {
	const { positionals } = readArguments({ args, options: {}, allowPositionals: true }, usage);
	if (positionals.length === 0) throw new CommandError(usage);
	const counts = await recordReturnedMail(returnedMails(mailsOfAll(positionals)));
	const total = Object.values(counts).reduce((sum, count) => sum + count, unsubscribed);
	console.log(`Mails read: ${total}.`);
	if (unsubscribed) console.log(`${unsubscribed} ended a subscription`);
	for (const [what, label] of Object.entries(labels)) {
		const count = counts[what as keyof typeof labels];
		if (count) console.log(`${count} ${label}`);
	}
}

await command("worker", run);
