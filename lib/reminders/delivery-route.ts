import { allowedContactPoints } from "../contact";
import type { Transaction } from "../database";
import { mask } from "../identifiers";
import { provenEmails } from "../identity";
import { type ReminderChannel, reminderChannels } from "./schema";

/** Where a reminder goes: an address or number as it is written, and masked. */
export type DeliveryRoute = { channel: ReminderChannel; lines: string[]; masked: string; toSignIn: boolean };

/**
 * The ways a person can be reminded now: their own contact details, and for email, where they gave none, the oldest address
 * they sign in with. With `since`, only ways they have not said no to after that instant.
 */
export async function routesFor(
	tx: Pick<Transaction, "select">,
	personId: string,
	since?: Date,
): Promise<DeliveryRoute[]> {
	const points = await allowedContactPoints(tx, personId, since);
	const ways = reminderChannels.flatMap((channel): DeliveryRoute[] => {
		const point = points.allowed.find((each) => each.channel === channel);
		return point ? [{ channel, lines: point.lines, masked: point.masked, toSignIn: false }] : [];
	});
	if (ways.some((way) => way.channel === "email") || points.refused.includes("email")) return ways;
	const [address] = await provenEmails(tx, personId);
	return address
		? [{ channel: "email", lines: [address], masked: mask("email", address) ?? "•••", toSignIn: true }, ...ways]
		: ways;
}

type Asked = { personId: string; channel: string; toSignIn: boolean; askedAt: Date };

/** The way a reminder that was asked for goes now; undefined where the person has taken the address away or said no since. */
export async function currentRoute(tx: Pick<Transaction, "select">, asked: Asked): Promise<DeliveryRoute | undefined> {
	const way = (await routesFor(tx, asked.personId, asked.askedAt)).find((each) => each.channel === asked.channel);
	// Where they chose another address than the one they sign in with and removed it, that one does not take its place.
	return way?.toSignIn && !asked.toSignIn ? undefined : way;
}
