import { sql } from "drizzle-orm";
import { database, type Transaction } from "../database";
import type { Locale } from "../i18n";
import { fingerprint } from "../identifiers";
import { err, ok, type Result } from "../result";
import type { CodeRefusal } from "./code-limits";
import { verifyCode } from "./code-verification";
import { rememberBrowser } from "./known-browsers";
import { mailNewBrowser } from "./mail-text";
import { findChallenge, isRecent, lockMailbox, mailboxPrint, type Proof } from "./one-time-codes";
import { personOf, provenEmails } from "./proven-identifiers";
import type { ProviderTokens } from "./provider-tokens";
import { askProviderWord, useProviderWord } from "./provider-word";
import type { Audience } from "./schema";
import { endSession, memberOfToken, openSession, type SessionOwner, staffOfToken } from "./sessions";
import { keepStaffAccount, staffOfAddress } from "./team";
import { sessionTokenFor } from "./tokens";

/** The browser that signs in: coarse words for it, the token of its long-lived cookie, the token of its session before. */
type Admission = { device: string; browser?: string; previousSession?: string };

/** Opens a session. Mails every address of its owner if they have not signed in with this browser before. */
async function admit(
	tx: Transaction,
	owner: SessionOwner,
	proof: Proof,
	{ device, browser }: Admission,
	token?: string,
): Promise<string> {
	const known = browser !== undefined && (await rememberBrowser(tx, owner, browser));
	if (!known) {
		const addresses = "personId" in owner ? await provenEmails(tx, owner.personId) : [proof.address];
		await mailNewBrowser(tx, proof.locale, addresses, device);
	}
	return openSession(tx, owner, { device, newBrowser: !known, token });
}

/**
 * Signs a member in with a typed code. Creates the person if the address is proven for the first time. Ends the browser's previous
 * session. Returns the new session's token, or why the code was refused.
 */
export async function signInMember(
	answer: { token: string; code: string } & Admission,
): Promise<Result<string, CodeRefusal>> {
	const { token, code, previousSession } = answer;
	const done = await verifyCode({ token, code, purpose: "sign-in" }, async (tx, proof, challengeId) => {
		const owner = { personId: await personOf(tx, proof, "email-code") };
		return admit(tx, owner, proof, answer, sessionTokenFor(challengeId, token, code));
	});
	if (!done.ok && done.reason === "used") return sessionOfFirstPress("sign-in", token, code);
	if (done.ok && previousSession) await endSession(previousSession);
	return done;
}

/**
 * Returns the token of the session that the same browser opened with the same code within the last minute, if it is live: the
 * code was sent twice. Else "used".
 */
async function sessionOfFirstPress(
	purpose: "sign-in" | "staff-sign-in",
	token: string,
	code: string,
): Promise<Result<string, "used">> {
	const answered = await findChallenge(database(), token, purpose);
	if (!answered?.consumedAt) return err("used");
	if (!(await isRecent(database(), sql`${answered.consumedAt.toISOString()}::timestamptz`))) return err("used");
	const session = sessionTokenFor(answered.id, token, code);
	const live = await (purpose === "sign-in" ? memberOfToken : staffOfToken)(session);
	return live ? ok(session) : err("used");
}

/** Signs staff in with a typed code. Returns the session's token. "not-staff" is returned only after a right code, so only the mailbox's reader learns it. */
export async function signInStaff(
	answer: { token: string; code: string } & Admission,
): Promise<Result<string, CodeRefusal | "not-staff">> {
	const { token, code } = answer;
	const done = await verifyCode({ token, code, purpose: "staff-sign-in" }, async (tx, proof, challengeId) => {
		const staff = await staffOfAddress(tx, proof.fingerprint);
		return staff && admit(tx, { staffId: staff.id }, proof, answer, sessionTokenFor(challengeId, token, code));
	});
	if (!done.ok && done.reason === "used") return sessionOfFirstPress("staff-sign-in", token, code);
	if (!done.ok) return done;
	if (!done.value) return err("not-staff");
	if (answer.previousSession) await endSession(answer.previousSession);
	return ok(done.value);
}

/**
 * Signs somebody in with what an OpenID Connect provider signed. The worker decides whose word it is: an email address that the provider
 * has verified (OpenID Connect Core 1.0, 5.1: email_verified is true). Staff must also be on the team. Returns the session's token, or
 * "not-checked" if the worker or the provider did not answer.
 */
export async function signInWithProvider(
	audience: Audience,
	tokens: ProviderTokens,
	about: { locale: Locale } & Admission,
): Promise<Result<string, "not-verified" | "not-checked" | "not-staff" | "account-taken">> {
	const word = await askProviderWord(audience, tokens);
	if (!word.ok) return word;
	const token = await database().transaction(async (tx) => {
		const address = await useProviderWord(tx, word.value);
		const print = fingerprint("email", address ?? "");
		if (!address || !print) throw new Error("the provider's word is over");
		const proof: Proof = { address, fingerprint: print, locale: about.locale };
		await lockMailbox(tx, mailboxPrint(address));
		if (audience === "member") {
			return admit(tx, { personId: await personOf(tx, proof, "single-sign-on") }, proof, about);
		}
		const staff = await staffOfAddress(tx, print);
		if (!staff) return undefined;
		if (!(await keepStaffAccount(tx, staff.id, word.value))) return null;
		return admit(tx, { staffId: staff.id }, proof, about);
	});
	if (token === undefined) return err("not-staff");
	if (token === null) return err("account-taken");
	if (about.previousSession) await endSession(about.previousSession);
	return ok(token);
}
