/**
 * A single sign-on provider's word that an address is somebody's. The web asks for it and uses it; the worker checks it in between
 * (db/migrations/0062_provider_sign_ins.sql).
 */
import { createHash, createHmac } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { seal, unseal } from "../crypto/seal";
import { database, type Transaction } from "../database";
import { env } from "../env";
import { fingerprint, normalise } from "../identifiers";
import { newId } from "../ids";
import { errorCode, log } from "../log";
import { err, ok, type Result } from "../result";
import { type ProviderTokens, readProviderTokens } from "./provider-tokens";
import type { Audience } from "./schema";
import { trustedIssuer } from "./sign-in-methods";

/** How long the browser waits for the worker, and between two looks, in milliseconds. */
const patience = 8_000;
const lookEvery = 50;

type Outcome = "vouched" | "refused" | "not-checked";

/** Hands tokens to the worker and waits for its word. Returns the id under which it may be used once, or why it may not. */
export async function askProviderWord(
	audience: Audience,
	tokens: ProviderTokens,
): Promise<Result<string, "not-verified" | "not-checked">> {
	const id = newId("psi");
	const sealed = seal("provider-tokens", JSON.stringify(tokens));
	const { rows } = await database().execute<{ asked: boolean }>(
		sql`select ask_provider_word(${id}, ${audience}, ${sealed}) as asked`,
	);
	if (!rows[0]?.asked) return err("not-checked");
	for (const end = Date.now() + patience; Date.now() < end; await wait(lookEvery)) {
		const { rows } = await database().execute<{ outcome: Outcome | null }>(
			sql`select outcome from provider_sign_in where id = ${id}`,
		);
		const outcome = rows[0]?.outcome;
		if (outcome) return outcome === "vouched" ? ok(id) : err(outcome === "refused" ? "not-verified" : outcome);
	}
	// The worker does not answer. Nothing of the tokens stays behind for it.
	await database().execute(sql`select end_provider_sign_in(${id}, 'not-checked')`);
	log.warn({ event: "single-sign-on.not-checked", id });
	return err("not-checked");
}

/** Takes the worker's word. Returns the address whose owner signs in, or undefined if there is no such word any more. */
export async function useProviderWord(tx: Transaction, id: string): Promise<string | undefined> {
	const { rows } = await tx.execute<{ address: Buffer | null }>(sql`select use_provider_word(${id}) as address`);
	return rows[0]?.address ? unseal("address", rows[0].address) : undefined;
}

/** Returns the mark by which an account at the provider is known as one member of staff's. */
const accountMark = (account: string) =>
	createHmac("sha256", env().IDENTIFIER_KEY).update(`staff-account\n${account}`).digest().subarray(0, 16);

/**
 * Returns the address that a provider has verified, normalised. Undefined for a text that only reads like one, such as a name in letters of full
 * width: the provider has verified another mailbox than it would be normalised to.
 */
function verifiedAddress(email: string): string | undefined {
	const address = normalise("email", email);
	if (!address) return undefined;
	const nameOf = (text: string) => text.slice(0, text.lastIndexOf("@"));
	const given = nameOf(email);
	return given.normalize("NFKC") === given && given.toLowerCase() === nameOf(address) ? address : undefined;
}

/** Checks the tokens of a sign-in. Returns whether they are taken. */
async function checkTokens(id: string, audience: Audience, sealed: Buffer): Promise<Outcome> {
	const trusted = trustedIssuer(audience);
	if (!trusted) {
		log.error({ event: "single-sign-on.not-configured" });
		return "not-checked";
	}
	const word = await readProviderTokens(trusted, JSON.parse(unseal("provider-tokens", sealed)));
	const address = word && verifiedAddress(word.email);
	const print = address && fingerprint("email", address);
	if (!word || !address || !print) return "refused";
	const nonce = createHash("sha256").update(word.nonce).digest();
	const { rows } = await database().execute<{ taken: boolean }>(
		sql`select record_provider_word(${id}, ${nonce}, ${print}, ${seal("address", address)}, ${accountMark(word.account)}) as taken`,
	);
	return rows[0]?.taken ? "vouched" : "refused";
}

/** The worker's task: looks at what a provider signed, and wipes it. Ends each sign-in that it is asked about. */
export async function checkProvider(payload: unknown): Promise<void> {
	const { signIn } = z.object({ signIn: z.string() }).parse(payload);
	const { rows } = await database().execute<{ audience: Audience; tokens: Buffer }>(
		sql`select audience, tokens_sealed as tokens from provider_sign_in where id = ${signIn} and outcome is null`,
	);
	const [asked] = rows;
	if (!asked) return;
	let outcome: Outcome = "not-checked";
	try {
		outcome = await checkTokens(signIn, asked.audience, asked.tokens);
	} catch (error) {
		log.warn({ event: "single-sign-on.failed", id: signIn, code: errorCode(error) });
	}
	await database().execute(sql`select end_provider_sign_in(${signIn}, ${outcome})`);
}
