import { and, count, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { Member } from "../authority";
import { database, tables } from "../database";
import type { Locale } from "../i18n";
import { pageCount, pageOffset } from "../pagination";
import { readReference } from "./message-reference";
import type { Audience, DeliveryChannel, MessageKind, OwnState, PublicMessage } from "./schema";

const { message, incident } = tables;
const perPage = 20;

const publicColumns = {
	reference: message.reference,
	kind: message.kind,
	sent: message.sent,
	audience: message.audience,
	startedAt: message.startedAt,
	correctsId: message.correctsId,
	id: message.id,
	incidentEn: incident.titleEn,
	incidentCy: incident.titleCy,
};

type PublicRow = {
	reference: string;
	kind: string;
	sent: unknown;
	audience: unknown;
	startedAt: Date | null;
	correctsId: string | null;
	id: string;
	incidentEn: string | null;
	incidentCy: string | null;
};

async function publicRows(where: ReturnType<typeof and>, page = 1): Promise<PublicRow[]> {
	return database()
		.select(publicColumns)
		.from(message)
		.leftJoin(incident, eq(incident.id, message.incidentId))
		.where(and(isNotNull(message.startedAt), where))
		.orderBy(desc(message.startedAt), desc(message.id))
		.limit(perPage)
		.offset(pageOffset(page, perPage));
}

/** What everybody may know of a message: its words and when it went out, never to whom. */
async function toPublic(rows: readonly PublicRow[]): Promise<PublicMessage[]> {
	const ids = rows.map(({ id }) => id);
	const linked = rows.flatMap(({ correctsId }) => correctsId ?? []);
	const related = ids.length
		? await database()
				.select({ id: message.id, reference: message.reference, correctsId: message.correctsId })
				.from(message)
				.where(
					and(
						isNotNull(message.startedAt),
						sql`(${message.id} = any(${sql.param(linked)}::text[]) or ${message.correctsId} = any(${sql.param(ids)}::text[]))`,
					),
				)
		: [];
	return rows.map((row) => ({
		reference: row.reference,
		kind: row.kind as MessageKind,
		sent: row.sent as PublicMessage["sent"],
		cohorts: (row.audience as Audience).cohorts,
		sentAt: row.startedAt as Date,
		incident: row.incidentEn === null ? null : { en: row.incidentEn, cy: row.incidentCy || row.incidentEn },
		corrects: related.find(({ id }) => id === row.correctsId)?.reference ?? null,
		correctedBy: related.filter(({ correctsId }) => correctsId === row.id).map(({ reference }) => reference),
	}));
}

/** Returns the message with a reference, as it was typed. "mistyped" if it is not a possible one; undefined if none was sent. */
export async function messageByReference(typed: string): Promise<PublicMessage | "mistyped" | undefined> {
	const reference = readReference(typed);
	if (reference === undefined || reference === "mistyped") return "mistyped";
	const [found] = await toPublic(await publicRows(eq(message.reference, reference)));
	return found;
}

/** Returns a text that differs once another message has gone out, or the incident of one is called otherwise. */
export async function lastMessage(): Promise<string> {
	const titles = sql`md5(string_agg(concat_ws('/', ${incident.titleEn}, ${incident.titleCy}), ' ' order by ${message.id}))`;
	const { rows } = await database().execute<{ last: string }>(
		sql`select concat_ws('/', count(*), max(${message.startedAt}), ${titles}) as last
			from ${message} left join ${incident} on ${incident.id} = ${message.incidentId} where ${message.startedAt} is not null`,
	);
	return rows[0]?.last ?? "";
}

/** Returns one page (20) of all messages that have gone out, newest first, with the number of pages. */
export async function publicMessages(page: number): Promise<{ messages: PublicMessage[]; pages: number }> {
	const [rows, [total]] = await Promise.all([
		publicRows(undefined, page),
		database().select({ all: count() }).from(message).where(isNotNull(message.startedAt)),
	]);
	return { messages: await toPublic(rows), pages: pageCount(total?.all ?? 0, perPage) };
}

/** Returns the messages that were sent to a member, newest first, with what became of each. */
export async function messagesTo(
	member: Member,
): Promise<(PublicMessage & { channel: DeliveryChannel; state: OwnState; locale: Locale })[]> {
	const { rows } = await database().execute<{
		message: string;
		channel: DeliveryChannel;
		state: OwnState;
		locale: Locale;
	}>(sql`select message, channel, state, locale from messages_to_person(${member.sessionId})`);
	if (rows.length === 0) return [];
	const found = await publicRows(sql`${message.id} = any(${sql.param(rows.map((row) => row.message))}::text[])`);
	const texts = await toPublic(found);
	return texts.flatMap((text, at) => {
		const own = rows.find((row) => row.message === found[at]?.id);
		return own ? [{ ...text, channel: own.channel, state: own.state, locale: own.locale }] : [];
	});
}
