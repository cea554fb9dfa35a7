// Promise of SECURITY.md: nobody locks an owner out of their codes, guesses a code with better odds than it names, or floods the mail.
import { readFileSync } from "node:fs";
import type { JobHelpers } from "graphile-worker";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { openChallenge, requestCode, sendAnotherCode, signInMember, tasks, verifyCode } from "@/lib/identity";
import { codeLengths, codeLimits, unprovenMails } from "@/lib/identity/code-limits";
import { log } from "@/lib/log";
import { codeIn, longCodeIn } from "../support/mailed-codes";
import { askedCode, newestMail, signedInMember, waitingMails } from "../support/people";
import { asRole, connectAs } from "../support/roles";
import { rowsRead } from "../support/rows-read";

const owner = connectAs("owner");
/** `npm run security` asks from as many networks and for as many accounts as an attacker would; `npm test` from few. */
const long = process.env.SECURITY === "long";
const longMs = 900_000;

const request = async (address: string, network = "", previous?: string) => {
	const started = await requestCode({
		purpose: "sign-in",
		address,
		locale: "en",
		network,
		...(previous ? { previous } : {}),
	});
	if (!started.ok) throw new Error(started.reason);
	return started.value;
};
const answer = (token: string, code: string) => signInMember({ token, code, device: "" });
const isIn = async (token: string, code: string) => (await answer(token, code)).ok;

/** Puts the database's clock forward for codes and their mails. */
async function wait(minutes: number) {
	await owner.query(
		`update challenge set created_at = created_at - $1::interval, sent_at = sent_at - $1::interval, expires_at = expires_at - $1::interval,
			consumed_at = consumed_at - $1::interval`,
		[`${minutes} minutes`],
	);
	await owner.query("update mailed_code set long_code_expires_at = long_code_expires_at - $1::interval", [
		`${minutes} minutes`,
	]);
	// By way of hours that no row has: PostgreSQL refuses a row that lands on one which is still to be moved.
	await owner.query("update wrong_code set hour = hour - interval '100000 days'");
	await owner.query("update wrong_code set hour = hour + interval '100000 days' - $1::interval", [
		`${minutes} minutes`,
	]);
	await owner.query(
		"update outbox_message set created_at = created_at - $1::interval, expires_at = expires_at - $1::interval",
		[`${minutes} minutes`],
	);
}

/** The texts of the mails of the last 24 hours that were sent, newest first. */
async function mailbox(address: string): Promise<string[]> {
	const mails = await waitingMails();
	return mails
		.filter(({ to, at, dead }) => to === address && !dead && at.getTime() > Date.now() - 24 * 60 * 60_000)
		.map(({ text }) => text);
}

beforeEach(async () => {
	await owner.query("delete from outbox_message");
	await owner.query("delete from challenge");
	await owner.query("delete from wrong_code");
});

describe("a long code", () => {
	it("signs in once, in another browser than the one that asked, although the short one is over", async () => {
		const asked = await askedCode({ purpose: "sign-in", address: "long@example.org", locale: "en" });
		const longCode = longCodeIn((await newestMail()).text);
		await wait(23 * 60);
		const [browser, other] = [await request("long@example.org"), await request("long@example.org")];
		expect(await isIn(browser, longCode)).toBe(true);
		expect(await answer(other, longCode)).toEqual({ ok: false, reason: "wrong" });
		expect(await answer(asked.token, asked.code)).toEqual({ ok: false, reason: "unknown" });
	});

	it("ends with its mail: a short code that was used leaves no long one", async () => {
		const asked = await askedCode({ purpose: "sign-in", address: "both@example.org", locale: "en" });
		const longCode = longCodeIn((await newestMail()).text);
		expect(await isIn(asked.token, asked.code)).toBe(true);
		expect(await isIn(await request("both@example.org"), longCode)).toBe(false);
	});

	it("is worth nothing after 24 hours, for another address, another purpose, or somebody else", async () => {
		await request("worth@example.org");
		const longCode = longCodeIn((await newestMail()).text);
		expect(await isIn(await request("other@example.org"), longCode)).toBe(false);
		const { member } = await signedInMember("worth.member@example.org");
		const { member: other } = await signedInMember("worth.other@example.org");
		for (const purpose of ["add-identifier", "staff-sign-in"] as const) {
			const asks = purpose === "add-identifier" ? { member } : {};
			const asked = await askedCode({ purpose, address: "worth@example.org", locale: "en", ...asks });
			const use = verifyCode({ token: asked.token, code: longCode, purpose, ...asks }, async () => "in");
			expect((await use).ok).toBe(false);
		}
		const theirs = await askedCode({ purpose: "add-identifier", address: "new@example.org", locale: "en", member });
		const theirLong = longCodeIn((await newestMail()).text);
		const mine = await askedCode({
			purpose: "add-identifier",
			address: "new@example.org",
			locale: "en",
			member: other,
		});
		const as = (token: string, who: typeof member) =>
			verifyCode({ token, code: theirLong, purpose: "add-identifier", member: who }, async () => "in");
		expect((await as(mine.token, other)).ok).toBe(false);
		expect((await as(theirs.token, member)).ok).toBe(true);
		await wait(24 * 60 + 1);
		expect(await isIn(await request("worth@example.org"), longCode)).toBe(false);
	});
});

it("the owner gets in every two hours while strangers of many networks ask and guess all the time", async () => {
	const address = "owner.of@example.org";
	// A day and the first hours of the next, in which what counts by the day is given back.
	const hours = long ? 48 : 28;
	const ways = { short: 0, long: 0, locked: 0 };
	for (let hour = 0; hour < hours; hour += 2) {
		for (let stranger = 0; stranger < 14; stranger++) {
			const token = await request(address, `stranger ${hour} ${stranger % 3}`);
			for (let guess = 0; guess < (long ? 2 : 1); guess++) await answer(token, `00000${guess}`);
			if (stranger % 5 === 0) await sendAnotherCode(token, "sign-in", undefined, `stranger ${hour} 9`);
		}
		const before = await mailbox(address);
		const token = await request(address, "owner");
		const mails = await mailbox(address);
		const short = mails.length > before.length && (await isIn(token, codeIn(mails[0] ?? "")));
		let byLong = false;
		for (const mail of mails) byLong ||= !short && (await isIn(token, longCodeIn(mail)));
		ways[short ? "short" : byLong ? "long" : "locked"]++;
		await wait(120);
	}
	expect(ways.locked).toBe(0);
	expect(ways.long, "strangers do use up the quota").toBeGreaterThan(hours / 3);
}, 240_000);

it(
	"of guesses at one mailbox from as many networks, 15 a day are looked at",
	async () => {
		const address = "guessed@example.org";
		for (let network = 0; network < (long ? 10_000 : 60); network++) {
			const token = await request(network % 2 ? address : `guessed+${network}@example.org`, `network ${network}`);
			for (let guess = 0; guess < (long ? 1 : 5); guess++) await answer(token, `xxxxx${guess}`);
		}
		const { rows } = await owner.query("select sum(count)::int as looked from wrong_code");
		expect(rows[0].looked).toBe(codeLimits.wrongPerDay);
		await wait(61);
		const token = await request(address, "owner");
		const [mail = ""] = await mailbox(address);
		expect(await answer(token, codeIn(mail)), "the right one is not looked at either").toEqual({
			ok: false,
			reason: "wrong",
		});
		expect(await isIn(token, longCodeIn(mail))).toBe(true);
	},
	longMs,
);

it(
	"a spray over many accounts makes the next codes longer, and real people get in by short and long codes",
	async () => {
		const accounts = long ? 10_000 : 100;
		const before = await askedCode({ purpose: "sign-in", address: "real.before@example.org", locale: "en" });
		const longCode = longCodeIn((await newestMail()).text);
		expect(before.code).toHaveLength(codeLengths[0].digits);
		if (!long)
			await owner.query("insert into wrong_code values (date_trunc('hour', now()), $1)", [
				codeLengths[0].wrongPerDay - accounts,
			]);
		for (let at = 0; at < accounts; at++) {
			// As fast as the limits of mails allow.
			if (at % 5_000 === 4_999) await wait(unprovenMails.minutes + 1);
			const token = await request(`sprayed${at}@domain${at % 50}.example`, `network ${at % 500}`);
			expect(await answer(token, "xxxxxx")).toMatchObject({ ok: false });
		}
		await wait(unprovenMails.minutes + 1);
		const after = await askedCode({ purpose: "sign-in", address: "real.after@example.org", locale: "en" });
		expect(after.code).toHaveLength(codeLengths[1].digits);
		expect(await isIn(after.token, after.code)).toBe(true);
		expect(await isIn(await request("real.before@example.org", "at home"), longCode)).toBe(true);
	},
	longMs,
);

it("codes get longer while many wrong ones are typed on the whole site, and whoever has one gets in", async () => {
	const typed = async (count: number) => {
		await owner.query("delete from wrong_code");
		await owner.query("insert into wrong_code values (date_trunc('hour', now()), $1)", [count]);
	};
	for (const [at, { digits }] of codeLengths.entries()) {
		await typed(at === 0 ? codeLengths[0].wrongPerDay - 1 : (codeLengths[at - 1]?.wrongPerDay ?? 0));
		const { token, code } = await askedCode({ purpose: "sign-in", address: `spray${at}@example.org`, locale: "en" });
		expect(code).toHaveLength(digits);
		expect(await answer(token, code.slice(0, -1))).toEqual({ ok: false, reason: "wrong" });
		expect(await isIn(token, code)).toBe(true);
	}
	await wait(25 * 60);
	const { code } = await askedCode({ purpose: "sign-in", address: "after@example.org", locale: "en" });
	expect(code).toHaveLength(6);
});

it("the wrong code that reaches the limit makes the next codes longer, for every address", async () => {
	const { token } = await askedCode({ purpose: "sign-in", address: "first@example.org", locale: "en" });
	await owner.query(
		"insert into wrong_code values (date_trunc('hour', now()), $1) on conflict (hour) do update set count = excluded.count",
		[codeLengths[0].wrongPerDay - 1],
	);
	expect(await answer(token, "000000")).toMatchObject({ ok: false });
	const { code } = await askedCode({ purpose: "sign-in", address: "second@example.org", locale: "en" });
	expect(code).toHaveLength(8);
});

describe("unproven mails", () => {
	/** Writes codes that nobody has used, each of another address. */
	async function mailed(count: number, like: { address?: string; network?: string }) {
		const token = await request(like.address ?? "like@example.net", like.network ?? "like");
		await owner.query(
			`insert into challenge (id, purpose, browser_hash, address_fingerprint, mailbox_fingerprint, domain_hash, network_hash, address_sealed, words, sends, locale, expires_at)
			select 'chl_' || n || $4, purpose, n::text::bytea, n::text::bytea, n::text::bytea,
				case when $2 then domain_hash else n::text::bytea end, case when $3 then network_hash else n::text::bytea end,
				'', '', 1, 'en', expires_at
			from generate_series(2, $1::int) n, (select * from challenge order by created_at desc limit 1) c`,
			[count, like.address !== undefined, like.network !== undefined, like.network ?? ""],
		);
		return token;
	}
	const busy = async (address: string, network = "elsewhere") =>
		(await openChallenge(await request(address, network), "sign-in"))?.busy;

	it("of the whole site end at a limit: everybody is told to come back, known or not, and the same is written", async () => {
		await signedInMember("busy.known@example.com");
		await mailed(unprovenMails.all - 1, {});
		expect(await busy("last@example.com")).toBe(false);
		const before = await owner.query("select count(*)::int as n from outbox_message");
		for (const address of ["busy.known@example.com", "busy.unknown@example.com"])
			expect(await busy(address)).toBe(true);
		expect((await owner.query("select count(*)::int as n from outbox_message")).rows).toEqual(before.rows);
		await wait(unprovenMails.minutes + 1);
		expect(await busy("later@example.com")).toBe(false);
	});

	it("of one domain end sooner, and other domains are not told to wait", async () => {
		await mailed(unprovenMails.perDomain, { address: "someone@flooded.example" });
		expect(await busy("busy.one@flooded.example")).toBe(true);
		expect(await busy("busy.one@example.com")).toBe(false);
	});

	it("that were proven after all are not counted, and long codes are taken while the site is busy", async () => {
		const { perDomain, domainShare } = unprovenMails;
		const most = Math.ceil((domainShare * perDomain) / (1 + domainShare));
		const token = await mailed(most, { address: "waits@example.com", network: "flood" });
		const longCode = longCodeIn((await newestMail()).text);
		const waiting = await request("waits@example.com", "flood");
		expect((await openChallenge(waiting, "sign-in"))?.busy).toBe(true);
		expect(await isIn(waiting, longCode)).toBe(true);
		expect(await answer(token, "000000")).toEqual({ ok: false, reason: "used" });
		expect(await busy("waits@example.com", "flood")).toBe(false);
	});
});

it("the log says each minute that wrong codes make codes longer, and how many met a limit of the site", async () => {
	const warn = vi.spyOn(log, "warn").mockImplementation(() => {});
	const said = async () => {
		warn.mockClear();
		await asRole("worker", async () => void (await tasks.report_codes?.({}, {} as JobHelpers)));
		return warn.mock.calls.flat();
	};
	const [six] = codeLengths;
	await owner.query("insert into wrong_code values (date_trunc('hour', now()), $1)", [six.wrongPerDay - 1]);
	await request("log@example.org");
	expect(await said()).toEqual([]);
	await owner.query("update wrong_code set count = $1", [six.wrongPerDay]);
	await owner.query("update challenge set busy = true");
	expect(await said()).toEqual([
		{ event: "code.longer", count: six.wrongPerDay },
		{ event: "code.busy", count: 1 },
	]);
	await wait(2);
	expect(await said()).toEqual([{ event: "code.longer", count: six.wrongPerDay }]);
	warn.mockRestore();
});

it("plus tags of one mailbox share its quota", async () => {
	for (let tag = 0; tag < codeLimits.perNetwork.hour; tag++) await request(`tags+${tag}@example.org`);
	await request("tags@example.org");
	await request("tags+another@example.org");
	const { rows } = await owner.query("select count(*)::int as sent from outbox_message where expires_at > created_at");
	expect(rows[0].sent).toBe(codeLimits.perNetwork.hour);
});

it("strangers who ask for codes that are not mailed, and type long ones, leave nothing behind an hour later", async () => {
	const count = async (table: string) => (await owner.query(`select count(*)::int as n from ${table}`)).rows[0].n;
	const kept = async () => ({ challenges: await count("challenge"), attempts: await count("code_attempt") });
	const address = "kept.short@example.org";
	for (let mail = 0; mail < codeLimits.perNetwork.hour; mail++) await request(address);
	const mailed = await kept();
	for (let more = 0; more < 3; more++) {
		const token = await request(address);
		for (let guess = 0; guess < 3; guess++) await answer(token, `${more}${guess}`.padEnd(25, "7"));
		await answer(token, "000000");
	}
	// The job of each: what is not to be sent ends.
	const { rows: unsendable } = await owner.query("select id from outbox_message where expires_at <= created_at");
	expect(unsendable).toHaveLength(3);
	const run = (name: string, payload = {}) =>
		asRole("worker", async () => void (await tasks[name]?.(payload, { job: {} } as JobHelpers)));
	for (const { id } of unsendable) await run("send_code", { message: id });
	expect(await count("outbox_message")).toBe(codeLimits.perNetwork.hour);
	expect(await kept()).toEqual({ challenges: mailed.challenges + 3, attempts: 3 });
	await run("forget_unsent_codes");
	expect(await kept(), "they may still be asked for again").toMatchObject({ challenges: mailed.challenges + 3 });
	await wait(codeLimits.renewableMinutes + 1);
	await run("forget_unsent_codes");
	expect(await kept()).toEqual(mailed);
});

it("the page for a code offers another one as often, whether an address has had its mails or not", async () => {
	const offers = async (address: string) => {
		const token = await request(address);
		let times = 0;
		for (; (await openChallenge(token, "sign-in"))?.mayResend; times++) await sendAnotherCode(token, "sign-in");
		return times;
	};
	const fresh = await offers("offers.fresh@example.org");
	for (let mail = 0; mail < codeLimits.perNetwork.hour; mail++) await request("offers.flooded@example.org");
	expect(await offers("offers.flooded@example.org")).toBe(fresh);
});

it("SECURITY.md names the odds of guessing that follow from the limits", () => {
	const [six, eight, ten] = codeLengths;
	const one = Math.floor(10 ** six.digits / codeLimits.wrongPerDay).toLocaleString("en");
	// Codes that were mailed before they got longer stay as short as they were.
	const outstanding = unprovenMails.all * codeLimits.attempts;
	const longest = outstanding * ((24 * 60) / unprovenMails.minutes);
	const takeovers =
		(six.wrongPerDay + outstanding) / 10 ** six.digits +
		(eight.wrongPerDay + outstanding) / 10 ** eight.digits +
		longest / 10 ** ten.digits;
	const text = readFileSync("SECURITY.md", "utf8").replace(/\s+/g, " ");
	expect(text).toContain(
		`${codeLimits.wrongPerDay} short codes a day are looked at for one mailbox, so a day against one person succeeds with a chance of 1 in ${one}`,
	);
	expect(text).toContain(
		`${six.wrongPerDay.toLocaleString("en")} wrong codes in 24 hours on the whole site they have ${eight.digits} digits, after ${eight.wrongPerDay.toLocaleString("en")} they have ${ten.digits}`,
	);
	expect(text).toContain(`takes over one account in ${Math.floor(1 / takeovers)} days`);
});

it("the database reads few rows for a mailbox and a browser, also for those that asked 5,000 times", async () => {
	const address = "hammered@example.org";
	const token = await request(address);
	await answer(token, "000000");
	const { rows } = await owner.query(
		"select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns where table_name = 'challenge' and column_name not in ('id', 'sends', 'expires_at')",
	);
	await owner.query(
		`insert into challenge (id, sends, expires_at, ${rows[0].names}) select id || n, 0, now(), ${rows[0].names} from challenge, generate_series(1, 5000) n`,
	);
	await owner.query("analyze challenge");
	const other = await request("quiet@example.org");
	const asked = (previous: string) => () => request(`after.${previous.slice(0, 5)}@example.org`, "", previous);
	const guessed = (mailbox: string) => async () => answer(await request(mailbox), "111111");
	for (const [what, run] of [
		["the browser", asked(token)],
		["another browser", asked(other)],
		["the mailbox", guessed(address)],
		["another mailbox", guessed("guessed@example.org")],
	] as const) {
		const read = await rowsRead(owner, "challenge", run);
		expect(read, what).toBeGreaterThan(0);
		expect(read, what).toBeLessThan(100);
	}
});
