import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { record } from "../audit";
import { database, tables } from "../database";
import { identifiersOf } from "../identity";
import type { Member } from "../identity/schema";
import { newId } from "../ids";
import { incidentsForAnswers } from "../incidents";
import { ok, type Result, refused } from "../result";
import { seal, unseal } from "../seal";
import { checkOf } from "./check";
import { type Confirmation, readConfirmationCode } from "./schema";

const { confirmation } = tables;
const most = 10;

/** What is sealed: all of a confirmation but what its row says. */
type Sealed = Omit<Confirmation, "id">;

const hashOf = (code: string) => createHash("sha256").update(code).digest();

/** Sixteen characters of Crockford's base 32, 80 bits, in the spelling that readConfirmationCode gives. */
function newCode(): string {
	const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	return [...randomBytes(16)].map((byte) => alphabet[byte & 31]).join("");
}

/**
 * Makes a confirmation of the member's present answer, with or without the kinds of data, and with the masked addresses
 * they have proven. A member has at most ten that are not withdrawn.
 */
export async function confirmAnswer(
	member: Member,
	{ categories }: { categories: boolean },
): Promise<Result<Confirmation, "could-not-check" | "nothing" | "too-many">> {
	const [checked, inWelsh, proven, own] = await Promise.all([
		checkOf(member, "en"),
		incidentsForAnswers("cy"),
		identifiersOf(member),
		confirmationsOf(member),
	]);
	if (!checked.ok) return checked;
	if (own.length >= most) return refused("too-many");
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
	if (incidents.length === 0) return refused("nothing");
	const sealed: Sealed = {
		code: newCode(),
		toldAt: checked.value.checkedAt.toISOString(),
		addresses: proven.map(({ masked }) => masked),
		incidents,
	};
	const id = newId("cfm");
	await database().transaction(async (tx) => {
		await tx.insert(confirmation).values({
			id,
			personId: member.personId,
			codeHash: hashOf(sealed.code),
			sealed: seal("confirmation", JSON.stringify(sealed)),
		});
		await record(tx, member.actor, "confirmation.made", id, { categories });
	});
	return ok({ id, ...sealed });
}

/** The member's confirmations that are not withdrawn, newest first. */
export async function confirmationsOf(member: Member): Promise<Confirmation[]> {
	const rows = await database()
		.select()
		.from(confirmation)
		.where(and(eq(confirmation.personId, member.personId), isNull(confirmation.withdrawnAt)))
		.orderBy(desc(confirmation.madeAt), confirmation.id);
	return rows.map(opened);
}

/** Takes a confirmation back: its code finds nothing from then on. One that is not the member's is "absent". */
export async function withdrawConfirmation(member: Member, id: string): Promise<Result<undefined, "absent">> {
	return database().transaction(async (tx) => {
		const own = and(
			eq(confirmation.id, id),
			eq(confirmation.personId, member.personId),
			isNull(confirmation.withdrawnAt),
		);
		const taken = await tx.update(confirmation).set({ withdrawnAt: sql`now()` }).where(own).returning();
		if (taken.length === 0) return refused("absent");
		await record(tx, member.actor, "confirmation.withdrawn", id);
		return ok();
	});
}

/**
 * What a confirmation says, for anybody who was given its code. Codes never made and codes withdrawn are the same "unknown":
 * nothing says that somebody once had one.
 */
export async function readConfirmation(typed: string): Promise<Result<Confirmation, "unknown">> {
	const code = readConfirmationCode(typed);
	if (!code) return refused("unknown");
	const live = and(eq(confirmation.codeHash, hashOf(code)), isNull(confirmation.withdrawnAt));
	const [row] = await database().select().from(confirmation).where(live);
	return row ? ok(opened(row)) : refused("unknown");
}

function opened(row: typeof confirmation.$inferSelect): Confirmation {
	return { id: row.id, ...(JSON.parse(unseal("confirmation", row.sealed)) as Sealed) };
}
