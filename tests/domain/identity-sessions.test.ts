import { inArray, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Member } from "@/lib/authority";
import { database, tables } from "@/lib/database";
import { devicesOf, signInMember, signOutElsewhere, tasks } from "@/lib/identity";
import { formRefusal } from "@/lib/identity/request-session";
import { safeReturnPath, sessionLimits, staffPaths } from "@/lib/identity/schema";
import { endSession, memberOfToken, staffOfToken } from "@/lib/identity/sessions";
import { browserHash, formOwnerHash, sessionHash } from "@/lib/identity/tokens";
import { deviceWords } from "@/lib/identity/user-agent";
import { formOwnerHeader } from "@/lib/limits";
import { askedCode, signedInMember, signedInStaff, waitingMails } from "../support/people";
import { asRole, connectAs } from "../support/roles";

const owner = connectAs("owner");

/** Moves one session's times into the past. Uses the owner's role, because the web may not change a session's end. */
const age = (token: string, minutes: number) =>
	owner.query(
		`update session set seen_at = seen_at - make_interval(mins => $1),
		created_at = created_at - make_interval(mins => $1), expires_at = expires_at - make_interval(mins => $1)
		where token_hash = $2`,
		[minutes, sessionHash(token)],
	);

async function seenAt(token: string): Promise<string> {
	const { rows } = await database().execute<{ seen: string }>(
		sql`select seen_at::text as seen from session where token_hash = ${sessionHash(token)}`,
	);
	return rows[0]?.seen ?? "";
}

test("a form is taken only from the person for whom it was drawn, while a session lasts", async () => {
	const mine = await signedInMember("drawn.for@example.org");
	const other = await signedInMember("sent.by@example.org");
	const sent = (token: string, owner: string | null, method = "POST", pathname = "/cy/preferences/text") =>
		formRefusal({
			method,
			nextUrl: { pathname },
			headers: { get: (name) => (name === formOwnerHeader ? owner : null) },
			cookies: { get: (name) => (name === "member" ? { value: token } : undefined) },
		});
	const drawn = formOwnerHash(mine.member.personId);
	expect(await sent(mine.token, drawn)).toBeUndefined();
	expect(await sent(other.token, drawn)).toBe("someone-else");
	expect(await sent(other.token, drawn, "GET")).toBeUndefined();
	expect(await sent(other.token, drawn, "POST", "/sign-in")).toBeUndefined();
	expect(await sent("ended", drawn)).toBe("signed-out");
});

test("a form of staff is taken only from the member of staff for whom it was drawn", async () => {
	const mine = await signedInStaff("drawn.for@staff.example", "publisher");
	const other = await signedInStaff("sent.by@staff.example", "publisher");
	const sent = (token: string, pathname = "/staff/updates/upd_x") =>
		formRefusal({
			method: "POST",
			nextUrl: { pathname },
			headers: { get: (name) => (name === formOwnerHeader ? formOwnerHash(mine.staff.staffId) : null) },
			cookies: { get: (name) => (name === "staff" ? { value: token } : undefined) },
		});
	expect(await sent(mine.token)).toBeUndefined();
	expect(await sent(other.token)).toBe("someone-else");
	expect(await sent(other.token, "/staff/sign-in")).toBeUndefined();
	expect(await sent("ended")).toBe("signed-out");
});

describe.each([
	["member", async () => (await signedInMember("session.member@example.org")).token, memberOfToken],
	["staff", async () => (await signedInStaff("session.staff@example.org", "publisher")).token, staffOfToken],
] as const)("a session of %s", (audience, signIn, ofToken) => {
	const { idle, absolute } = sessionLimits[audience];

	test("ends after its idle time without a request", async () => {
		const token = await signIn();
		await age(token, idle - 1);
		expect(await ofToken(token)).toBeDefined();
		await age(token, idle - 1);
		expect(await ofToken(token)).toBeDefined();
		await age(token, idle + 1);
		expect(await ofToken(token)).toBeUndefined();
	});

	test("ends at its absolute limit, also in use", async () => {
		const token = await signIn();
		await owner.query(
			"update session set seen_at = now(), expires_at = now() - interval '1 second' where token_hash = $1",
			[sessionHash(token)],
		);
		expect(await ofToken(token)).toBeUndefined();
	});

	test("is never opened for longer than its absolute limit", async () => {
		const token = await signIn();
		const { rows } = await database().execute<{ minutes: number }>(
			sql`select extract(epoch from expires_at - created_at)::int / 60 as minutes from session where token_hash = ${sessionHash(token)}`,
		);
		expect(rows[0]?.minutes).toBe({ member: 12 * 60, staff: 10 * 60 }[audience]);
		expect(rows[0]?.minutes).toBe(absolute);
	});

	test("is ended on the server", async () => {
		const token = await signIn();
		await endSession(token);
		expect(await ofToken(token)).toBeUndefined();
	});

	test("is left without a fault once its time is over", async () => {
		const token = await signIn();
		await age(token, absolute + 1);
		await owner.query("update session set expires_at = now() - interval '1 second'");
		await asRole("web", () => endSession(token));
		const { rows } = await owner.query("select revoked_at is not null as ended from session where token_hash = $1", [
			sessionHash(token),
		]);
		expect(rows).toEqual([{ ended: true }]);
	});

	test("is found by its own token only", async () => {
		await signIn();
		for (const token of ["", "x", "a".repeat(43)]) expect(await ofToken(token)).toBeUndefined();
	});
});

test("the time of the last request is written at most once a minute", async () => {
	const { token } = await signedInMember("often@example.org");
	const first = await seenAt(token);
	await memberOfToken(token);
	expect(await seenAt(token)).toBe(first);
	await age(token, 2);
	await memberOfToken(token);
	expect((await seenAt(token)) > first).toBe(true);
});

test("a member's session opens no staff page, and staff's no member page", async () => {
	const { token: member } = await signedInMember("both@example.org");
	const { token: staff } = await signedInStaff("both@example.org", "admin");
	expect(await staffOfToken(member)).toBeUndefined();
	expect(await memberOfToken(staff)).toBeUndefined();
});

test("signing in again gives a new token and ends the browser's old session", async () => {
	const { token: planted } = await signedInMember("attacker@example.org");
	const asked = await askedCode({ purpose: "sign-in", address: "victim@example.org", locale: "en" });
	const session = await signInMember({ ...asked, device: "", previousSession: planted });
	expect(session.ok && session.value).not.toBe(planted);
	expect(await memberOfToken(planted)).toBeUndefined();
});

test("the database holds hashes of tokens and codes that do not tell them", async () => {
	const { token } = await signedInMember("hashed@example.org");
	const asked = await askedCode({ purpose: "sign-in", address: "hashed@example.org", locale: "en" });
	const rows = JSON.stringify([
		await database().select().from(tables.session),
		await database().select().from(tables.challenge),
	]);
	for (const secret of [token, asked.token]) {
		expect(rows).not.toContain(secret);
		expect(rows).not.toContain(JSON.stringify(Buffer.from(secret, "base64url")).slice(0, 60));
	}
	expect(rows).not.toContain(`"${asked.code}"`);
});

describe("a sign-in with a browser not seen before", () => {
	const told = async () => (await waitingMails()).filter(({ kind }) => kind === "new-browser").reverse();
	const signIn = async (address: string, browser?: string, locale: "en" | "cy" = "en") => {
		const asked = await askedCode({ purpose: "sign-in", address, locale });
		const before = (await told()).length;
		const session = await signInMember({ ...asked, device: "Firefox, Linux", ...(browser ? { browser } : {}) });
		if (!session.ok) throw new Error(session.reason);
		const member = (await memberOfToken(session.value)) as Member;
		return { mails: (await told()).slice(before), member };
	};

	test("is mailed to every address of the person, in their language, without a link, and is on the list of devices", async () => {
		const first = await signIn("new.browser@example.org", "one");
		expect(first.mails.map(({ to }) => to)).toEqual(["new.browser@example.org"]);
		expect(first.mails[0]?.text).toContain("with Firefox, Linux, on");
		expect(first.mails[0]?.text).not.toMatch(/https?:|www\.|@example/);
		const second = await signIn("new.browser@example.org", "two", "cy");
		expect(second.mails[0]?.text).toContain("gyda Firefox, Linux, ar");
		expect((await devicesOf(second.member)).map(({ isNew }) => isNew)).toEqual([true, true]);
	});

	test("is mailed once for each browser, also if somebody else has used it before", async () => {
		await signIn("same.browser@example.org", "shared");
		const again = await signIn("same.browser@example.org", "shared");
		expect(again.mails).toEqual([]);
		expect((await devicesOf(again.member)).map(({ isNew }) => isNew)).toEqual([false, true]);
		expect((await signIn("else.browser@example.org", "shared")).mails).toHaveLength(1);
		expect((await signIn("same.browser@example.org")).mails, "a browser without a cookie").toHaveLength(1);
	});

	test("is mailed to staff too", async () => {
		await signedInStaff("staff.browser@example.org", "publisher");
		expect((await told()).map(({ to }) => to)).toContain("staff.browser@example.org");
	});

	test("is stored as a hash of the cookie, and forgotten when the cookie expires", async () => {
		await signIn("hash.browser@example.org", "a-cookie");
		const { rows } = await owner.query("select encode(browser_hash, 'escape') as hash from known_browser");
		expect(JSON.stringify(rows)).not.toContain("a-cookie");
		await owner.query("update known_browser set seen_at = now() - interval '401 days'");
		await asRole("worker", tasks.forget_sign_ins as unknown as () => Promise<void>);
		expect((await owner.query("select from known_browser")).rowCount).toBe(0);
	});
});

describe("the list of devices", () => {
	test("lists one's own sessions, this one first, and ends one or all others", async () => {
		const address = "places@example.org";
		const here = await signedInMember(address);
		const there = await signedInMember(address);
		const elsewhere = await signedInMember(address);
		const stranger = await signedInMember("stranger.places@example.org");
		expect((await devicesOf(here.member)).map((place) => place.here)).toEqual([true, false, false]);

		expect(await signOutElsewhere(here.member, stranger.member.sessionId)).toBe(0);
		expect(await memberOfToken(stranger.token)).toBeDefined();
		expect(await signOutElsewhere(here.member, there.member.sessionId)).toBe(1);
		expect(await memberOfToken(there.token)).toBeUndefined();
		expect(await signOutElsewhere(here.member)).toBe(1);
		expect(await memberOfToken(elsewhere.token)).toBeUndefined();
		expect(await memberOfToken(here.token)).toBeDefined();
		expect(await signOutElsewhere(here.member, here.member.sessionId)).toBe(0);
	});

	test.each([
		["Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox, Linux"],
		[
			"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0",
			"Edge, Windows",
		],
		[
			"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
			"Safari, iPhone",
		],
		[
			"Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36",
			"Samsung Internet, Android",
		],
		["curl/8.1", ""],
	])("says what kind of browser %s is", (agent, words) => expect(deviceWords(agent)).toBe(words));
});

test("codes are forgotten after two days and sessions a month after their end, and nothing sooner", async () => {
	const old = await signedInMember("forgotten@example.org");
	const kept = await signedInMember("remembered@example.org");
	const hashes = [old, kept].map(({ token }) => sessionHash(token));
	const expire = (hash: Buffer, days: number) =>
		owner.query("update session set expires_at = now() - make_interval(days => $1, mins => 1) where token_hash = $2", [
			days,
			hash,
		]);
	await expire(hashes[0] as Buffer, 30);
	await expire(hashes[1] as Buffer, 29);
	const asked = await askedCode({ purpose: "sign-in", address: "forgotten.code@example.org", locale: "en" });
	const recent = await askedCode({ purpose: "sign-in", address: "recent.code@example.org", locale: "en" });
	const send = (token: string, hours: number) =>
		owner.query("update challenge set sent_at = now() - make_interval(hours => $1) where browser_hash = $2", [
			hours,
			browserHash(token),
		]);
	await send(asked.token, 49);
	await send(recent.token, 47);

	const before = await database().select().from(tables.auditEvent);
	await asRole("worker", tasks.forget_sign_ins as unknown as () => Promise<void>);

	const sessions = await database().select().from(tables.session).where(inArray(tables.session.tokenHash, hashes));
	expect(sessions.map((row) => row.tokenHash)).toEqual([hashes[1]]);
	const challenges = await database()
		.select()
		.from(tables.challenge)
		.where(
			inArray(
				tables.challenge.browserHash,
				[asked, recent].map(({ token }) => browserHash(token)),
			),
		);
	expect(challenges.map((row) => row.browserHash)).toEqual([browserHash(recent.token)]);
	expect(await database().select().from(tables.auditEvent)).toHaveLength(before.length);
});

test("sign-in leads back only to pages on the list", () => {
	expect(safeReturnPath(staffPaths, "/staff/team")).toBe("/staff/team");
	for (const next of [
		"https://evil.example",
		"//evil.example",
		"/\\evil.example",
		"/staff/team?x=1",
		"/check",
		undefined,
		["/staff/team"],
	]) {
		expect(safeReturnPath(staffPaths, next)).toBe("/staff");
	}
});
