/** When messages are sent, how many to one domain, and when a message pauses by itself. */
import type { DeliveryState } from "./schema";

/** Messages leave between these hours, London time. A notice that is due by law leaves at any hour. */
const sendingHours = { from: 8, until: 20 };

const londonHour = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "numeric", hourCycle: "h23" });
const hour = 3_600_000;

/** Returns the next time at which a message may be sent: now, or the first full hour within the sending hours. */
export function nextSendingTime(now: Date): Date {
	const isSendingHour = (at: Date) => {
		const [hours] = [Number(londonHour.format(at))];
		return hours >= sendingHours.from && hours < sendingHours.until;
	};
	let at = now;
	while (!isSendingHour(at)) at = new Date(Math.floor(at.getTime() / hour + 1) * hour);
	return at;
}

/**
 * Returns how many mails of one message one receiving domain is sent in an hour. A large provider throttles a sender it does not
 * know, so the first hour is small and each later one is twice as large.
 */
export const domainLimit = (hoursSinceStart: number) => 1_000 * 2 ** Math.min(Math.floor(hoursSinceStart), 20);

/**
 * How many people a minute a message goes to, of which staff choose one. The first is chosen for them. The last is the highest at which a code
 * that somebody asks for meanwhile still leaves within 1.5 times what it takes otherwise (docs/figures.md); the database refuses more.
 */
export const sendingRates = [600, 3_000, 12_000] as const;

/** How many times in a row a domain gives the same temporary refusal before the message pauses. */
export const sameRefusals = 20;

/** The reasons for which a message pauses by itself. */
export type PauseReason = "bounces" | "complaints" | "refusals";

/**
 * Returns why a message must pause, by its deliveries so far: over 2 % of the addresses do not exist, or over 0.1 % of the readers
 * complained (the limits of large providers are 0.1 to 0.3 %). Not before 100 deliveries have ended, so that one bad address of ten
 * stops nothing.
 */
export function pauseReason(ended: Partial<Record<DeliveryState, number>>): PauseReason | undefined {
	const count = (state: DeliveryState) => ended[state] ?? 0;
	const handed =
		count("accepted") + count("unknown") + count("no-such-address") + count("not-accepting") + count("complaint");
	if (handed < 100) return undefined;
	if (count("no-such-address") / handed > 0.02) return "bounces";
	return count("complaint") / handed > 0.001 ? "complaints" : undefined;
}
