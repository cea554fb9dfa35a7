import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { database } from "@/lib/database";
import { openChallenge, requestCode, sendAnotherCode, signInMember, verifyCode } from "@/lib/identity";
import { codeLimits, readCode } from "@/lib/identity/code-limits";
import { endSession, memberOfToken } from "@/lib/identity/sessions";
import { askedCode, newestCode, newestMail, signedInMember } from "../support/people";
import { connectAs } from "../support/roles";

const ask = (address: string) => askedCode({ purpose: "sign-in", address, locale: "en" });
const answer = (token: string, code: string) => signInMember({ token, code, device: "" });
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

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
		expect(await answer(token, code)).toEqual({ ok: false, reason: "used" });
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
		for (const _ of [1, 2]) expect(await answer(token, wrong(code))).toEqual({ ok: false, reason: "wrong" });
		expect((await sendAnotherCode(token, "sign-in")).ok).toBe(true);
		const second = await newestCode();
		for (const _ of [3, 4]) expect(await answer(token, wrong(second))).toEqual({ ok: false, reason: "wrong" });
		expect(await answer(token, wrong(second))).toEqual({ ok: false, reason: "exhausted" });
		expect(await answer(token, second)).toEqual({ ok: false, reason: "exhausted" });
		expect(await sendAnotherCode(token, "sign-in")).toEqual({ ok: false, reason: "exhausted" });
	});

	test("allows five of twenty guesses that arrive at once", async () => {
		const { token, code } = await ask("flood@example.org");
		const guesses = await Promise.all(Array.from({ length: 20 }, () => answer(token, wrong(code))));
		const reasons = guesses.map((guess) => (guess.ok ? "in" : guess.reason));
		expect(reasons.filter((reason) => reason === "wrong")).toHaveLength(4);
		expect(reasons.filter((reason) => reason === "exhausted")).toHaveLength(16);
		expect(await answer(token, code)).toEqual({ ok: false, reason: "exhausted" });
	});

	test("entered twice at once signs in one of the two", async () => {
		const { token, code } = await ask("double@example.org");
		const both = await Promise.all([answer(token, code), answer(token, code)]);
		expect(both.map((result) => (result.ok ? "in" : result.reason)).sort()).toEqual(["in", "used"]);
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
		expect(await answer(first.token, first.code)).toEqual({ ok: false, reason: "expired" });
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

	test.each(["", "48291", "4829133", "48291a", "four"])("%j is no code", (typed) =>
		expect(readCode(typed)).toBeUndefined(),
	);
});
