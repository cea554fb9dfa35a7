import { and, eq, inArray, sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member } from "../authority";
import { seal, unseal } from "../crypto/seal";
import { database, type Transaction, tables } from "../database";
import type { Locale } from "../i18n";
import { type IdentifierKind, mask } from "../identifiers";
import { newId } from "../ids";
import { err, ok, type Result } from "../result";
import { mailAddressChange } from "./mail-text";
import type { Proof } from "./one-time-codes";
import { mostIdentifiers } from "./schema";
import { signOutEverywhereBut } from "./sessions";

const { person, provenIdentifier } = tables;

/** The means by which control of an identifier was proven. */
type Means = "email-code" | "single-sign-on";

/** An identifier that its owner has proven. Show `masked`; `value` is for look-ups and mail only. */
type ProvenIdentifier = { id: string; kind: IdentifierKind; value: string; masked: string; provenAt: Date };

async function personIdByFingerprint(tx: Transaction, fingerprint: Buffer): Promise<string | undefined> {
	const [row] = await tx
		.select({ personId: provenIdentifier.personId })
		.from(provenIdentifier)
		.where(and(eq(provenIdentifier.kind, "email"), eq(provenIdentifier.fingerprint, fingerprint)));
	return row?.personId;
}

async function addProof(tx: Transaction, personId: string, proof: Proof, means: Means): Promise<string> {
	const id = newId("pid");
	await tx.insert(provenIdentifier).values({
		id,
		personId,
		kind: "email",
		fingerprint: proof.fingerprint,
		sealed: seal("address", proof.address),
		means,
	});
	return id;
}

/** Returns the id of the person who has proven an address, or of a new person. Requires the lock of its mailbox (`lockMailbox`). */
export async function personOf(tx: Transaction, proof: Proof, means: Means): Promise<string> {
	const known = await personIdByFingerprint(tx, proof.fingerprint);
	if (known) return known;
	const id = newId("per");
	await tx.insert(person).values({ id, locale: proof.locale });
	const identifier = await addProof(tx, id, proof, means);
	await record(tx, { kind: "member", id }, "identifier.proven", identifier, { kind: "email", means });
	return id;
}

/** Returns the identifiers that the member has proven, oldest first: at most twenty. */
export async function identifiersOf(member: Member): Promise<ProvenIdentifier[]> {
	const rows = await database()
		.select()
		.from(provenIdentifier)
		.where(eq(provenIdentifier.personId, member.personId))
		.orderBy(provenIdentifier.provenAt, provenIdentifier.id);
	return rows.map((row) => {
		const kind = row.kind as IdentifierKind;
		const value = unseal("address", row.sealed);
		return { id: row.id, kind, value, masked: mask(kind, value) ?? "•••", provenAt: row.provenAt };
	});
}

async function emailsOf(tx: Pick<Transaction, "select">, people: string[]): Promise<string[]> {
	const rows = await tx
		.select({ sealed: provenIdentifier.sealed })
		.from(provenIdentifier)
		.where(and(inArray(provenIdentifier.personId, people), eq(provenIdentifier.kind, "email")))
		.orderBy(provenIdentifier.provenAt, provenIdentifier.id);
	return rows.map(({ sealed }) => unseal("address", sealed));
}

/** Returns the email addresses that a person has proven, oldest first, in clear. For sending mail. */
export async function provenEmails(tx: Pick<Transaction, "select">, personId: string): Promise<string[]> {
	return emailsOf(tx, [personId]);
}

/**
 * Locks people until the transaction ends, so that counts stay true. Returns the locale of the first. Throws if one of them was
 * merged into another person meanwhile, because a merge ends that person's sessions.
 */
async function lockPeople(tx: Transaction, ...ids: string[]): Promise<{ locale: Locale }> {
	const rows = await tx.select().from(person).where(inArray(person.id, ids)).orderBy(person.id).for("update");
	if (rows.some((row) => row.mergedInto)) throw new Error("a person has become another meanwhile");
	return { locale: rows.find((row) => row.id === ids[0])?.locale as Locale };
}

/** Serialises one member's concurrent changes by locking the person until the transaction ends. */
export async function lockMember(tx: Transaction, member: Member): Promise<void> {
	await lockPeople(tx, member.personId);
}

/**
 * Adds a proven address to the member. If another person has proven it before, merges that person into the member, because the
 * mailbox's reader could sign in as either. A merge moves all rows of the other person and ends their sessions. Mails every
 * address proven before, so that the owner notices a stolen session. Refused if there would be more than `mostIdentifiers`.
 */
export async function addIdentifier(
	tx: Transaction,
	member: Member,
	proof: Proof,
): Promise<Result<"added" | "merged" | "already", "too-many">> {
	const other = await personIdByFingerprint(tx, proof.fingerprint);
	if (other === member.personId) return ok("already");
	const { locale } = await lockPeople(tx, member.personId, ...(other ? [other] : []));
	const [count] = await tx
		.select({ all: sql<number>`count(*)::int` })
		.from(provenIdentifier)
		.where(sql`${provenIdentifier.personId} in (${member.personId}, ${other ?? ""})`);
	if ((count?.all ?? 0) + (other ? 0 : 1) > mostIdentifiers) return err("too-many");
	const before = await emailsOf(tx, other ? [member.personId, other] : [member.personId]);
	await mailAddressChange(
		tx,
		locale,
		before.filter((address) => address !== proof.address),
		"added",
	);
	if (!other) {
		const id = await addProof(tx, member.personId, proof, "email-code");
		await record(tx, member.actor, "identifier.proven", id, { kind: "email", means: "email-code" });
		return ok("added");
	}
	await tx.execute(sql`select merge_person(${other}, ${member.personId})`);
	await record(tx, member.actor, "person.merged", member.personId, { from: other });
	return ok("merged");
}

/**
 * Removes an identifier from the member. Signs the member out everywhere else, because the mailbox's reader may be signed in with
 * it. Mails every address, the removed one too. Refused for the last identifier and for one that is not the member's.
 */
export async function removeIdentifier(
	member: Member,
	identifierId: string,
): Promise<Result<undefined, "last" | "absent">> {
	return database().transaction(async (tx) => {
		const { locale } = await lockPeople(tx, member.personId);
		const rows = await tx.select().from(provenIdentifier).where(eq(provenIdentifier.personId, member.personId));
		if (!rows.some((row) => row.id === identifierId)) return err("absent");
		if (rows.length === 1) return err("last");
		await mailAddressChange(tx, locale, await provenEmails(tx, member.personId), "removed");
		await tx.delete(provenIdentifier).where(eq(provenIdentifier.id, identifierId));
		await signOutEverywhereBut(tx, member);
		await record(tx, member.actor, "identifier.removed", identifierId);
		return ok();
	});
}
