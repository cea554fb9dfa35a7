import { createHash } from "node:crypto";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member } from "../authority";
import { seal, unseal } from "../crypto/seal";
import { database, tables } from "../database";
import { identifiersOf, lockMember } from "../identity";
import { newId, randomBase32 } from "../ids";
import { incidentsForAnswers } from "../incidents";
import { organisation } from "../organisation";
import { err, ok, type Result } from "../result";
import { check } from "./check";
import { type ConfirmationStatement, readSignedText, signedText } from "./confirmation-text";
import { type Confirmation, readConfirmationCode } from "./schema";

const { confirmation } = tables;
const most = 10;

const hashOf = (code: string) => createHash("sha256").update(code).digest();

/** Sixteen characters of Crockford's base 32, 80 bits, in the spelling that readConfirmationCode gives. */
function newCode(): string {
	return randomBase32().toUpperCase();
}

/**
 * Makes a confirmation of the member's present answer, with or without the kinds of data, and with the masked addresses
 * they have proven. A member has at most ten that are not withdrawn.
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
	const said: ConfirmationStatement = {
		code: newCode(),
		from: organisation().name.en,
		toldAt: checked.value.checkedAt.toISOString().replace(/\.\d+Z$/, "Z"),
		addresses: proven.map(({ masked }) => masked),
		incidents,
	};
	const text = signedText(said);
	const id = newId("cfm");
	return database().transaction(async (tx) => {
		await lockMember(tx, member);
		const own = and(eq(confirmation.personId, member.personId), isNull(confirmation.withdrawnAt));
		if ((await tx.$count(confirmation, own)) >= most) return err("too-many");
		await tx.insert(confirmation).values({
			id,
			personId: member.personId,
			codeHash: hashOf(said.code),
			sealed: seal("confirmation", text),
		});
		await record(tx, member.actor, "confirmation.made", id, { categories });
		return ok({ id, text, ...said });
	});
}

/** The member's confirmations that are not withdrawn, newest first. */
export async function confirmationsOf(member: Member): Promise<Confirmation[]> {
	const rows = await database()
		.select()
		.from(confirmation)
		.where(and(eq(confirmation.personId, member.personId), isNull(confirmation.withdrawnAt)))
		.orderBy(desc(confirmation.madeAt), confirmation.id);
	return rows.flatMap((row) => opened(row) ?? []);
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
		if (taken.length === 0) return err("absent");
		await record(tx, member.actor, "confirmation.withdrawn", id);
		return ok();
	});
}

/** One of the member's own that is not withdrawn; undefined where there is none of that id. */
export async function confirmationOf(member: Member, id: string): Promise<Confirmation | undefined> {
	return (await confirmationsOf(member)).find((each) => each.id === id);
}

/**
 * What a confirmation says, for anybody who was given its code or its whole text. "altered" where a text is not as we signed
 * it. Codes never made and codes withdrawn are the same "unknown": nothing says that somebody once had one.
 */
export async function readConfirmation(
	typed: string,
): Promise<Result<Confirmation, "not-a-code" | "unknown" | "altered">> {
	const whole = typed.includes(":");
	const code = whole ? readSignedText(typed)?.code : readConfirmationCode(typed);
	if (!code) return err(whole ? "altered" : "not-a-code");
	const live = and(eq(confirmation.codeHash, hashOf(code)), isNull(confirmation.withdrawnAt));
	const [row] = await database().select().from(confirmation).where(live);
	if (!row) return err("unknown");
	const found = opened(row);
	return found ? ok(found) : err("altered");
}

/** A row's text if it is as it was signed: who can write to the database cannot invent one. */
function opened(row: typeof confirmation.$inferSelect): Confirmation | undefined {
	const text = unseal("confirmation", row.sealed);
	const said = readSignedText(text);
	return said && { id: row.id, text, ...said };
}
