/** The steps of a message after its preparation. The database decides whether each may be taken, and makes the change. */
import { eq, sql } from "drizzle-orm";
import { requirePermission, type Staff } from "../authority";
import { seal } from "../crypto/seal";
import { database, type Transaction, tables } from "../database";
import { canBeTexted, normalise } from "../identifiers";
import { err, ok, type Result } from "../result";
import { readReference } from "./message-reference";
import { sendingRates } from "./wave-limits";

const { message } = tables;

/** Above this number of people a second person approves. The database holds the same number (second_person_above()). */
export const secondPersonAbove = 50;

/** Why a change of a message is refused. */
export type MessageRefusal =
	| "absent"
	| "changed-meanwhile"
	| "wrong-state"
	| "not-allowed"
	| "wording"
	| "wording-linked";

/** Whether a number that a form sent is a count of people. */
export const isCount = (people: number) => Number.isInteger(people) && people >= 0 && people < 2 ** 31;

/**
 * Runs statements that may take longer than the web lets others: what touches 500,000 people takes some seconds. Shorter than the time
 * within which a page must answer (answerMs of lib/limits.ts).
 */
export function withPatience<T>(
	run: (tx: Transaction) => Promise<T>,
	isolationLevel: "read committed" | "repeatable read" = "read committed",
): Promise<T> {
	return database().transaction(
		async (tx) => {
			await tx.execute(sql`set local statement_timeout = '25s'`);
			return run(tx);
		},
		{ isolationLevel },
	);
}

/** Thrown to undo a transaction of several drafts, of which one cannot be frozen. */
export class FrozenMeanwhile extends Error {}

/** Says that a draft was changed meanwhile: the transaction was undone, or another one has changed a row that it read. */
export function changedMeanwhile(error: unknown): Result<undefined, MessageRefusal> {
	const { code } = ((error as { cause?: unknown }).cause ?? error) as { code?: string };
	if (error instanceof FrozenMeanwhile || code === "40001") return err("not-allowed");
	throw error;
}

/** Runs one of the owner's functions on a message, which makes the change and its audit entry. */
async function askDatabase(id: string, call: ReturnType<typeof sql>): Promise<Result<undefined, MessageRefusal>> {
	if ((await database().$count(message, eq(message.id, id))) === 0) return err("absent");
	return withPatience(async (tx) => {
		const { rows } = await tx.execute<{ done: boolean }>(sql`select ${call} as done`);
		return rows[0]?.done ? ok() : err("not-allowed");
	});
}

/** Makes a message a draft again, before anything of it has gone to its audience. */
export async function reopenMessage(staff: Staff, id: string) {
	requirePermission(staff, "messages:write");
	return askDatabase(id, sql`reopen_message(${staff.staffId}, ${id})`);
}

/** Approves a prepared message for the number of people that the button named. Above 50 people by a second person. */
export async function approveMessage(
	staff: Staff,
	id: string,
	people: number,
): Promise<Result<undefined, MessageRefusal>> {
	requirePermission(staff, "messages:write");
	if (!isCount(people)) return err("not-allowed");
	return askDatabase(id, sql`approve_message(${staff.staffId}, ${id}, ${people})`);
}

/**
 * Sends a message to members of staff, before it is sent to its audience. `mobile` is the number that its text message is sent to, as typed; null if it
 * has none. "not-a-mobile" if no text can be sent there.
 */
export async function tryMessage(
	staff: Staff,
	id: string,
	readers: readonly string[],
	mobile: unknown = null,
): Promise<Result<undefined, MessageRefusal | "not-a-mobile">> {
	requirePermission(staff, "messages:write");
	const number = typeof mobile === "string" ? normalise("telephone", mobile) : undefined;
	if (mobile !== null && !(number && canBeTexted(number))) return err("not-a-mobile");
	const sealed = number ? seal("address", number) : null;
	return askDatabase(id, sql`try_message(${staff.staffId}, ${id}, ${sql.param([...readers])}::text[], ${sealed})`);
}

/**
 * Starts sending at once, or at a time. In: the reference as a reader of the trial typed it from the mail, and how many people a minute it goes to,
 * one of `sendingRates`.
 */
export async function startMessage(
	staff: Staff,
	id: string,
	typedReference: string,
	startsAt: Date | null,
	perMinute: number = sendingRates[0],
): Promise<Result<undefined, MessageRefusal>> {
	requirePermission(staff, "messages:write");
	const reference = readReference(typedReference) ?? "";
	if (!sendingRates.some((rate) => rate === perMinute)) return err("not-allowed");
	const starts = startsAt?.toISOString() ?? null;
	return askDatabase(
		id,
		sql`start_message(${staff.staffId}, ${id}, ${reference}, ${starts}::timestamptz, ${perMinute}::int)`,
	);
}

/** Pauses, resumes or stops a message that is being sent. */
export async function steerMessage(staff: Staff, id: string, action: "pause" | "resume" | "stop") {
	requirePermission(staff, "messages:write");
	return askDatabase(id, sql`steer_message(${staff.staffId}, ${id}, ${action})`);
}

/** Tries once more the deliveries that may have arrived or not. Returns how many. */
export async function repeatUnknown(staff: Staff, id: string): Promise<number> {
	requirePermission(staff, "messages:write");
	const { rows } = await withPatience(async (tx) =>
		tx.execute<{ again: number }>(sql`select repeat_unknown(${staff.staffId}, ${id}) as again`),
	);
	return rows[0]?.again ?? 0;
}
