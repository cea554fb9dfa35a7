import { desc, inArray } from "drizzle-orm";
import { record } from "../audit";
import type { Member, Operator } from "../authority";
import { database, type Transaction, tables } from "../database";
import { type Locale, translator } from "../i18n";
import { provenEmails } from "../identity";
import { newestReceipt, saveConsent, withContactLock } from "./consents";
import type { ConsentAction } from "./schema";

const { consentRecord } = tables;
const actions: ConsentAction[] = ["objected", "objection-withdrawn"];

/** Returns when a person objected to campaigning; undefined if they have not, or have withdrawn it. */
export async function objectedAt(tx: Pick<Transaction, "select">, personId: string): Promise<Date | undefined> {
	const newest = await newestReceipt(tx, personId, actions);
	return newest?.action === "objected" ? newest.at : undefined;
}

/**
 * Records an objection to campaigning (UK GDPR, Article 21(2): no reason is needed, and nothing outweighs it), or withdraws it.
 * Returns the receipt's id; the first receipt if nothing changes, undefined if there is nothing to withdraw.
 */
export async function setObjection(member: Member, locale: Locale, objects: boolean): Promise<string | undefined> {
	return withContactLock(member, async (tx) => {
		const newest = await newestReceipt(tx, member.personId, actions);
		if ((newest?.action === "objected") === objects) return newest?.id;
		return saveConsent(tx, member, {
			action: objects ? "objected" : "objection-withdrawn",
			locale,
			statements: [{ wording: translator(locale, "preferences")("objection.wording"), answer: objects }],
		});
	});
}

/** A standing objection: its receipt, its instant, the sentence that was shown, and the addresses that the person has proven. */
type Objection = { reference: string; at: Date; wording: string; addresses: string[] };

/**
 * Returns every standing objection to campaigning, for whoever in the organisation campaigns. Writes an audit entry, because it
 * holds addresses. Only the command line has this authority: no process that serves the web can list people.
 */
export async function exportObjections(authority: Operator): Promise<Objection[]> {
	return database().transaction(async (tx) => {
		const newest = await tx
			.selectDistinctOn([consentRecord.personId])
			.from(consentRecord)
			.where(inArray(consentRecord.action, actions))
			.orderBy(consentRecord.personId, desc(consentRecord.at), desc(consentRecord.id));
		const objections: Objection[] = [];
		for (const { id, at, action, personId, statements } of newest) {
			if (action !== "objected") continue;
			const wording = statements[0]?.wording ?? "";
			objections.push({ reference: id, at, wording, addresses: await provenEmails(tx, personId) });
		}
		await record(tx, authority.actor, "objections.exported", "campaigning", { count: objections.length });
		return objections.sort((a, b) => a.at.getTime() - b.at.getTime());
	});
}
