import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/lib/database";
import { olderCode, openChallenge, requestCode, sendAnotherCode, signInMember, verifyCode } from "@/lib/identity";
import { codeLimits } from "@/lib/identity/code-limits";
import { readCode } from "@/lib/identity/read-code";
import { endSession, memberOfToken } from "@/lib/identity/sessions";
import { longCodeIn } from "../support/mailed-codes";
import { askedCode, newestCode, newestMail, signedInMember } from "../support/people";
import { connectAs } from "../support/roles";

const ask = (address: string) => askedCode({ purpose: "sign-in", address, locale: "en" });
const answer = (token: string, code: string) => signInMember({ token, code, device: "" });
/** Returns a wrong code, another one for each `by`. */
const wrong = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, "0");

const owner = connectAs("owner");

/** Returns the number of rows in each table of identity, and the number of waiting jobs. */
async function rows(): Promise<Record<string, number>> {
	const tables = ["challenge", "outbox_message", "audit_event", "person", "session", "graphile_worker.jobs"];
	const counts = tables.map((table) => `(select count(*)::int from ${table}) as "${table}"`);
	const { rows } = await owner.query(`select ${counts}`);
	return rows[0];
}

async function written(change: () => Promise<unknown>): Promise<Record<string, number>> {
	const before = await rows();
	await change();
	const after = await rows();
	return Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]));
}

describe("a code", () => {
	test("signs in the browser that requested it, once", async () => {
		const { token, code } = await ask("once@example.org");
		const first = await answer(token, code);
		expect(first.ok && (await memberOfToken(first.value))?.actor.kind).toBe("member");
		await owner.query(
			"update challenge set consumed_at = consumed_at - interval '61 seconds' where consumed_at is not null",
		);
		expect(await answer(token, code)).toEqual({ ok: false, reason: "used" });
	});

	test("sent twice within a minute signs in once, also at the same moment", async () => {
		const { token, code } = await ask("twice@example.org");
		const sessions: unknown[] = [];
		const counts = await written(async () => {
			sessions.push(...(await Promise.all([answer(token, code), answer(token, code)])), await answer(token, code));
		});
		expect(counts).toMatchObject({ session: 1, person: 1 });
		expect(sessions[0]).toMatchObject({ ok: true });
		expect(sessions).toEqual([sessions[0], sessions[0], sessions[0]]);
		expect((await openChallenge(token, "sign-in"))?.used).toBe(true);
	});

	test("sent twice opens no session that was signed out of, nor with a wrong code, nor in another browser", async () => {
		const { token, code } = await ask("twice-ended@example.org");
		const first = await answer(token, code);
		expect(await answer(token, wrong(code))).toEqual({ ok: false, reason: "used" });
		expect(await answer("another-browser", code)).toEqual({ ok: false, reason: "unknown" });
		await endSession(first.ok ? first.value : "");
		expect(await answer(token, code)).toEqual({ ok: false, reason: "used" });
	});

	test("asked for twice within a minute in one browser is one mail with one pair of words", async () => {
		const press = (address: string) =>
			requestCode({ purpose: "sign-in", address, locale: "en", previous: "one-browser" });
		const once = { challenge: 1, outbox_message: 1, "graphile_worker.jobs": 1 };
		expect(
			await written(() => Promise.all([press("pressed-twice@example.org"), press("Pressed-Twice@example.org ")])),
		).toMatchObject(once);
		const words = (await openChallenge("one-browser", "sign-in"))?.words;
		expect((await newestMail()).subject.endsWith(`: ${words}`)).toBe(true);
		expect(await written(() => press("another-address@example.org"))).toMatchObject(once);
		expect(await written(() => press("pressed-twice@example.org"))).toMatchObject(once);
		await owner.query("update challenge set created_at = created_at - interval '61 seconds'");
		expect(await written(() => press("pressed-twice@example.org"))).toMatchObject(once);
	});

	test("sent again with one press mails one code, however often the button was pressed", async () => {
		const { token } = await ask("again-twice@example.org");
		const seen = (await openChallenge(token, "sign-in"))?.requests;
		const again = () => sendAnotherCode(token, "sign-in", undefined, "", seen);
		const counts = await written(async () => {
			expect(await Promise.all([again(), again()])).toEqual([
				{ ok: true, value: undefined },
				{ ok: true, value: undefined },
			]);
		});
		expect(counts).toMatchObject({ outbox_message: 1 });
	});

	test("that is wrong is refused, and the right one still works after it", async () => {
		const { token, code } = await ask("typo@example.org");
		expect(await answer(token, wrong(code))).toEqual({ ok: false, reason: "wrong" });
		expect((await answer(token, code)).ok).toBe(true);
	});

	test("is refused in another browser", async () => {
		const mine = await ask("mine@example.org");
		const foreign = await ask("foreign@example.org");
		expect(await answer("a-browser-that-asked-for-nothing", mine.code)).toEqual({ ok: false, reason: "unknown" });
		expect(await answer(foreign.token, mine.code === foreign.code ? wrong(mine.code) : mine.code)).toEqual({
			ok: false,
			reason: "wrong",
		});
		expect((await answer(mine.token, mine.code)).ok).toBe(true);
	});

	test("is refused for another purpose", async () => {
		const { token, code } = await ask("purpose@example.org");
		const other = await verifyCode({ token, code, purpose: "staff-sign-in" }, async () => "in");
		expect(other).toEqual({ ok: false, reason: "unknown" });
	});

	test("expires ten minutes after its mail, by the database's clock", async () => {
		const { token, code } = await ask("late@example.org");
		await database().execute(sql`update challenge set expires_at = expires_at - interval '9 minutes 50 seconds'`);
		const inTime = await ask("in-time@example.org");
		await database().execute(sql`update challenge set expires_at = expires_at - interval '9 minutes 50 seconds'`);
		expect((await answer(inTime.token, inTime.code)).ok).toBe(true);
		expect(await answer(token, code)).toEqual({ ok: false, reason: "expired" });
	});

	test("is refused after five wrong ones, however often it was sent again", async () => {
		const { token, code } = await ask("five@example.org");
		for (const by of [1, 2]) expect(await answer(token, wrong(code, by))).toEqual({ ok: false, reason: "wrong" });
		expect((await sendAnotherCode(token, "sign-in")).ok).toBe(true);
		const second = await newestCode();
		for (const by of [3, 4]) expect(await answer(token, wrong(second, by))).toEqual({ ok: false, reason: "wrong" });
		expect(await answer(token, wrong(second, 5))).toEqual({ ok: false, reason: "exhausted" });
		expect(await answer(token, second)).toEqual({ ok: false, reason: "exhausted" });
		expect(await sendAnotherCode(token, "sign-in")).toEqual({ ok: false, reason: "exhausted" });
	});

	test("allows five of twenty guesses that arrive at once", async () => {
		const { token, code } = await ask("flood@example.org");
		const guesses = await Promise.all(Array.from({ length: 20 }, (_, at) => answer(token, wrong(code, at + 1))));
		const reasons = guesses.map((guess) => (guess.ok ? "in" : guess.reason));
		expect(reasons.filter((reason) => reason === "wrong")).toHaveLength(4);
		expect(reasons.filter((reason) => reason === "exhausted")).toHaveLength(16);
		expect(await answer(token, code)).toEqual({ ok: false, reason: "exhausted" });
	});

	test("that is wrong costs one attempt, however often the same one is sent", async () => {
		const { token, code } = await ask("same-wrong@example.org");
		const presses = await Promise.all(Array.from({ length: 6 }, () => answer(token, wrong(code))));
		expect(presses).toEqual(Array.from({ length: 6 }, () => ({ ok: false, reason: "wrong" })));
		for (const by of [2, 3, 4]) expect(await answer(token, wrong(code, by))).toEqual({ ok: false, reason: "wrong" });
		expect((await answer(token, code)).ok, "the fifth attempt").toBe(true);
		const { rows } = await owner.query("select attempts from challenge order by created_at desc limit 1");
		expect(rows).toEqual([{ attempts: 5 }]);
	});

	test("that was wrong before is looked at again once a new one is mailed", async () => {
		const { token, code } = await ask("wrong-before@example.org");
		expect(await answer(token, wrong(code))).toEqual({ ok: false, reason: "wrong" });
		await sendAnotherCode(token, "sign-in");
		const next = await newestCode();
		await owner.query(
			"update mailed_code set code_hash = (select code_hash from code_attempt order by made_at desc limit 1) where challenge_id = (select id from challenge order by created_at desc limit 1)",
		);
		if (next !== code) expect((await answer(token, wrong(code))).ok).toBe(true);
	});

	test("of an older mail to the same browser is told apart, with the times both were asked for", async () => {
		const first = await ask("older@example.org");
		await owner.query(
			"update mailed_code set asked_at = '2026-11-20 14:02Z' where challenge_id = (select id from challenge order by created_at desc limit 1)",
		);
		await sendAnotherCode(first.token, "sign-in");
		const second = await newestCode();
		const known = (code: string) => olderCode(first.token, "sign-in", code);
		expect((await known(first.code))?.older).toEqual(new Date("2026-11-20T14:02Z"));
		expect(await known(second), "the newest").toBeUndefined();
		expect(await known(wrong(first.code))).toBeUndefined();
		expect(await olderCode("another-browser", "sign-in", first.code)).toBeUndefined();
		// Asked for anew in the same browser, more than a minute later.
		await owner.query("update challenge set created_at = created_at - interval '61 seconds'");
		await requestCode({ purpose: "sign-in", address: "older@example.org", locale: "en", previous: first.token });
		const third = await newestCode();
		const newest = (await openChallenge(first.token, "sign-in"))?.askedAt;
		expect((await known(second))?.newest).toEqual(newest);
		expect(await answer(first.token, second)).toEqual({ ok: false, reason: "wrong" });
		expect((await answer(first.token, third)).ok).toBe(true);
	});

	test("sent again replaces the one before and keeps the words", async () => {
		const { token, code } = await ask("again@example.org");
		const words = (await openChallenge(token, "sign-in"))?.words;
		expect((await newestMail()).subject.endsWith(`: ${words}`)).toBe(true);
		await database().execute(sql`update challenge set expires_at = now() - interval '1 minute'`);
		await sendAnotherCode(token, "sign-in");
		const mail = await newestMail();
		expect(mail.subject.endsWith(`: ${words}`)).toBe(true);
		const fresh = await newestCode();
		if (fresh !== code) expect(await answer(token, code)).toEqual({ ok: false, reason: "wrong" });
		expect((await answer(token, fresh)).ok).toBe(true);
	});

	test("requested again in the same browser replaces the one before", async () => {
		const first = await ask("changed-mind@example.org");
		const second = await askedCode({
			purpose: "sign-in",
			address: "other-address@example.org",
			locale: "en",
			previous: first.token,
		});
		expect(second.token).toBe(first.token);
		if (first.code !== second.code)
			expect(await answer(second.token, first.code)).toEqual({ ok: false, reason: "wrong" });
		expect((await answer(second.token, second.code)).ok).toBe(true);
	});

	test("for a signed-in member is refused from anybody else", async () => {
		const { member } = await signedInMember("asker@example.org");
		const { member: other } = await signedInMember("not-asker@example.org");
		const asked = await askedCode({ purpose: "contact-point", address: "new@example.org", locale: "en", member });
		const attempt = (who: typeof member) =>
			verifyCode({ ...asked, purpose: "contact-point", member: who }, async (_, proof) => proof.address);
		expect((await attempt(other)).ok).toBe(false);
		expect(await attempt(member)).toEqual({ ok: true, value: "new@example.org" });
	});

	test("stays valid if the change it was for fails", async () => {
		const asked = await ask("fails@example.org");
		const failing = verifyCode({ ...asked, purpose: "sign-in" }, async () => {
			throw new Error("the change failed");
		});
		await expect(failing).rejects.toThrow("the change failed");
		expect((await answer(asked.token, asked.code)).ok).toBe(true);
	});
});

describe("the mail of a code", () => {
	test("has the code only in its text and no link, in both languages", async () => {
		for (const locale of ["en", "cy"] as const) {
			const { code } = await askedCode({ purpose: "sign-in", address: `${locale}@example.org`, locale });
			const { subject, text } = await newestMail();
			expect(subject).not.toContain(code.slice(0, 3));
			expect(text).not.toMatch(/https?:|www\.|\.example\b/);
			expect(text).toContain("0800 000 0000");
			expect(text, "a double-click takes the whole code").toMatch(/^ {4}\d{6}$/m);
			expect(text).toMatch(locale === "en" ? /Requested at .+ \d{4}, UK time\./ : /am .+ \d{4}, amser y DU\./);
			expect(text).toContain(locale === "en" ? "The Meridian Party" : "Plaid Meridian");
		}
	});

	test("goes to the normalised address that it proves", async () => {
		await ask("  Mixed.Case+Tag@EXAMPLE.org ");
		expect((await newestMail()).to).toBe("mixed.case+tag@example.org");
	});

	test("is refused only for a malformed address", async () => {
		for (const address of ["", "nobody", "a@b", "two@at@example.org", "a b@example.org"]) {
			expect(await requestCode({ purpose: "sign-in", address, locale: "en" })).toEqual({
				ok: false,
				reason: "not-an-address",
			});
		}
	});
});

describe("a request for a code", () => {
	test("does not show whether an address is known: the same rows are written, and no person before proof", async () => {
		await signedInMember("known@example.org");
		const known = await written(() => requestCode({ purpose: "sign-in", address: "known@example.org", locale: "en" }));
		const unknown = await written(() =>
			requestCode({ purpose: "sign-in", address: "unknown@example.org", locale: "en" }),
		);
		expect(known).toEqual(unknown);
		expect(unknown).toMatchObject({
			challenge: 1,
			outbox_message: 1,
			"graphile_worker.jobs": 1,
			person: 0,
			session: 0,
			// Anonymous requests are not audited, because the log is append-only and strangers could fill it.
			audit_event: 0,
		});
	});

	test("does not show that an address has used up its mails: the same rows are written, but no code is right", async () => {
		const address = "flooded@example.org";
		const first = await written(() => requestCode({ purpose: "sign-in", address, locale: "en" }));
		for (let sent = 1; sent < codeLimits.perNetwork.hour; sent++) await ask(address);
		let token = "";
		const over = await written(async () => {
			const started = await requestCode({ purpose: "sign-in", address, locale: "en" });
			token = started.ok ? started.value : "";
		});
		expect(over).toEqual(first);
		expect((await newestMail()).dead).toBe(true);
		expect(await answer(token, await newestCode())).toEqual({ ok: false, reason: "wrong" });
		const resent = await written(() => sendAnotherCode(token, "sign-in"));
		expect(resent).toMatchObject({ outbox_message: 1, "graphile_worker.jobs": 1 });
	});

	test("does not use up the quota of a browser that was signed in to the address, so nobody can lock it out", async () => {
		const address = "locked.out@example.org";
		const { token: signedInWith } = await signedInMember(address);
		const { token: strangers } = await signedInMember("stranger.locks@example.org");
		await owner.query("update session set seen_at = now() - interval '2 days', expires_at = now() - interval '1 day'");
		const start = (with_?: string) =>
			requestCode({ purpose: "sign-in", address, locale: "en", ...(with_ ? { signedInWith: with_ } : {}) });
		for (let sent = 0; sent < codeLimits.perNetwork.hour + 2; sent++) await start();
		const works = async (with_?: string) => {
			const started = await start(with_);
			return (await answer(started.ok ? started.value : "", await newestCode())).ok;
		};
		expect(await works()).toBe(false);
		expect(await works(strangers)).toBe(false);
		const plain = await written(() => start());
		expect(await written(() => start(signedInWith))).toEqual(plain);
		expect(await works(signedInWith)).toBe(true);

		const over = await start();
		const resend = (with_?: string) => sendAnotherCode(over.ok ? over.value : "", "sign-in", with_);
		expect((await resend()).ok).toBe(true);
		const resentTo = async () => (await answer(over.ok ? over.value : "", await newestCode())).ok;
		expect(await resentTo()).toBe(false);
		expect((await resend(signedInWith)).ok).toBe(true);
		expect(await resentTo()).toBe(true);

		for (let sent = 0; sent < codeLimits.perNetwork.hour; sent++) await start(signedInWith);
		expect(await works(signedInWith), "its own share has an end too").toBe(false);
		await endSession(signedInWith);
		await owner.query("update challenge set consumed_at = now() where sends > 0 and consumed_at is null");
		for (let sent = 0; sent < codeLimits.perNetwork.hour; sent++) await start();
		expect(await works(signedInWith), "whoever signs out is forgotten").toBe(false);
	});

	test("is not counted against the quota if its code was used", async () => {
		for (let times = 0; times < codeLimits.perNetwork.hour + 2; times++) await signedInMember("often.back@example.org");
		const { token, code } = await ask("often.back@example.org");
		expect((await answer(token, code)).ok).toBe(true);
	});

	test("is counted also among requests at once", async () => {
		const address = "rush@example.org";
		await Promise.all(Array.from({ length: 15 }, () => requestCode({ purpose: "sign-in", address, locale: "en" })));
		const { rows } = await database().execute<{ mails: number }>(sql`select sum(sends)::int as mails from challenge
			where address_fingerprint = (select address_fingerprint from challenge order by created_at desc limit 1)`);
		expect(rows[0]?.mails).toBe(codeLimits.perNetwork.hour);
	});
});

describe("a typed code", () => {
	test.each([
		["482913", "482913"],
		["482 913", "482913"],
		[" 482-913\n", "482913"],
		["4 8 2 9 1 3", "482913"],
		["４８２９１３", "482913"],
		["482‑913", "482913"],
		["482.913", "482913"],
	])("%j is read as %s", (typed, code) => expect(readCode(typed)).toBe(code));

	test.each([
		["Your code is 482 913. It works once, for 10 minutes.", "482913"],
		["(482913)", "482913"],
		["482,913", "482913"],
		["Code: 482-913!", "482913"],
		["code\u00a0482\u00a0913", "482913"],
		["482913 10 minutes", "482913"],
		["٤٨٢٩١٣", "482913"],
		["۴۸۲ ۹۱۳", "482913"],
		["४८२९१३", "482913"],
		["4829 1366 is it", "48291366"],
		["Call us on 0800 000 0000, the code is 482913", "482913"],
	])("%j is read as %s, out of its sentence", (typed, code) => expect(readCode(typed)).toBe(code));

	test.each([
		"",
		"48291",
		"4829133",
		"48291a",
		"four",
		"482913 or 482914",
		"482913 and 48291366",
		"0800 000 0000",
		"07700 900123",
		"+44 7700 900123",
		"5 minutes, 24 hours, 28 November 2026",
		`${"x".repeat(5_000)} 482913`,
	])("%j is no code", (typed) => expect(readCode(typed)).toBeUndefined());

	test("is read from a whole mail, in both languages, and a long code alone", async () => {
		for (const locale of ["en", "cy"] as const) {
			const { code } = await askedCode({ purpose: "sign-in", address: `whole-${locale}@example.org`, locale });
			const { text } = await newestMail();
			expect(readCode(text)).toBe(code);
			expect(readCode(text.replaceAll(/\s+/g, " "))).toBe(code);
			expect(readCode(`Long code: ${/(?:\d{5} ?){5}/.exec(text)?.[0]}.`)).toBe(longCodeIn(text));
		}
	});
});
