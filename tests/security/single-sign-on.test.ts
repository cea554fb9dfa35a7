// Promise of SECURITY.md: a provider's word is taken from the worker alone, which checks its signature; the web proves nothing by a provider's name.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { seal, unseal } from "@/lib/crypto/seal";
import { setDatabaseRole } from "@/lib/database";
import { fingerprint } from "@/lib/identifiers";
import type { ProviderTokens } from "@/lib/identity/provider-tokens";
import { memberOfToken, staffOfToken } from "@/lib/identity/sessions";
import { signInWithProvider } from "@/lib/identity/sign-in";
import { addMember } from "../support/exposed-people";
import { type ProviderStandIn, startProviderStandIn } from "../support/provider-stand-in";
import { connectAs } from "../support/roles";
import { startWorker, type WorkerProcess } from "../support/worker";

const owner = connectAs("owner");
const web = connectAs("web");
const denied = { code: "42501" };
const about = { locale: "en" as const, device: "Firefox" };
const notVerified = { ok: false, reason: "not-verified" };
const notChecked = { ok: false, reason: "not-checked" };
const verified = (email: string) => ({ email, email_verified: true });
let provider: ProviderStandIn;
let worker: WorkerProcess;

beforeAll(async () => {
	setDatabaseRole("web");
	provider = await startProviderStandIn();
	worker = await startWorker(provider.environment);
});
afterAll(async () => {
	await worker.stop();
	provider.stop();
});
beforeEach(async () => {
	await owner.query("insert into sign_in_provider values ('member'), ('staff') on conflict do nothing");
	provider.fault = undefined;
});

const signIn = async (claims: Record<string, unknown>, userInfo?: Record<string, unknown>) =>
	signInWithProvider("member", await provider.sign("member", claims, userInfo), about);
async function personOf(session: Awaited<ReturnType<typeof signIn>>): Promise<string | undefined> {
	return (await memberOfToken(session.ok ? session.value : ""))?.personId;
}
const kept = async () =>
	(await owner.query("select count(*)::int as tokens from provider_sign_in where tokens_sealed is not null")).rows;

describe("whose address the provider has verified", () => {
	it("signs in as they do with a code, whether the ID token says so or UserInfo", async () => {
		const { personId } = await addMember(owner, { email: "sso@example.org" });
		expect(await personOf(await signIn(verified("SSO@example.org")))).toBe(personId);
		expect(await personOf(await signIn({ sub: "ann" }, { sub: "ann", ...verified("sso@example.org") }))).toBe(personId);
		expect(await kept()).toEqual([{ tokens: 0 }]);
		const { rows } = await owner.query("select actor_id, detail from audit_event where action = 'sign-in.vouched'");
		expect(rows).toContainEqual({ actor_id: "check-provider", detail: { audience: "member" } });
	});

	it("is proven where nobody was, with an entry of the database's own", async () => {
		const personId = await personOf(await signIn(verified("sso.new@example.org")));
		const { rows } = await owner.query(
			"select p.person_id, p.means from proven_identifier p join audit_event e on e.subject_id = p.id and e.action = 'proof.written' where p.fingerprint = $1",
			[fingerprint("email", "sso.new@example.org")],
		);
		expect(rows).toEqual([{ person_id: personId, means: "single-sign-on" }]);
	});

	it("is not staff by that", async () => {
		const tokens = await provider.sign("staff", verified("sso@example.org"));
		expect(await signInWithProvider("staff", tokens, about)).toEqual({ ok: false, reason: "not-staff" });
	});
});

describe("nobody is signed in", () => {
	const minutes = (count: number) => Math.floor(Date.now() / 1_000) + 60 * count;
	it.each<[string, () => Promise<unknown>]>([
		["by an address that is not verified", () => signIn({ email: "sso@example.org", email_verified: false })],
		["by a verified that is not true", () => signIn({ email: "sso@example.org", email_verified: "true" })],
		["by no address", () => signIn({ email_verified: true })],
		["by what is no address", () => signIn(verified("not an address"))],
		["by an address among others", () => signIn({ email: ["sso@example.org"], email_verified: true })],
		["by an address beside a name", () => signIn(verified("sso <sso@example.org>"))],
		["by a mailbox that only looks like theirs", () => signIn(verified("\uff53so@example.org"))],
		["by UserInfo of somebody else", () => signIn({ sub: "ann" }, { sub: "bob", ...verified("sso@example.org") })],
		["by UserInfo that is not verified", () => signIn({ sub: "ann" }, { sub: "ann", email: "sso@example.org" })],
		["by another provider's name", () => signIn({ iss: "https://id.example.org", ...verified("sso@example.org") })],
		["by a token for another site", () => signIn({ aud: "another", ...verified("sso@example.org") })],
		["by a token for staff", () => signIn({ aud: "staff", ...verified("sso@example.org") })],
		[
			"by a token for several that was made for another",
			() => signIn({ aud: ["member", "another"], azp: "another", ...verified("sso@example.org") }),
		],
		["by a token that is over", () => signIn({ exp: minutes(-1), ...verified("sso@example.org") })],
		["by a token of an hour ago", () => signIn({ iat: minutes(-60), ...verified("sso@example.org") })],
		["by a token without a nonce", () => signIn({ nonce: undefined, ...verified("sso@example.org") })],
		[
			"by a token that another key has signed",
			async () =>
				signInWithProvider(
					"member",
					{ idToken: await provider.forge(verified("sso@example.org")), accessToken: "" },
					about,
				),
		],
		[
			"by a token without a signature",
			async () => {
				const { idToken, accessToken } = await provider.sign("member", verified("sso@example.org"));
				const header = Buffer.from('{"alg":"none"}').toString("base64url");
				return signInWithProvider("member", { idToken: `${header}.${idToken.split(".")[1]}.`, accessToken }, about);
			},
		],
		["by what is no token", () => signInWithProvider("member", { idToken: "x", accessToken: "" }, about)],
	])("%s", async (_what, attempt) => {
		expect(await attempt()).toEqual(notVerified);
		expect(await kept()).toEqual([{ tokens: 0 }]);
	});

	it("twice by one sign-in at the provider", async () => {
		const tokens = await provider.sign("member", verified("sso.once@example.org"));
		expect(await signInWithProvider("member", tokens, about)).toMatchObject({ ok: true });
		expect(await signInWithProvider("member", tokens, about)).toEqual(notVerified);
	});

	it.each([
		["/.well-known/openid-configuration", "cut"],
		["/keys", "cut"],
		["/userinfo", "cut"],
		["/keys", "endless"],
		["/keys", "elsewhere"],
	] as const)(
		"while the provider does not answer as it should at %s (%s): it could not be checked, and no token stays",
		async (path, is) => {
			provider.fault = { path, is };
			expect(await signIn({ sub: "ann" }, { sub: "ann", ...verified("sso@example.org") })).toEqual(notChecked);
			expect(await kept()).toEqual([{ tokens: 0 }]);
			expect(provider.written).toBeLessThan(16 * 1024 * 1024);
		},
	);

	it("more than sixty times an hour by one address", async () => {
		await owner.query(
			`insert into provider_sign_in (id, audience, outcome, address_fingerprint) select 'psi_' || n, 'member', 'vouched', $1 from generate_series(1, 59) n`,
			[fingerprint("email", "sso.often@example.org")],
		);
		expect(await signIn(verified("sso.often@example.org"))).toMatchObject({ ok: true });
		expect(await signIn(verified("sso.often@example.org"))).toEqual(notChecked);
		expect(await signIn(verified("sso.seldom@example.org"))).toMatchObject({ ok: true });
	});

	it("on a site without a provider", async () => {
		await owner.query("delete from sign_in_provider");
		await expect(signIn(verified("sso@example.org"))).rejects.toThrow();
	});
});

describe("one account at the provider", () => {
	let count = 0;
	async function addColleague(): Promise<{ staffId: string; email: string }> {
		const staffId = `stf_${count++}`;
		const email = `${staffId}@example.org`;
		await owner.query(
			"insert into staff_member (id, display_name, email_fingerprint, email_sealed, roles) values ($1, $1, $2, $3, '{data-lead}')",
			[staffId, fingerprint("email", email), seal("address", email)],
		);
		return { staffId, email };
	}
	const asStaff = async (email: string, sub: string) =>
		signInWithProvider("staff", await provider.sign("staff", { sub, ...verified(email) }), about);

	it("is not two members of staff", async () => {
		const one = await addColleague();
		for (const _ of [1, 2]) {
			const session = await asStaff(one.email, "a");
			expect((await staffOfToken(session.ok ? session.value : ""))?.staffId).toBe(one.staffId);
		}
		const two = await addColleague();
		expect(await asStaff(two.email, "a")).toEqual({ ok: false, reason: "account-taken" });
		const { rows } = await owner.query("select subject_id from audit_event where action = 'staff.account-refused'");
		expect(rows).toEqual([{ subject_id: one.staffId }]);
		expect(await asStaff(two.email, "b")).toMatchObject({ ok: true });
		// Once the first has left the team, the account is free.
		await owner.query("update staff_member set removed_at = now() where id = $1", [one.staffId]);
		expect(await asStaff(two.email, "a")).toMatchObject({ ok: true });
	});
});

describe("a captured web", () => {
	const print = () => fingerprint("email", "sso.captured@example.org");
	/** Asks in a transaction that is rolled back. */
	async function refused(...statements: [string, unknown[]?][]): Promise<void> {
		const client = await web.connect();
		await client.query("begin");
		for (const [text, values] of statements.slice(0, -1)) await client.query(text, values);
		const [last, values] = statements.at(-1) ?? [""];
		await expect(client.query(last, values)).rejects.toMatchObject(denied);
		await client.query("rollback");
		client.release();
	}
	const person: [string] = ["insert into person (id) values ('per_captured')"];
	const proof = (): [string, unknown[]] => [
		"insert into proven_identifier (id, person_id, kind, fingerprint, sealed, means) values ('pid_c', 'per_captured', 'email', $1, '', 'single-sign-on')",
		[print()],
	];

	it("writes no word of the provider's", async () => {
		await refused([
			"select record_provider_word('psi_x', 'n', $1, $2, 'a')",
			[print(), seal("address", "sso.captured@example.org")],
		]);
		await refused(["update provider_sign_in set outcome = 'vouched'"]);
		await refused([
			"insert into provider_sign_in (id, audience, outcome, address_fingerprint) values ('psi_x', 'member', 'vouched', $1)",
			[print()],
		]);
		await refused(["select address_sealed from provider_sign_in"]);
	});

	it("proves no address and opens no session without one, or by somebody else's", async () => {
		await refused(person, proof());
		const { idToken, accessToken } = await provider.sign("member", verified("sso.other@example.org"));
		const tokens: ProviderTokens = { idToken, accessToken };
		await web.query("select ask_provider_word('psi_other', 'member', $1)", [
			seal("provider-tokens", JSON.stringify(tokens)),
		]);
		await expect
			.poll(async () => (await web.query("select outcome from provider_sign_in where id = 'psi_other'")).rows)
			.toEqual([{ outcome: "vouched" }]);
		const use: [string] = ["select use_provider_word('psi_other')"];
		await refused(use, person, proof());
		const { personId } = await addMember(owner, { email: "sso.third@example.org" });
		await refused(use, [
			"insert into session (id, token_hash, person_id, expires_at) values ('ses_c', 'c', $1, now() + interval '1 day')",
			[personId],
		]);
		// The word is of the one transaction that used it.
		const used = (await web.query("select use_provider_word('psi_other') as address")).rows[0].address;
		expect(unseal("address", used)).toBe("sso.other@example.org");
		expect((await web.query("select use_provider_word('psi_other') as address")).rows).toEqual([{ address: null }]);
		await refused(person, [proof()[0], [fingerprint("email", "sso.other@example.org")]]);
	});
});

it("without a worker it could not be checked, and no token stays for it", async () => {
	await worker.stop();
	expect(await signIn(verified("sso@example.org"))).toEqual(notChecked);
	expect(await kept()).toEqual([{ tokens: 0 }]);
	worker = await startWorker(provider.environment);
	const waiting = "select count(*)::int as jobs from graphile_worker.jobs where task_identifier = 'check_provider'";
	await expect.poll(async () => (await owner.query(waiting)).rows, { timeout: 10_000 }).toEqual([{ jobs: 0 }]);
	// What it finds late it believes for nobody.
	const { rows } = await owner.query("select outcome from provider_sign_in order by asked_at desc limit 1");
	expect(rows).toEqual([{ outcome: "not-checked" }]);
});
