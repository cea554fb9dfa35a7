/** The drafts of one incident notice in several words: one for each group of people, linked, so that everybody is in one of them. */
import { asc, eq } from "drizzle-orm";
import { record } from "../audit";
import { requirePermission, type Staff } from "../authority";
import { type Transaction, tables } from "../database";
import { type Locale, translator } from "../i18n";
import { newId } from "../ids";
import { newReference } from "./message-reference";
import { type Audience, type Cohort, cohorts, type MessageText } from "./schema";
import { type StaffMessage, selectMessages, toStaffMessage } from "./staff-queries";

const { message } = tables;

/** The groups that need words of their own. Together they are all cohorts, each once. */
const groups = {
	in: ["affected", "in-data"],
	unsure: ["unable-to-match", "under-review"],
	notIn: ["not-found"],
	notChecked: ["not-checked"],
} as const satisfies Record<string, readonly Cohort[]>;

/** Returns the words that a group's draft begins with, in which the placeholders are still to be filled. */
function proposedWords(group: keyof typeof groups): MessageText {
	const words = (locale: Locale) => {
		const t = translator(locale, "message");
		const names = { incident: "{incident}", site: "{site}", helpline: "{helpline}", hours: "{helpline-hours}" };
		return {
			subject: t("linked.subject", { organisation: "{organisation}" }),
			body: [t(`linked.${group}`, names), t("linked.signIn", names), t("linked.safe"), t("linked.help", names)].join(
				"\n\n",
			),
		};
	};
	const [en, cy] = [words("en"), words("cy")];
	return { subjectEn: en.subject, bodyEn: en.body, subjectCy: cy.subject, bodyCy: cy.body };
}

/** Whether an audience leaves out some groups and nothing else, so that drafts to the others can account for everybody. */
export const canHaveLinked = ({ cohorts: chosen, languages, relationships, categories, version }: Audience) =>
	chosen.length < cohorts.length && languages.length + relationships.length + categories.length === 0 && !version;

/** Inserts a draft for each group of people whom the first one leaves out. */
export async function insertLinked(
	tx: Transaction,
	staff: Staff,
	first: { id: string; incidentId: string | null; audience: Audience },
): Promise<void> {
	for (const [name, all] of Object.entries(groups)) {
		const left = all.filter((cohort) => !first.audience.cohorts.includes(cohort));
		if (left.length === 0) continue;
		const id = newId("mes");
		await tx.insert(message).values({
			...proposedWords(name as keyof typeof groups),
			...{ id, reference: newReference(), kind: "incident-notice", incidentId: first.incidentId, linkedTo: first.id },
			audience: { ...first.audience, cohorts: left },
			createdBy: staff.staffId,
		});
		await record(tx, staff.actor, "message.created", id, { kind: "incident-notice", linked: first.id });
	}
}

/** Returns the messages that are linked with one, itself among them. None if it is not linked. */
export async function linkedMessages(staff: Staff, { linkedTo }: StaffMessage): Promise<StaffMessage[]> {
	requirePermission(staff, "messages:write");
	if (!linkedTo) return [];
	const rows = await selectMessages().where(eq(message.linkedTo, linkedTo)).orderBy(asc(message.id));
	const order = ({ audience }: StaffMessage) => cohorts.findIndex((cohort) => audience.cohorts.includes(cohort));
	return rows.map(toStaffMessage).sort((one, other) => order(one) - order(other));
}
