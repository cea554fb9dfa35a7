import { sql } from "drizzle-orm";
import type { Staff } from "../authority";
import { type Transaction, tables } from "../database";
import { type Locale, translator } from "../i18n";
import { newId } from "../ids";
import { newReference } from "./message-reference";
import { writeMessage } from "./message-text";
import { signedInCohorts } from "./schema";

/** Returns the words of the message, in which the placeholders are still to be filled, as in those that staff write. */
function changedWords(locale: Locale) {
	const t = translator(locale, "message");
	const body = t("changedBody", {
		incident: "{incident}",
		site: "{site}",
		helpline: "{helpline}",
		hours: "{helpline-hours}",
	});
	return { locale, subject: t("changedSubject"), body };
}

/**
 * Prepares a message to exactly those people whose answer a version has changed, in the transaction that activates it. It is then
 * approved, tried and sent as any other. Earlier messages of the kind about the same dataset that nobody was sent are stopped.
 */
export async function prepareAnswerChanged(tx: Transaction, staff: Staff, versionId: string): Promise<void> {
	const { rows } = await tx.execute<{ incident_id: string; title_en: string; title_cy: string }>(
		sql`select * from begin_answer_change(${staff.staffId}, ${versionId})`,
	);
	const [about] = rows;
	if (!about) return;
	const [id, reference, en, cy] = [newId("mes"), newReference(), changedWords("en"), changedWords("cy")];
	await tx.insert(tables.message).values({
		id,
		reference,
		kind: "answer-changed",
		incidentId: about.incident_id,
		subjectEn: en.subject,
		bodyEn: en.body,
		subjectCy: cy.subject,
		bodyCy: cy.body,
		audience: { cohorts: signedInCohorts, languages: [], relationships: [], categories: [], version: versionId },
		createdBy: staff.staffId,
	});
	const sent = {
		en: writeMessage({ ...en, incident: about.title_en }, reference),
		cy: writeMessage({ ...cy, incident: about.title_cy || about.title_en }, reference),
	};
	await tx.execute(
		sql`select prepare_answer_change(${staff.staffId}, ${versionId}, ${id}, ${JSON.stringify(sent)}::jsonb)`,
	);
}
