/** Staff's functions for messages to many. The database decides who is in an audience, and when a message may be sent. */
import { isDeepStrictEqual } from "node:util";
import { and, eq, gt, ne, sql } from "drizzle-orm";
import { record } from "../audit";
import { requirePermission, type Staff } from "../authority";
import { database, tables } from "../database";
import { hasValues, lockCreation, minuteAgo } from "../double-submit";
import { newId } from "../ids";
import { err, ok, type Result } from "../result";
import { canHaveLinked, insertLinked } from "./linked-drafts";
import { newReference } from "./message-reference";
import { changedMeanwhile, FrozenMeanwhile, isCount, type MessageRefusal, withPatience } from "./message-steps";
import { asTyped, writeMessage } from "./message-text";
import {
	type Audience,
	audience,
	type DraftForm,
	type MessageKind,
	type MessageText,
	type WordingFinding,
} from "./schema";
import { type WrittenTexts, withoutReference } from "./staff-queries";
import { textMessage } from "./text-message";
import { checkWording } from "./wording-check";

export { linkedMessages } from "./linked-drafts";
export {
	cohortFigures,
	incidentNotifications,
	noteOtherNotice,
	otherNotices,
} from "./message-figures";
export { messageFiles } from "./message-files";
export {
	approveMessage,
	type MessageRefusal,
	reopenMessage,
	repeatUnknown,
	secondPersonAbove,
	startMessage,
	steerMessage,
	tryMessage,
} from "./message-steps";
export { handOverLetters, letterCounts, returnLetters, writeMemberLetters } from "./printed-letters";
export { countFigures, publishFigures } from "./public-figures";
export {
	hasWrittenMessage,
	messageById,
	messageCounts,
	messages,
	possibleReaders,
	type StaffMessage,
	trialReaders,
	waitingMessages,
} from "./staff-queries";
export { findSuppressions, liftSuppressions, suppress, suppressionCounts } from "./suppression-list";
export { sendingRates } from "./wave-limits";
export { checkWording } from "./wording-check";

const { message, incident } = tables;
type Row = typeof message.$inferSelect;

type NewMessage = { kind: MessageKind; incidentId: string | null; correctsId: string | null };

type DraftRefusal = "absent" | "not-linkable";

/**
 * Inserts a draft and returns its id. The same draft of the same person within a minute is one. "absent" if its incident, or the
 * message it corrects, does not exist.
 */
async function createMessage(
	staff: Staff,
	about: NewMessage,
	text: MessageText,
	people: Audience,
	linked = false,
): Promise<Result<string, DraftRefusal>> {
	requirePermission(staff, "messages:write");
	return database().transaction(async (tx) => {
		const exists = about.incidentId ? await tx.$count(incident, eq(incident.id, about.incidentId)) : 1;
		const corrects = about.correctsId ? await tx.$count(message, eq(message.id, about.correctsId)) : 1;
		if (exists === 0 || corrects === 0) return err("absent");
		await lockCreation(tx);
		const own = and(eq(message.createdBy, staff.staffId), gt(message.createdAt, minuteAgo), eq(message.state, "draft"));
		const fresh = (await tx.select().from(message).where(own)).filter((row) => hasValues(row, about));
		const again = fresh.find((row) => isWritten(row, text, people));
		if (again) return ok(again.id);
		const id = newId("mes");
		await tx.insert(message).values({
			...text,
			...about,
			...{ id, reference: newReference(), audience: people, linkedTo: linked ? id : null, createdBy: staff.staffId },
		});
		await record(tx, staff.actor, "message.created", id, { kind: about.kind });
		if (linked) await insertLinked(tx, staff, { id, incidentId: about.incidentId, audience: people });
		return ok(id);
	});
}

/**
 * Creates a draft from its form. A correction is about the incident of the message it corrects. With `others` each group that an incident notice
 * leaves out gets a linked draft; "not-linkable" if it is none, is narrowed otherwise or leaves out nobody.
 */
export async function createDraft(
	staff: Staff,
	correctsId: string | null,
	form: DraftForm,
	others = false,
): Promise<Result<string, DraftRefusal>> {
	requirePermission(staff, "messages:write");
	const { kind = "correction", incidentId = "", subjectEn, bodyEn, subjectCy, bodyCy, ...rest } = form;
	const text = { subjectEn, bodyEn, subjectCy, bodyCy };
	const asked = audience.parse(rest);
	if (others && !(kind === "incident-notice" && incidentId && canHaveLinked(asked))) return err("not-linkable");
	if (!correctsId)
		return createMessage(staff, { kind, incidentId: incidentId || null, correctsId: null }, text, asked, others);
	const [corrected] = await database()
		.select({ incidentId: message.incidentId })
		.from(message)
		.where(eq(message.id, correctsId));
	if (!corrected) return err("absent");
	return createMessage(staff, { kind: "correction", incidentId: corrected.incidentId, correctsId }, text, asked);
}

/** Saves the text and the audience of a draft. `expectedRevision` is its `editedAt` as the form was opened. */
export async function saveMessage(
	staff: Staff,
	id: string,
	expectedRevision: string,
	{ subjectEn, bodyEn, subjectCy, bodyCy }: MessageText,
	people: Audience,
): Promise<Result<undefined, MessageRefusal>> {
	requirePermission(staff, "messages:write");
	return database().transaction(async (tx) => {
		const [row] = await tx.select().from(message).where(eq(message.id, id)).for("update");
		if (!row) return err("absent");
		if (row.state !== "draft") return err("wrong-state");
		const text = { subjectEn, bodyEn, subjectCy, bodyCy };
		if (row.editedAt.toISOString() !== expectedRevision)
			return isWritten(row, text, people) ? ok() : err("changed-meanwhile");
		await tx
			.update(message)
			.set({
				...text,
				audience: { ...audience.parse(people), ...versionOf(row) },
				editedAt: sql`clock_timestamp()`,
			})
			.where(eq(message.id, id));
		await record(tx, staff.actor, "message.draft-saved", id);
		return ok();
	});
}

/** Whether a draft has just this text and audience: its button was pressed twice. */
const isWritten = (row: Row, text: MessageText, people: Audience) =>
	hasValues(row, text) && isDeepStrictEqual(row.audience, { ...audience.parse(people), ...versionOf(row) });

/** The version whose people a message is for. A form does not have it, so a message keeps it. */
const versionOf = (row: Row) => {
	const { version } = row.audience as Audience;
	return version ? { version } : {};
};

/** Deletes a draft. */
export async function discardMessage(staff: Staff, id: string): Promise<Result<undefined, MessageRefusal>> {
	requirePermission(staff, "messages:write");
	return database().transaction(async (tx) => {
		const deleted = await tx
			.delete(message)
			.where(and(eq(message.id, id), eq(message.state, "draft")))
			.returning({ subject: message.subjectEn });
		if (!deleted[0]) return err("wrong-state");
		await record(tx, staff.actor, "message.draft-discarded", id, { subject: deleted[0].subject });
		return ok();
	});
}

const problemsThatStop = new Set<WordingFinding["problem"]>(["link", "unknown-placeholder"]);

/** Whether a text can be sent: it has no link and no unknown placeholder. */
export const canBeSent = (findings: readonly WordingFinding[]) =>
	!findings.some(({ problem }) => problemsThatStop.has(problem));

/** Returns what is sent, by language. Welsh only if all of it is written. Throws for an unknown placeholder, as writeMessage does. */
async function writeBoth(row: Row, unknown?: (whole: string) => string) {
	const [about] = row.incidentId
		? await database()
				.select({ en: incident.titleEn, cy: incident.titleCy })
				.from(incident)
				.where(eq(incident.id, row.incidentId))
		: [];
	const en = { locale: "en", subject: row.subjectEn, body: row.bodyEn, incident: about?.en ?? "" } as const;
	const cy = {
		locale: "cy",
		subject: row.subjectCy,
		body: row.bodyCy,
		incident: about?.cy || about?.en || "",
	} as const;
	const welsh = row.subjectCy.trim() !== "" && row.bodyCy.trim() !== "";
	const texts = (row.audience as Audience).channels?.includes("text");
	const write = (text: typeof en | typeof cy) => ({
		...writeMessage(text, row.reference, unknown),
		...(texts ? { sms: textMessage(text.locale, row.reference) } : {}),
	});
	return { en: write(en), ...(welsh ? { cy: write(cy) } : {}) };
}

/** Returns what a draft would send, without its reference. Unknown placeholders are as they were typed. Null if it is no draft. */
export async function previewText(staff: Staff, id: string): Promise<WrittenTexts | null> {
	requirePermission(staff, "messages:write");
	const [row] = await database().select().from(message).where(eq(message.id, id));
	if (row?.state !== "draft") return null;
	return withoutReference(await writeBoth(row, asTyped), row.reference);
}

/**
 * Freezes a draft with one delivery for each person. `previewed` is how many people the preview showed. "wording" if it has a link or
 * an unknown placeholder. Linked drafts are frozen together, by one snapshot of the database, so that everybody is in one of them.
 */
export async function prepareMessage(
	staff: Staff,
	id: string,
	expectedRevision: string,
	previewed: number,
): Promise<Result<undefined, MessageRefusal>> {
	requirePermission(staff, "messages:write");
	const [row] = await database().select().from(message).where(eq(message.id, id));
	if (!row) return err("absent");
	if (row.editedAt.toISOString() !== expectedRevision) return err("changed-meanwhile");
	if (!canBeSent(checkWording(row))) return err("wording");
	const others = row.linkedTo
		? await database()
				.select()
				.from(message)
				.where(and(eq(message.linkedTo, row.linkedTo), eq(message.state, "draft"), ne(message.id, id)))
		: [];
	if (!others.every((other) => canBeSent(checkWording(other)))) return err("wording-linked");
	const drafts = [row, ...others].sort((one, other) => one.id.localeCompare(other.id));
	const texts = await Promise.all(drafts.map((draft) => writeBoth(draft)));
	return withPatience(async (tx) => {
		for (const [at, draft] of drafts.entries()) {
			const shown = draft.id === id && isCount(previewed) ? previewed : null;
			const { rows } = await tx.execute<{ done: boolean }>(
				sql`select prepare_message(${staff.staffId}, ${draft.id}, ${draft.editedAt.toISOString()}::timestamptz,
					${JSON.stringify(texts[at])}::jsonb, ${shown}::int) as done`,
			);
			if (!rows[0]?.done) throw new FrozenMeanwhile();
		}
		return ok();
	}, "repeatable read").catch(changedMeanwhile);
}

/** Whether so many people more or fewer are prepared than the preview showed that staff must know: 1 % or more. */
export const differsFromPreview = (previewed: number | null, prepared: number) =>
	previewed !== null && prepared !== previewed && Math.abs(prepared - previewed) >= previewed / 100;
