import { allowedContactPoints } from "../contact";
import type { Transaction } from "../database";
import { mask } from "../identifiers";
import { provenEmails } from "../identity";
import { type ReminderChannel, reminderChannels } from "./schema";

/** A contact point for a reminder, in full and mreminder. `toSignIn` says that it is a sign-in address. */
export type DeliveryRoute = { channel: ReminderChannel; lines: string[]; masked: string; toSignIn: boolean };

/**
 * Returns where a person can be reminded: at their contact points, and by email otherwise at the oldest address they sign in with.
 * Omits channels they have refused after `since`.
 */
export async function routesFor(
	tx: Pick<Transaction, "select">,
	personId: string,
	since?: Date,
): Promise<DeliveryRoute[]> {
	const points = await allowedContactPoints(tx, personId, since);
	const routes = reminderChannels.flatMap((channel): DeliveryRoute[] => {
		const point = points.allowed.find((allowed) => allowed.channel === channel);
		return point ? [{ channel, lines: point.lines, masked: point.masked, toSignIn: false }] : [];
	});
	if (routes.some((route) => route.channel === "email") || points.refused.includes("email")) return routes;
	const [address] = await provenEmails(tx, personId);
	return address
		? [{ channel: "email", lines: [address], masked: mask("email", address) ?? "•••", toSignIn: true }, ...routes]
		: routes;
}

type ReminderRequest = { personId: string; channel: string; toSignIn: boolean; askedAt: Date };

/** Returns the route of a reminder that is set; undefined if the person has removed the address or refused the channel since. */
export async function currentRoute(
	tx: Pick<Transaction, "select">,
	reminder: ReminderRequest,
): Promise<DeliveryRoute | undefined> {
	const route = (await routesFor(tx, reminder.personId, reminder.askedAt)).find(
		({ channel }) => channel === reminder.channel,
	);
	// If they removed the contact address they chose, a sign-in address does not replace it.
	return route?.toSignIn && !reminder.toSignIn ? undefined : route;
}
