import { allowedContactPoints } from "../contact";
import type { Transaction } from "../database";
import { mask } from "../identifiers";
import { provenEmails } from "../identity";
import { type ReminderChannel, reminderChannels } from "./schema";

/** A contact point for a reminder, in full and masked. `toSignIn` is true for a sign-in address. */
export type ReminderContact = { channel: ReminderChannel; lines: string[]; masked: string; toSignIn: boolean };

/**
 * Returns where a person can be reminded: at their contact points, and by email otherwise at the oldest address they sign in with.
 * Omits channels they have refused after `since`.
 */
export async function availableContacts(
	tx: Pick<Transaction, "select">,
	personId: string,
	since?: Date,
): Promise<ReminderContact[]> {
	const points = await allowedContactPoints(tx, personId, since);
	const contacts = reminderChannels.flatMap((channel): ReminderContact[] => {
		const point = points.allowed.find((allowed) => allowed.channel === channel);
		return point ? [{ channel, lines: point.lines, masked: point.masked, toSignIn: false }] : [];
	});
	if (contacts.some((contact) => contact.channel === "email") || points.refused.includes("email")) return contacts;
	const [address] = await provenEmails(tx, personId);
	return address
		? [{ channel: "email", lines: [address], masked: mask("email", address) ?? "•••", toSignIn: true }, ...contacts]
		: contacts;
}

type ReminderRequest = { personId: string; channel: string; toSignIn: boolean; askedAt: Date };

/** Returns the contact of a reminder that is set; undefined if the person has removed the address or refused the channel since. */
export async function currentContact(
	tx: Pick<Transaction, "select">,
	reminder: ReminderRequest,
): Promise<ReminderContact | undefined> {
	const contact = (await availableContacts(tx, reminder.personId, reminder.askedAt)).find(
		({ channel }) => channel === reminder.channel,
	);
	// If they removed the contact address they chose, a sign-in address does not replace it.
	return contact?.toSignIn && !reminder.toSignIn ? undefined : contact;
}
