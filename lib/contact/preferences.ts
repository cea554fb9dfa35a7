import { and, eq, isNull, ne, or, sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member } from "../authority";
import { database, type Transaction, tables } from "../database";
import { type Locale, translator } from "../i18n";
import { newId } from "../ids";
import { organisation } from "../organisation";
import { err, ok, type Result } from "../result";
import { choicesShown, consentText } from "./consent-wording";
import { keepConsent, newestChoice, type Statement, withContactLock } from "./consents";
import { readPoints } from "./contact-points";
import {
	type Channel,
	type Choice,
	type ChoiceAsShown,
	channels,
	choiceKey,
	choices,
	type Format,
	type Preferences,
	type Purpose,
	type Style,
} from "./schema";

const { contactPreference, contactProfile, formatRequest } = tables;

async function grantedChoices(tx: Pick<Transaction, "select">, personId: string): Promise<Set<Choice>> {
	const rows = await tx.select().from(contactPreference).where(eq(contactPreference.personId, personId));
	return new Set(
		rows.filter((row) => row.allowed).map((row) => choiceKey(row.channel as Channel, row.purpose as Purpose)),
	);
}

/** What the preferences page shows, in the reader's language. No row means no: nothing is ever ticked for somebody. */
export async function readPreferences(member: Member, locale: Locale): Promise<Preferences> {
	const { personId } = member;
	const db = database();
	const [allowed, points, [profile], newest] = await Promise.all([
		grantedChoices(db, personId),
		readPoints(db, personId),
		db.select().from(contactProfile).where(eq(contactProfile.personId, personId)),
		newestChoice(db, personId),
	]);
	const shown = choicesShown(locale, allowed);
	const reachable = new Set(points.map((point) => point.channel));
	const wanted = new Set(shown.filter((each) => each.allowed).map((each) => each.channel));
	return {
		points,
		choices: shown,
		wording: consentText(shown),
		unreachable: channels.filter((channel) => wanted.has(channel) && !reachable.has(channel)),
		style: {
			language: (profile?.language ?? locale) as Locale,
			format: (profile?.format ?? "standard") as Format,
		},
		stopped: newest?.action === "stopped-everything",
	};
}

/** The language a person wants to be written to in; undefined where they have not said. */
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

/** Saves all choices at once, with the sentences that stood beside them. Gives the receipt's id. */
export async function saveChoices(
	member: Member,
	locale: Locale,
	said: { allowed: readonly Choice[]; wording: string },
): Promise<Result<string, "wording-changed">> {
	const shown = choicesShown(locale, new Set(said.allowed));
	if (consentText(shown) !== said.wording) return err("wording-changed");
	return withContactLock(member, async (tx) => {
		const before = await grantedChoices(tx, member.personId);
		await setChoices(tx, member.personId, shown);
		const statements = shown.map((each) => statement(each, before));
		return ok(await keepConsent(tx, member, { action: "saved", locale, statements }));
	});
}

/** Withdraws everything in one step. Stopping twice keeps the first receipt, so that undoing still brings back what was there. */
export async function stopAll(member: Member, locale: Locale): Promise<string> {
	return withContactLock(member, async (tx) => {
		const newest = await newestChoice(tx, member.personId);
		if (newest?.action === "stopped-everything") return newest.id;
		const before = await grantedChoices(tx, member.personId);
		const shown = choicesShown(locale, new Set());
		await setChoices(tx, member.personId, shown);
		const statements = shown.map((each) => statement(each, before));
		return keepConsent(tx, member, { action: "stopped-everything", locale, statements });
	});
}

/** Brings back the choices as they stood before everything was stopped. Only while that is the newest thing said. */
export async function undoStop(member: Member, locale: Locale): Promise<Result<string, "nothing-to-undo">> {
	return withContactLock(member, async (tx) => {
		const newest = await newestChoice(tx, member.personId);
		if (newest?.action !== "stopped-everything") return err("nothing-to-undo");
		const back = newest.statements.flatMap((each) => (each.before ? [each.choice] : []));
		const shown = choicesShown(locale, new Set(choices.filter((choice) => back.includes(choice))));
		await setChoices(tx, member.personId, shown);
		const statements = shown.map((each) => statement(each, new Set()));
		return ok(await keepConsent(tx, member, { action: "stop-undone", locale, statements }));
	});
}

/** Saves the language and the format a person wants to be written to in. Gives the receipt's id. */
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
		await requestFormat(tx, member, style);
		return ok(await keepConsent(tx, member, { action: "style-saved", locale, statements }));
	});
}

/**
 * Puts the wish for an accessible format into the staff's queue, in the transaction that saves it. The same wish again
 * changes nothing; another one takes the place of what still waits, and the standard format takes it back.
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
