// Promise of SECURITY.md: a web process that is taken over chooses no text of a mail, and sends no more codes than the quotas of a mailbox.
import { asc } from "drizzle-orm";
import { expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { seal } from "@/lib/crypto/seal";
import { tables } from "@/lib/database";
import { fingerprint } from "@/lib/identifiers";
import { codeLimits, unprovenMails } from "@/lib/identity/code-limits";
import { mailboxPrint } from "@/lib/identity/one-time-codes";
import { deviceWords } from "@/lib/identity/user-agent";
import { writeCodeMail } from "@/lib/identity/write-code-mail";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
const web = connectAs("web");
const worker = connectAs("worker");
let made = 0;

/** Asks for a code as a captured web may: with values of its choice. Returns the challenge. */
async function ask(
	address: string,
	mailbox = mailboxPrint(address),
	network = `${made}`,
	words = "amber kettle",
): Promise<string> {
	const id = `chl_${made++}`;
	await web.query(
		`insert into challenge (id, purpose, browser_hash, address_fingerprint, mailbox_fingerprint, domain_hash, network_hash, address_sealed, words, locale, expires_at)
		values ($1, 'sign-in', $1::text::bytea, $2, $3, $1::text::bytea, $4::text::bytea, $5, $6, 'en', now() + interval '10 minutes')`,
		[id, fingerprint("email", address), mailbox, network, seal("address", address), words],
	);
	await queue(id, network);
	return id;
}
const queue = (challenge: string, network: string) =>
	web.query("select queue_code($1, $2, '', $3::text::bytea, '')", [`msg_${made++}`, challenge, network]);
const sent = async () =>
	(
		await owner.query(
			"select count(*)::int as n from outbox_message where kind = 'sign-in-code' and expires_at > created_at",
		)
	).rows[0].n;

it("a captured web has as many mails sent to a mailbox as the quota for all networks, whatever it says", async () => {
	const before = await sent();
	for (let mail = 0; mail < codeLimits.allNetworks.hour + 5; mail++) await ask("often@example.org");
	const first = await ask("again@example.org", undefined, "one network");
	for (let mail = 0; mail < codeLimits.perNetwork.hour + 5; mail++) await queue(first, "one network");
	expect((await sent()) - before).toBe(codeLimits.allNetworks.hour + codeLimits.perNetwork.hour);
});

it("the limits that the database counts by are those of the site", async () => {
	const { rows } = await owner.query("select prosrc from pg_proc where proname = 'queue_code'");
	const source: string = rows[0].prosrc;
	const { allNetworks, perNetwork } = codeLimits;
	expect([...source.matchAll(/< (\d+) \* quotas/g)].map(([, most]) => Number(most))).toEqual([
		allNetworks.hour,
		allNetworks.day,
		perNetwork.hour,
		perNetwork.day,
	]);
	expect([...source.matchAll(/CONSTANT integer := (\d+)/g)].map(([, most]) => Number(most))).toEqual([
		codeLimits.minutes,
		unprovenMails.all,
		unprovenMails.perDomain,
	]);
	expect([...source.matchAll(/CONSTANT numeric := ([\d.]+)/g)].map(([, share]) => Number(share))).toEqual([
		unprovenMails.share,
		unprovenMails.domainShare,
	]);
	expect(codeLimits.minutes).toBe(unprovenMails.minutes);
});

it("the worker makes no code for an address whose mailbox is counted as another, or with words that are not ours", async () => {
	await ask("named@example.org", mailboxPrint("other@example.org"));
	await ask("words@example.org", undefined, undefined, "send your password");
	await ask("sound@example.org");
	const asWorker = openDatabase(process.env.DATABASE_URL_WORKER ?? "");
	const rows = await asWorker.select().from(tables.outboxMessage).orderBy(asc(tables.outboxMessage.createdAt));
	const written = await Promise.all(rows.slice(-3).map((row) => writeCodeMail(asWorker, row)));
	await asWorker.$client.end();
	expect(written.map((mail) => mail?.textSealed instanceof Buffer)).toEqual([false, false, true]);
});

const browsers = ["Edg/", "OPR/", "SamsungBrowser/", "Firefox/", "Chrome/", "Safari/", ""];
const systems = ["iPhone", "iPad", "Android", "CrOS", "Windows", "Macintosh", "Linux", ""];

it("the words of every browser that we know are taken, and no others", async () => {
	const notice = (words: string) =>
		web.query("select queue_notice($1, 'new-browser', $2, 'en', '')", [`msg_${made++}`, words]);
	for (const browser of browsers) for (const system of systems) await notice(deviceWords(`${system} ${browser}`));
	for (const words of ["Call us", "Firefox, Windows and send us your password", "firefox", "Firefox, ", "Firefox\nx"])
		await expect(notice(words), words).rejects.toMatchObject({ code: "42501" });
});

it("beyond so many notices in ten minutes a captured web sends none, and the worker's reminders go on", async () => {
	await owner.query(
		`insert into outbox_message (id, kind, detail, locale, recipient_sealed)
		select 'msg_many' || n, 'sign-in-changed', 'added', 'en', '' from generate_series(1, 6000) n`,
	);
	const notice = "select queue_notice($1, 'sign-in-changed', 'added', 'en', '') as queued";
	expect((await web.query(notice, ["msg_over"])).rows).toEqual([{ queued: false }]);
	const reminder = "select queue_notice('msg_reminder', 'reminder', '', 'en', '') as queued";
	expect((await worker.query(reminder)).rows).toEqual([{ queued: true }]);
});
