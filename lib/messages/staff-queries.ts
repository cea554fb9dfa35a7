import { and, count, desc, eq, getTableColumns, gt, inArray, isNull, or, sql } from "drizzle-orm";
import { requirePermission, type Staff } from "../authority";
import { database, tables } from "../database";
import type { Locale } from "../i18n";
import { pageCount, pageOffset } from "../pagination";
import type { MessageCounts } from "./message-figures";
import { withPatience } from "./message-steps";
import { subjectForStaff } from "./message-text";
import type { Audience, DeliveryCount, DeliveryState, MessageKind, MessageState, SentText } from "./schema";

const { incident, message, messageTrial, staffMember } = tables;
const perPage = 20;

/** A message as staff see it. */
export type StaffMessage = {
	id: string;
	kind: MessageKind;
	state: MessageState;
	incidentId: string | null;
	/** The first of the linked messages that it is among; null if it is not linked. */
	linkedTo: string | null;
	correctsId: string | null;
	/** The English subject with its placeholders filled, by which staff see it. */
	subject: string;
	/** As it was written, with its placeholders, as are the texts after it. */
	subjectEn: string;
	subjectCy: string;
	bodyEn: string;
	bodyCy: string;
	audience: Audience;
	/** What is sent. Until it goes out, without its reference. */
	sent: WrittenTexts | null;
	editedAt: Date;
	candidates: number;
	prepared: number;
	excluded: number;
	/** How many people the preview showed; null if nobody previewed it. */
	previewed: number | null;
	createdBy: string;
	preparedBy: string | null;
	approvedBy: string | null;
	startsAt: Date | null;
	startedAt: Date | null;
	finishedAt: Date | null;
	pauseReason: string | null;
	/** How many texts wait because no worker can send them. */
	heldTexts: number;
	/** Only once it is public: before that, it is read in the trial's mail. */
	reference: string | null;
};

/** The subject, the plain text and the text message that are sent, by language. */
export type WrittenTexts = Partial<Record<Locale, { subject: string; text: string; sms?: string }>>;

/** Hides the reference in what is sent. Staff type it from the trial's mail, which shows that it arrives and was read. */
export function withoutReference(sent: Partial<Record<Locale, SentText>>, reference: string): WrittenTexts {
	const hidden = (text: string) => text.replaceAll(reference, "MP-…-…");
	const texts = Object.entries(sent).map(([locale, { subject, text, sms }]) => [
		locale,
		{ subject, text: hidden(text), ...(sms ? { sms: hidden(sms) } : {}) },
	]);
	return Object.fromEntries(texts);
}

const { figures: _, figuresAt: __, ...ofMessage } = getTableColumns(message);
/** What is read of a message for staff, of `message` joined with its incident. */
const columns = { message: ofMessage, incident: incident.titleEn };
const itsIncident = eq(incident.id, message.incidentId);
/** Reads messages with the titles of their incidents. */
export const selectMessages = () => database().select(columns).from(message).leftJoin(incident, itsIncident);

type Row = { message: Omit<typeof message.$inferSelect, "figures" | "figuresAt">; incident: string | null };
export function toStaffMessage({ message: { reference, ...row }, incident }: Row): StaffMessage {
	const sent = row.sent as Partial<Record<Locale, SentText>> | null;
	const subject = sent?.en?.subject ?? subjectForStaff(row.subjectEn, incident ?? "");
	if (row.startedAt) return { ...row, subject, sent, reference } as StaffMessage;
	return { ...row, subject, sent: sent && withoutReference(sent, reference), reference: null } as StaffMessage;
}

/**
 * Returns the messages that wait for staff: to be approved, to be tried and started, paused, or with texts that nobody can send. The longest waiting first. `own` is
 * whether this member of staff has written any of it, so that somebody else approves it for many people.
 */
export async function waitingMessages(staff: Staff): Promise<(StaffMessage & { own: boolean })[]> {
	requirePermission(staff, "messages:write");
	const rows = await database()
		.select({ ...columns, own: hasWritten(staff) })
		.from(message)
		.leftJoin(incident, itsIncident)
		.where(
			or(
				// One to nobody waits for no step; people of the data come with their file.
				and(
					eq(message.state, "prepared"),
					or(gt(message.prepared, 0), sql`${message.audience}->'cohorts' @> '["in-data"]'::jsonb`),
				),
				inArray(message.state, ["approved", "trying", "paused"]),
				and(eq(message.state, "sending"), gt(message.heldTexts, 0)),
			),
		)
		.orderBy(message.editedAt, message.id)
		.limit(perPage);
	return rows.map(({ own, ...row }) => ({ ...toStaffMessage(row), own }));
}

/** Returns one page (20) of the messages, newest first. */
export async function messages(staff: Staff, page: number): Promise<{ messages: StaffMessage[]; pages: number }> {
	requirePermission(staff, "messages:write");
	const [rows, [total]] = await Promise.all([
		selectMessages()
			.orderBy(desc(message.createdAt), desc(message.id))
			.limit(perPage)
			.offset(pageOffset(page, perPage)),
		database().select({ all: count() }).from(message),
	]);
	return { messages: rows.map(toStaffMessage), pages: pageCount(total?.all ?? 0, perPage) };
}

const hasWritten = (staff: Staff) => sql<boolean>`has_written_message(${staff.staffId}, ${message.id})`;

/** Returns one message. Undefined if there is none. */
export async function messageById(staff: Staff, id: string): Promise<StaffMessage | undefined> {
	requirePermission(staff, "messages:write");
	const [row] = await selectMessages().where(eq(message.id, id));
	return row && toStaffMessage(row);
}

/** Whether a member of staff has written any of a message, finalised it or given a file for it, so that somebody else approves it for many people. */
export async function hasWrittenMessage(staff: Staff, id: string): Promise<boolean> {
	requirePermission(staff, "messages:write");
	const [row] = await database()
		.select({ own: hasWritten(staff) })
		.from(message)
		.where(eq(message.id, id));
	return row?.own ?? false;
}

type CountedDelivery = {
	cohort: DeliveryCount["cohort"];
	channel: DeliveryCount["channel"];
	state: DeliveryState;
	first_channel?: DeliveryCount["channel"] | null;
	first_state?: DeliveryState | null;
	excluded_for: DeliveryCount["excludedFor"];
	people: number;
	checked: number;
};

/**
 * Returns how many deliveries of a message are in each state, by group, how many of these people have checked since, and how many it has
 * not reached; of a draft, how many would get it now. The numbers of more than 20,000 people are kept, and counted only with `anew`: if there are
 * none or they are older than ten seconds.
 */
export async function messageCounts(staff: Staff, id: string, anew = false): Promise<MessageCounts> {
	requirePermission(staff, "messages:write");
	type Counted = {
		deliveries: CountedDelivery[] | null;
		not_reached: MessageCounts["notReached"] | null;
		linked: MessageCounts["linked"];
		counted_at: string | null;
	};
	const { rows } = await withPatience((tx) =>
		tx.execute<Counted>(sql`select * from message_figures(${staff.staffId}, ${id}, ${anew})`),
	);
	const { deliveries, not_reached: notReached, linked, counted_at } = rows[0] ?? {};
	return {
		deliveries: (deliveries ?? []).map(
			({ excluded_for, first_channel = null, first_state = null, ...each }: CountedDelivery) => ({
				...each,
				excludedFor: excluded_for,
				firstChannel: first_channel,
				firstState: first_state,
			}),
		),
		notReached: notReached ?? [],
		linked: linked ?? null,
		countedAt: counted_at ? new Date(counted_at) : null,
		isCounting: !deliveries,
	};
}

type TrialReader = Pick<typeof messageTrial.$inferSelect, "staffId" | "sentAt" | "confirmedAt" | "textState"> & {
	name: string;
};

/** Returns the readers of a message's trial, whether each was sent it and has typed its reference, and what became of the text message. */
export async function trialReaders(staff: Staff, id: string): Promise<TrialReader[]> {
	requirePermission(staff, "messages:write");
	return database()
		.select({
			staffId: messageTrial.staffId,
			name: staffMember.displayName,
			sentAt: messageTrial.sentAt,
			confirmedAt: messageTrial.confirmedAt,
			textState: messageTrial.textState,
		})
		.from(messageTrial)
		.innerJoin(staffMember, eq(staffMember.id, messageTrial.staffId))
		.where(and(eq(messageTrial.messageId, id), isNull(staffMember.removedAt)));
}

/** Returns the members of staff who can read a message before it goes out. */
export async function possibleReaders(staff: Staff): Promise<{ staffId: string; name: string }[]> {
	requirePermission(staff, "messages:write");
	return database()
		.select({ staffId: staffMember.id, name: staffMember.displayName })
		.from(staffMember)
		.where(and(isNull(staffMember.removedAt), sql`${staffMember.roles} && '{publisher,admin}'`))
		.orderBy(staffMember.displayName);
}
