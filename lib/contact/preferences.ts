import { and, eq, isNull, ne, or, sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member } from "../authority";
import { database, type Transaction, tables } from "../database";
import { type Locale, translator } from "../i18n";
import { identifiersOf } from "../identity";
import { newId } from "../ids";
import { organisation } from "../organisation";
import { err, ok, type Result } from "../result";
import { objectedAt } from "./campaigning-objection";
import { choicesShown, wordingHash } from "./consent-wording";
import { newestChoice, receiptOfFirstPress, type Statement, saveConsent, withContactLock } from "./consents";
import { readPoints } from "./contact-points";
import {
	type Channel,
	type Choice,
	type ChoiceAsShown,
	channels,
	choiceKey,
	choices,
	type Format,
	type OrderedChannel,
	orderedChannels,
	type Preferences,
	type Purpose,
	type Style,
} from "./schema";

const { contactPreference, contactProfile, formatRequest } = tables;

/** Returns the choices a person allows. */
async function grantedChoices(tx: Pick<Transaction, "select">, personId: string): Promise<Set<Choice>> {
	const rows = await tx
		.select()
		.from(contactPreference)
		.where(and(eq(contactPreference.personId, personId), eq(contactPreference.allowed, true)));
	return new Set(rows.map((row) => choiceKey(row.channel as Channel, row.purpose as Purpose)));
}

/** Returns the channel a person wants tried first. Undefined if they have not said so. */
async function firstChannel(tx: Pick<Transaction, "select">, personId: string): Promise<string | undefined> {
	const [row] = await tx
		.select({ channel: contactPreference.channel })
		.from(contactPreference)
		.where(
			and(
				eq(contactPreference.personId, personId),
				eq(contactPreference.purpose, "incident-notices"),
				eq(contactPreference.first, true),
				eq(contactPreference.allowed, true),
			),
		);
	return row?.channel;
}

/** Returns the channels between which a person can say which comes first. Without their word email comes first, then text. */
function orderOf(allowed: ReadonlySet<Choice>, first: string | undefined): Preferences["order"] {
	const chosen = orderedChannels.filter((channel) => allowed.has(choiceKey(channel, "incident-notices")));
	if (chosen.length < 2) return [];
	return chosen.map((channel) => ({ channel, first: channel === (first ?? chosen[0]) }));
}

/** Returns the data of the preferences page, in the reader's language. No row means no: no box is ticked by default. */
export async function readPreferences(member: Member, locale: Locale): Promise<Preferences> {
	const { personId } = member;
	const db = database();
	const [allowed, first, points, [profile], newest, objected, identifiers] = await Promise.all([
		grantedChoices(db, personId),
		firstChannel(db, personId),
		readPoints(db, personId),
		db.select().from(contactProfile).where(eq(contactProfile.personId, personId)),
		newestChoice(db, personId),
		objectedAt(db, personId),
		identifiersOf(member),
	]);
	const email = identifiers.find(({ kind }) => kind === "email");
	const shown = choicesShown(locale, allowed);
	const reachable = new Set(points.map((point) => point.channel));
	if (email) reachable.add("email");
	const wanted = new Set(shown.filter(({ allowed }) => allowed).map(({ channel }) => channel));
	return {
		points,
		signInEmail: email && { channel: "email", masked: email.masked, lines: [email.value] },
		objectedAt: objected,
		choices: shown,
		wording: wordingHash(shown),
		order: orderOf(allowed, first),
		unreachable: channels.filter((channel) => wanted.has(channel) && !reachable.has(channel)),
		style: {
			language: (profile?.language ?? locale) as Locale,
			format: (profile?.format ?? "standard") as Format,
		},
		stopped: newest?.action === "stopped-everything",
	};
}

/** Returns the language a person wants to be written to in; undefined if they have not chosen one. */
export async function preferredLanguage(
	tx: Pick<Transaction, "select">,
	personId: string,
): Promise<Locale | undefined> {
	const [profile] = await tx.select().from(contactProfile).where(eq(contactProfile.personId, personId));
	return profile?.language as Locale | undefined;
}

async function setChoices(tx: Transaction, personId: string, shown: readonly ChoiceAsShown[]): Promise<void> {
	await tx
		.insert(contactPreference)
		.values(shown.map(({ channel, purpose, allowed }) => ({ personId, channel, purpose, allowed })))
		.onConflictDoUpdate({
			target: [contactPreference.personId, contactPreference.channel, contactPreference.purpose],
			set: { allowed: sql`excluded.allowed`, updatedAt: sql`now()` },
		});
}

const statement = ({ choice, wording, allowed }: ChoiceAsShown, before: ReadonlySet<Choice>): Statement => ({
	choice,
	wording,
	answer: allowed,
	before: before.has(choice),
});

/** Saves all choices at once, with the sentences that were shown beside them. Returns the receipt's id, or "wording-changed". */
export async function saveChoices(
	member: Member,
	locale: Locale,
	submitted: { allowed: readonly Choice[]; wording: string },
): Promise<Result<string, "wording-changed">> {
	const shown = choicesShown(locale, new Set(submitted.allowed));
	if (wordingHash(shown) !== submitted.wording) return err("wording-changed");
	return withContactLock(member, async (tx) => {
		const before = await grantedChoices(tx, member.personId);
		const statements = shown.map((choice) => statement(choice, before));
		const first = await receiptOfFirstPress(tx, member.personId, { action: "saved", statements });
		if (first) return ok(first);
		await setChoices(tx, member.personId, shown);
		return ok(await saveConsent(tx, member, { action: "saved", locale, statements }));
	});
}

/** Withdraws every choice. Returns the receipt's id. A second call returns the first receipt, so that undo still restores the choices. */
export async function stopAll(member: Member, locale: Locale): Promise<string> {
	return withContactLock(member, async (tx) => {
		const newest = await newestChoice(tx, member.personId);
		if (newest?.action === "stopped-everything") return newest.id;
		const before = await grantedChoices(tx, member.personId);
		const shown = choicesShown(locale, new Set());
		await setChoices(tx, member.personId, shown);
		const statements = shown.map((choice) => statement(choice, before));
		return saveConsent(tx, member, { action: "stopped-everything", locale, statements });
	});
}

/** Brings back the choices as they stood before everything was stopped. Only while that is the newest thing submitted. */
export async function undoStop(member: Member, locale: Locale): Promise<Result<string, "nothing-to-undo">> {
	return withContactLock(member, async (tx) => {
		const newest = await newestChoice(tx, member.personId);
		if (newest?.action !== "stopped-everything") {
			const undone = { action: "stop-undone" as const, statements: newest?.statements ?? [] };
			const first = await receiptOfFirstPress(tx, member.personId, undone);
			return first ? ok(first) : err("nothing-to-undo");
		}
		const restored = newest.statements.flatMap(({ before, choice }) => (before ? [choice] : []));
		const shown = choicesShown(locale, new Set(choices.filter((choice) => restored.includes(choice))));
		await setChoices(tx, member.personId, shown);
		const statements = shown.map((choice) => statement(choice, new Set()));
		return ok(await saveConsent(tx, member, { action: "stop-undone", locale, statements }));
	});
}

/** Saves which channel is tried first. Returns the receipt's id. "not-chosen" if the person does not allow that channel. */
export async function saveOrder(
	member: Member,
	locale: Locale,
	first: OrderedChannel,
): Promise<Result<string, "not-chosen">> {
	const { personId } = member;
	const t = translator(locale, "preferences");
	const statements = [{ wording: `${t("order.label")} ${t(`channel.${first}`)}`, answer: true }];
	return withContactLock(member, async (tx) => {
		const allowed = await grantedChoices(tx, personId);
		if (!allowed.has(choiceKey(first, "incident-notices"))) return err("not-chosen");
		await tx
			.update(contactPreference)
			.set({ first: sql`${contactPreference.channel} = ${first}` })
			.where(and(eq(contactPreference.personId, personId), eq(contactPreference.purpose, "incident-notices")));
		const saved = await receiptOfFirstPress(tx, personId, { action: "order-saved", statements });
		return ok(saved ?? (await saveConsent(tx, member, { action: "order-saved", locale, statements })));
	});
}

/** Saves the language and the format a person wants to be written to in. Returns the receipt's id. */
export async function saveStyle(
	member: Member,
	locale: Locale,
	style: Style,
): Promise<Result<string, "language-not-offered">> {
	if (!organisation().languages.includes(style.language)) return err("language-not-offered");
	const t = translator(locale, "preferences");
	const statements = [
		{ wording: `${t("style.language")}: ${t(`language.${style.language}`)}`, answer: true },
		{ wording: `${t("style.format")}: ${t(`format.${style.format}`)}`, answer: true },
	];
	return withContactLock(member, async (tx) => {
		await tx
			.insert(contactProfile)
			.values({ personId: member.personId, ...style })
			.onConflictDoUpdate({ target: contactProfile.personId, set: { ...style, updatedAt: sql`now()` } });
		// By itself, because staff may have sent the first request since the first press.
		await requestFormat(tx, member, style);
		const first = await receiptOfFirstPress(tx, member.personId, { action: "style-saved", statements });
		return ok(first ?? (await saveConsent(tx, member, { action: "style-saved", locale, statements })));
	});
}

/**
 * Queues a request for an accessible format for the staff, in the transaction that saves the preference. The same request again
 * changes nothing. Another one replaces the waiting one; the standard format withdraws it.
 */
async function requestFormat(tx: Transaction, member: Member, { format, language }: Style): Promise<void> {
	const own = and(eq(formatRequest.personId, member.personId), isNull(formatRequest.settledAt));
	const other = or(ne(formatRequest.format, format), ne(formatRequest.language, language));
	const withdrawn = await tx
		.update(formatRequest)
		.set({ outcome: "taken-back", settledAt: sql`now()` })
		.where(and(own, other))
		.returning();
	for (const { id } of withdrawn) await record(tx, member.actor, "format-request.taken-back", id);
	const [waiting] = await tx.select().from(formatRequest).where(own);
	if (format === "standard" || waiting) return;
	const id = newId("fmt");
	await tx.insert(formatRequest).values({ id, personId: member.personId, format, language });
	await record(tx, member.actor, "format-request.made", id, { format, language });
}
