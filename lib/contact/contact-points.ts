import { and, eq, isNull, sql } from "drizzle-orm";
import type { Member } from "../authority";
import { seal, unseal } from "../crypto/seal";
import { type Transaction, tables } from "../database";
import type { Locale } from "../i18n";
import { canBeTexted, fingerprint, formatTelephone, mask, normalise, normalisePostcode } from "../identifiers";
import { identifiersOf, verifyCode } from "../identity";
import type { CodeRefusal } from "../identity/schema";
import { newId } from "../ids";
import { queueNotice } from "../mail";
import { err, ok, type Result } from "../result";
import { pointWording } from "./consent-wording";
import { lockContact, receiptOfFirstPress, refusedSince, saveConsent, withContactLock } from "./consents";
import { type Channel, type ContactPoint, channels, type PostalAddress } from "./schema";

const { contactPoint } = tables;
type Reader = Pick<Transaction, "select">;

/** Returns the rows in use of a person. */
async function currentRows(tx: Reader, personId: string) {
	return tx
		.select()
		.from(contactPoint)
		.where(and(eq(contactPoint.personId, personId), isNull(contactPoint.replacedAt)));
}

/** Returns the contact points in use of a person, in the order of `channels`. */
export async function readPoints(tx: Reader, personId: string): Promise<ContactPoint[]> {
	const rows = await currentRows(tx, personId);
	return channels.flatMap((channel): ContactPoint[] => {
		const sealed = rows.find((row) => row.channel === channel)?.sealed;
		if (!sealed) return [];
		const value = unseal("address", sealed);
		const phone = channel === "text" || channel === "telephone";
		const masked = mask(phone ? "telephone" : channel === "email" ? "email" : "postal-address", value) ?? "•••";
		return [{ channel, masked, lines: phone ? [formatTelephone(value)] : value.split("\n") }];
	});
}

/**
 * Returns the contact points that may be used for something the person asked for, and the channels they have refused after
 * `since`: by withdrawing consent to notices by that channel, or by stopping everything.
 */
export async function allowedContactPoints(
	tx: Reader,
	personId: string,
	since?: Date,
): Promise<{ allowed: ContactPoint[]; refused: Channel[] }> {
	const refused = since ? await refusedSince(tx, personId, since) : [];
	const points = await readPoints(tx, personId);
	return { allowed: points.filter(({ channel }) => !refused.includes(channel)), refused };
}

/** Ends the use of a channel's address and wipes it. Returns the address; undefined if there was none. */
async function archivePoint(tx: Transaction, personId: string, channel: Channel): Promise<string | undefined> {
	const row = (await currentRows(tx, personId)).find((point) => point.channel === channel);
	if (!row) return undefined;
	await tx
		.update(contactPoint)
		.set({ replacedAt: sql`now()`, sealed: null, fingerprint: null })
		.where(eq(contactPoint.id, row.id));
	return row.sealed ? unseal("address", row.sealed) : undefined;
}

/** Replaces the address of a channel and stores the receipt. */
async function replacePoint(
	tx: Transaction,
	member: Member,
	locale: Locale,
	channel: Channel,
	value: string,
): Promise<{ receipt: string; before: string | undefined }> {
	const statements = [{ wording: pointWording(locale, channel), answer: true }];
	const sealed = (await currentRows(tx, member.personId)).find((row) => row.channel === channel)?.sealed;
	if (sealed && unseal("address", sealed) === value) {
		const first = await receiptOfFirstPress(tx, member.personId, { action: "contact-changed", statements });
		if (first) return { before: value, receipt: first };
	}
	const before = await archivePoint(tx, member.personId, channel);
	await tx.insert(contactPoint).values({
		id: newId("cpt"),
		personId: member.personId,
		channel,
		sealed: seal("address", value),
		fingerprint:
			channel === "email" || channel === "text"
				? fingerprint(channel === "email" ? "email" : "telephone", value)
				: undefined,
		provenAt: channel === "email" ? sql`now()` : null,
	});
	return { before, receipt: await saveConsent(tx, member, { action: "contact-changed", locale, statements }) };
}

/** Saves a number for calls or texts. A British number for texts must be a mobile number. Returns the receipt's id. */
export async function saveNumber(
	member: Member,
	locale: Locale,
	channel: "text" | "telephone",
	number: string,
): Promise<Result<string, "not-a-number" | "not-a-mobile">> {
	const value = normalise("telephone", number);
	if (!value) return err("not-a-number");
	if (channel === "text" && !canBeTexted(value)) return err("not-a-mobile");
	return withContactLock(member, async (tx) => ok((await replacePoint(tx, member, locale, channel, value)).receipt));
}

/** Saves a postal address. Without a country it needs a British postcode. Returns the receipt's id. */
export async function savePost(
	member: Member,
	locale: Locale,
	address: PostalAddress,
): Promise<Result<string, "not-a-postcode">> {
	const { name, line1, line2, town, country } = address;
	const home = normalisePostcode(address.postcode);
	if (!country && !home) return err("not-a-postcode");
	const postcode = !country && home ? home.replace(/(?=.{3}$)/, " ") : address.postcode;
	const value = [name, line1, line2, town, postcode, country].filter(Boolean).join("\n");
	return withContactLock(member, async (tx) => ok((await replacePoint(tx, member, locale, "post", value)).receipt));
}

/**
 * Saves the email address that the code proves. Mails the address used before, or the proven addresses if there was none.
 * Returns the receipt's id.
 */
export async function proveEmail(
	member: Member,
	locale: Locale,
	answer: { token: string; code: string },
): Promise<Result<string, CodeRefusal>> {
	const signIns = (await identifiersOf(member)).filter(({ kind }) => kind === "email").map(({ value }) => value);
	return verifyCode({ ...answer, purpose: "contact-point", member }, async (tx, { address }) => {
		await lockContact(tx, member.personId);
		const { receipt, before } = await replacePoint(tx, member, locale, "email", address);
		for (const old of before ? [before] : signIns) {
			if (old !== address) await queueNotice(tx, { kind: "address-changed", detail: "changed", locale, to: old });
		}
		return receipt;
	});
}

/** Removes a channel's address. Mails an email address that it was removed. Returns the receipt's id, or "nothing-there". */
export async function removePoint(
	member: Member,
	locale: Locale,
	channel: Channel,
): Promise<Result<string, "nothing-there">> {
	return withContactLock(member, async (tx) => {
		const statements = [{ wording: pointWording(locale, channel), answer: false }];
		const removed = { action: "contact-removed" as const, statements };
		const before = await archivePoint(tx, member.personId, channel);
		if (before === undefined) {
			const first = await receiptOfFirstPress(tx, member.personId, removed);
			return first ? ok(first) : err("nothing-there");
		}
		if (channel === "email") await queueNotice(tx, { kind: "address-changed", detail: "removed", locale, to: before });
		return ok(await saveConsent(tx, member, { ...removed, locale }));
	});
}
