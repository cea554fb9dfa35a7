/** The one way in which a delivery is handed over, whatever its channel and whoever carries it. */
import { env } from "../env";
import type { Locale } from "../i18n";
import type { TextTracking } from "../mail";
import { type AttemptOutcome, failedOutcome, isServerLost, retryOutcome } from "./delivery-outcome";
import { sendOne } from "./message-mail";
import { NotifyRefused, notify, notifyStatus } from "./notify-client";
import { deliveryName } from "./return-path";
import type { DeliveryChannel, SentText } from "./schema";
import { nextSendingTime } from "./wave-limits";

/** Who carries a delivery: our mail server, or GOV.UK Notify. */
type Carrier = "smtp" | "notify";

/** Returns who carries emails here. Notify does if it has a template for them. */
export const emailCarrier = (): Carrier => (env().NOTIFY_EMAIL_TEMPLATE ? "notify" : "smtp");

/** Whether this process has a template for texts. */
export const hasTextTemplate = () => env().NOTIFY_TEXT_TEMPLATE !== undefined;

/** Returns whether texts can be sent at a time: there is a template for them, and nobody is woken up, not even by a notice due by law. */
export const canSendTexts = (now: Date) => hasTextTemplate() && nextSendingTime(now) <= now;

/** A delivery that is claimed. `attempts` counts this one. */
export type ClaimedDelivery = {
	id: string;
	channel: DeliveryChannel;
	carrier: Carrier;
	locale: Locale;
	attempts: number;
};

/** What became of an attempt. `lost` if nothing at all can be handed over now. */
type HandedOver = AttemptOutcome & { lost: boolean };

async function bySmtp(
	about: { id: string; kind: string },
	{ id, locale, attempts }: ClaimedDelivery,
	sent: SentText,
	address: string,
): Promise<HandedOver> {
	const tracking: TextTracking = {};
	try {
		await sendOne(about, deliveryName(id), locale, sent, address, tracking);
		return { state: "accepted", error: null, wait: null, lost: false };
	} catch (error) {
		const outcome = failedOutcome(error, attempts, tracking.isTextBegun === true);
		return { ...outcome, lost: isServerLost(error) };
	}
}

/** Minutes until Notify is first asked what became of a delivery. */
const firstQuestion = 1;

async function byNotify(claimed: ClaimedDelivery, sent: SentText, address: string): Promise<HandedOver> {
	const waits = { state: "sending", wait: firstQuestion } as const;
	try {
		const shared = { to: address, reference: deliveryName(claimed.id) };
		const { NOTIFY_EMAIL_TEMPLATE = "", NOTIFY_TEXT_TEMPLATE = "" } = env();
		if (claimed.channel === "text")
			await notify("sms", { ...shared, template: NOTIFY_TEXT_TEMPLATE, personalisation: { text: sent.sms ?? "" } });
		else {
			const personalisation = { subject: sent.subject, text: sent.text };
			await notify("email", { ...shared, template: NOTIFY_EMAIL_TEMPLATE, personalisation });
		}
		return { ...waits, error: null, lost: false };
	} catch (error) {
		// Without an answer Notify may have taken it. It is asked by the delivery's name, so nothing is sent twice.
		if (!(error instanceof NotifyRefused)) return { ...waits, error: "no-answer", lost: true };
		const code = `notify-${error.status}`;
		if (error.aboutRecipient) return { state: "no-such-address", error: code, wait: null, lost: false };
		// A wrong key or template, or too many requests, is refused for everybody: ours to mend, so the delivery waits.
		return { state: "waiting", error: code, wait: 1, lost: true };
	}
}

/** Sends a text message of a trial. Returns whether Notify takes it for that number. Throws if it takes nothing now. */
export async function trialText(reference: string, number: string, text: string): Promise<boolean> {
	try {
		const { NOTIFY_TEXT_TEMPLATE: template = "" } = env();
		await notify("sms", { to: number, reference, template, personalisation: { text } });
		return true;
	} catch (error) {
		if (error instanceof NotifyRefused && error.aboutRecipient) return false;
		throw error;
	}
}

/** Hands one claimed delivery over. */
export function handOver(
	about: { id: string; kind: string },
	claimed: ClaimedDelivery,
	sent: SentText,
	address: string,
): Promise<HandedOver> {
	return claimed.carrier === "notify" ? byNotify(claimed, sent, address) : bySmtp(about, claimed, sent, address);
}

/** What is not known to Notify after so many minutes was never taken. After six days Notify begins to forget what it took. */
const notTaken = 15;
const forgotten = 6 * 24 * 60;

/**
 * Asks Notify what became of a delivery that it was handed `minutes` ago. One that failed between Notify and its provider was not
 * sent, so it is tried again.
 */
export async function askCarrier(id: string, attempts: number, minutes: number): Promise<AttemptOutcome> {
	const later = { state: "sending", error: null, wait: Math.ceil(Math.min(60, Math.max(1, minutes / 2))) } as const;
	const status = await notifyStatus(deliveryName(id));
	switch (status) {
		case "delivered":
		case "sent":
			return { state: "accepted", error: null, wait: null };
		case "permanent-failure":
			return { state: "no-such-address", error: status, wait: null };
		case "temporary-failure":
			return { state: "not-accepting", error: status, wait: null };
		case "technical-failure":
			return retryOutcome(status, attempts);
		case undefined:
			if (minutes > forgotten) return { state: "unknown", error: "notify-forgot", wait: null };
			return minutes > notTaken ? retryOutcome("not-taken", attempts) : later;
		default:
			return later;
	}
}
