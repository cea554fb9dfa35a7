import { createHash } from "node:crypto";
import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member } from "../authority";
import { seal, unseal } from "../crypto/seal";
import { database, type Transaction, tables } from "../database";
import { identifiersOf, lockMember } from "../identity";
import { newId, randomBase32 } from "../ids";
import { incidentsForAnswers } from "../incidents";
import { organisation } from "../organisation";
import { err, ok, type Result } from "../result";
import { check } from "./check";
import { type ConfirmationStatement, readSignedText, signedText } from "./confirmation-text";
import { type Confirmation, readConfirmationCode } from "./schema";

const { confirmation } = tables;
const maxConfirmations = 10;

const hashOf = (code: string) => createHash("sha256").update(code).digest();

/** Returns a new code: sixteen characters of Crockford's base 32 (80 bits), in upper case as readConfirmationCode returns them. */
function newCode(): string {
	return randomBase32().toUpperCase();
}

/**
 * Makes a confirmation of the member's current answer, with the masked addresses they have proven. `categories` adds the data
 * categories. A member has at most ten that are not withdrawn. The same one asked for twice within a minute is one.
 */
export async function confirmAnswer(
	member: Member,
	{ categories }: { categories: boolean },
): Promise<Result<Confirmation, "could-not-check" | "nothing" | "too-many">> {
	const [checked, inWelsh, proven] = await Promise.all([
		check(member, "en"),
		incidentsForAnswers("cy"),
		identifiersOf(member),
	]);
	if (!checked.ok) return checked;
	const incidents = checked.value.answers.flatMap(({ incident, outcome, versions, lines }) =>
		outcome === null
			? []
			: [
					{
						title: {
							en: incident.title.text,
							cy: inWelsh.find(({ id }) => id === incident.id)?.title.text ?? incident.title.text,
						},
						outcome,
						versions: versions.map(({ number }) => number),
						categories: categories
							? lines.filter((line) => line.standing === "in-data").map((line) => line.category)
							: null,
					},
				],
	);
	if (incidents.length === 0) return err("nothing");
	const statement: ConfirmationStatement = {
		code: newCode(),
		from: organisation().name.en,
		toldAt: checked.value.checkedAt.toISOString().replace(/\.\d+Z$/, "Z"),
		addresses: proven.map(({ masked }) => masked),
		incidents,
	};
	const text = signedText(statement);
	const id = newId("cfm");
	return database().transaction(async (tx) => {
		await lockMember(tx, member);
		const again = await madeJustNow(tx, member, statement);
		if (again) return ok(again);
		const valid = and(eq(confirmation.personId, member.personId), isNull(confirmation.withdrawnAt));
		if ((await tx.$count(confirmation, valid)) >= maxConfirmations) return err("too-many");
		await tx.insert(confirmation).values({
			id,
			personId: member.personId,
			codeHash: hashOf(statement.code),
			sealed: seal("confirmation", text),
		});
		await record(tx, member.actor, "confirmation.made", id, { categories });
		return ok({ id, text, ...statement });
	});
}

/** Returns the member's newest confirmation if it was made within a minute and says the same: its button was pressed twice. */
async function madeJustNow(
	tx: Transaction,
	member: Member,
	statement: ConfirmationStatement,
): Promise<Confirmation | undefined> {
	const own = and(
		eq(confirmation.personId, member.personId),
		isNull(confirmation.withdrawnAt),
		gt(confirmation.madeAt, sql`clock_timestamp() - interval '1 minute'`),
	);
	const [row] = await tx.select().from(confirmation).where(own).orderBy(desc(confirmation.madeAt)).limit(1);
	const newest = row && openConfirmation(row);
	const said = ({ addresses, incidents }: ConfirmationStatement) => JSON.stringify([addresses, incidents]);
	return newest && said(newest) === said(statement) ? newest : undefined;
}

/** Returns the member's confirmations that are not withdrawn, newest first. */
export async function confirmationsOf(member: Member): Promise<Confirmation[]> {
	const rows = await database()
		.select()
		.from(confirmation)
		.where(and(eq(confirmation.personId, member.personId), isNull(confirmation.withdrawnAt)))
		.orderBy(desc(confirmation.madeAt), confirmation.id);
	return rows.flatMap((row) => openConfirmation(row) ?? []);
}

/** Withdraws a confirmation, so its code finds nothing. Returns "absent" if the member has no such confirmation. */
export async function withdrawConfirmation(member: Member, id: string): Promise<Result<undefined, "absent">> {
	return database().transaction(async (tx) => {
		const own = and(
			eq(confirmation.id, id),
			eq(confirmation.personId, member.personId),
			isNull(confirmation.withdrawnAt),
		);
		const withdrawn = await tx.update(confirmation).set({ withdrawnAt: sql`now()` }).where(own).returning();
		if (withdrawn.length === 0) return err("absent");
		await record(tx, member.actor, "confirmation.withdrawn", id);
		return ok();
	});
}

/** Returns the member's confirmation with this id. Returns undefined if there is none or it is withdrawn. */
export async function confirmationOf(member: Member, id: string): Promise<Confirmation | undefined> {
	return (await confirmationsOf(member)).find((candidate) => candidate.id === id);
}

/**
 * Reads a confirmation by its code or its whole text. Needs no sign-in. Returns "altered" if the text does not match its
 * signature. Returns "unknown" for withdrawn codes and for codes never made, so nobody learns that a code once existed.
 */
export async function readConfirmation(
	typed: string,
): Promise<Result<Confirmation, "not-a-code" | "unknown" | "altered">> {
	const isText = typed.includes(":");
	const code = isText ? readSignedText(typed)?.code : readConfirmationCode(typed);
	if (!code) return err(isText ? "altered" : "not-a-code");
	const valid = and(eq(confirmation.codeHash, hashOf(code)), isNull(confirmation.withdrawnAt));
	const [row] = await database().select().from(confirmation).where(valid);
	if (!row) return err("unknown");
	const found = openConfirmation(row);
	return found ? ok(found) : err("altered");
}

/** Unseals a row and checks its signature, so that nobody can forge a confirmation by writing to the database. */
function openConfirmation(row: typeof confirmation.$inferSelect): Confirmation | undefined {
	const text = unseal("confirmation", row.sealed);
	const statement = readSignedText(text);
	return statement && { id: row.id, text, ...statement };
}
