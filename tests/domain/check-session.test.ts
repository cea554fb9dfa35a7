/** The answer's one round trip: the session and the look-up together. */
import { beforeAll, describe, expect, type MockInstance, test, vi } from "vitest";
import { database } from "@/lib/database";
import { check, checkSession } from "@/lib/exposure";
import { markAction } from "@/lib/guidance";
import { memberOfToken } from "@/lib/identity/sessions";
import { activateVersion, addIncident } from "../support/exposed-people";
import { signedInMember, signedInStaff } from "../support/people";
import { asRole, connectAs } from "../support/roles";

const owner = connectAs("owner");
beforeAll(async () => {
	const { datasetId } = await addIncident(owner);
	await activateVersion(owner, datasetId, [
		{ identifiers: { email: "found@example.org" }, categories: ["email-address", "bank-details"] },
	]);
});

/** Asks as the web process does. */
const ask = async (token: string) => {
	const asked = await asRole("web", () => checkSession(token, "en"));
	if (asked === "failed") throw new Error(asked);
	return asked;
};
const session = (token: string, change: string) =>
	owner.query(`update session set ${change} where id = $1`, [token]).then(({ rowCount }) => expect(rowCount).toBe(1));

describe("a session's answer", () => {
	test("is its member's own, as the guard and the check say one after the other, with the plan", async () => {
		const found = await signedInMember("found@example.org");
		const other = await signedInMember("other@example.org");
		await markAction(found.member, "watch-bank", "done");
		for (const { member, token } of [found, other]) {
			const checked = await asRole("web", () => check(member, "en"));
			const asked = await ask(token);
			expect(asked?.member).toEqual(await memberOfToken(token));
			expect({ ...asked?.value, checkedAt: 0 }).toEqual({ ...(checked.ok ? checked.value : {}), checkedAt: 0 });
		}
		expect((await ask(found.token))?.value).toMatchObject({ answers: [{ outcome: "affected" }], plan: { done: 1 } });
		expect((await ask(other.token))?.value).toMatchObject({ answers: [{ outcome: "not-found" }], plan: { done: 0 } });
	});

	test("is one question to the database once it is saved", async () => {
		const { token } = await signedInMember("found@example.org");
		await checkSession(token, "en");
		const query = vi.spyOn(database().$client, "query");
		expect(await checkSession(token, "en")).toBeDefined();
		expect(query).toHaveBeenCalledTimes(1);
		query.mockRestore();
	});

	test("is asked for again if the connection does not know the tables of an active version yet", async () => {
		const { token } = await signedInMember("found@example.org");
		const query = vi.spyOn(database().$client, "query") as unknown as MockInstance<() => Promise<unknown>>;
		query.mockRejectedValueOnce(Object.assign(new Error("not there for this connection"), { code: "55000" }));
		expect((await ask(token))?.value).toMatchObject({ answers: [{ outcome: "affected" }] });
		query.mockRestore();
	});

	test("keeps the session awake, and is none once the session has ended in whatever way", async () => {
		const { member, token } = await signedInMember("found@example.org");
		const seenAt = async () =>
			(
				await owner.query("select seen_at > now() - interval '5 seconds' as now from session where id = $1", [
					member.sessionId,
				])
			).rows[0].now;
		await session(member.sessionId, "seen_at = now() - interval '20 minutes'");
		expect(await ask(token)).toBeDefined();
		expect(await seenAt()).toBe(true);
		for (const [end, back] of [
			["revoked_at = now()", "revoked_at = null"],
			["expires_at = now()", "expires_at = now() + interval '1 hour'"],
			["seen_at = now() - interval '31 minutes'", "seen_at = now()"],
		] as const) {
			await session(member.sessionId, end);
			expect(await ask(token), end).toBeUndefined();
			await session(member.sessionId, back);
			expect(await ask(token), back).toBeDefined();
		}
	});

	test("is nobody's by an invented token, or by one of staff", async () => {
		expect(await ask("a".repeat(43))).toBeUndefined();
		expect(await ask("")).toBeUndefined();
		expect(await ask((await signedInStaff("answers.staff@example.org", "admin")).token)).toBeUndefined();
	});

	test("is none while a part of the look-up fails, so that the check says so: never not found", async () => {
		const { member, token } = await signedInMember("found@example.org");
		await owner.query("revoke select on exposure.dataset_state from selfcheck_web");
		await expect(ask(token)).rejects.toThrow("failed");
		expect(await asRole("web", () => check(member, "en"))).toEqual({ ok: false, reason: "could-not-check" });
		await owner.query("grant select on exposure.dataset_state to selfcheck_web");
		expect(await ask(token)).toBeDefined();
	});
});
