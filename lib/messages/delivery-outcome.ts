import { refusalIn } from "./refusal-words";
import type { DeliveryState } from "./schema";

/** What became of one attempt. `wait` is in minutes: to the next attempt at one that waits, or until its carrier is asked about one that is being sent. */
export type AttemptOutcome = { state: DeliveryState; error: string | null; wait: number | null };

/** The pauses before the next attempt at a delivery that a server does not take now, in minutes. Greylisting ends within five. */
const pauses = [6, 15, 60, 240, 720];

/** An error as nodemailer throws it: its own code, the server's status and text, and the command it answered. */
type SmtpError = { code?: string; responseCode?: number; response?: string; command?: string };

/**
 * The state of a delivery that a server refused for good: by its enhanced status code (RFC 3463), by its words where that says nothing
 * about the address, else by its reply (RFC 5321). Many servers say 550 to spam and to an unknown address alike.
 */
export function refusedState({ responseCode = 0, response = "", command = "" }: SmtpError): DeliveryState {
	const enhanced = /^\d{3}[ -]5\.(\d{1,3})\.(\d{1,3})\b/.exec(response);
	const [subject, detail] = [Number(enhanced?.[1]), Number(enhanced?.[2])];
	if (enhanced && subject === 1 && [1, 2, 3, 6, 10].includes(detail)) return "no-such-address";
	// 5.2.3 is about the length of our mail.
	if (enhanced && subject === 2) return detail === 3 ? "failed" : "not-accepting";
	const said = refusalIn(response);
	if (said && said !== "about-us") return said;
	if (said || enhanced) return "failed";
	if (command.startsWith("RCPT") && [550, 551, 553].includes(responseCode)) return "no-such-address";
	return command.startsWith("RCPT") && responseCode === 552 ? "not-accepting" : "failed";
}

/** Whether no mail at all can be sent now: the server cannot be reached, or takes no sign-in. */
export function isServerLost(error: unknown): boolean {
	const { code = "", responseCode } = error as SmtpError;
	if (code === "EAUTH" || responseCode === 421) return true;
	return responseCode === undefined && /^(E(CONNECTION|SOCKET|TIMEDOUT|DNS|TLS|PROTOCOL)|ECONN)/.test(code);
}

/**
 * Returns what became of an attempt that failed, by nodemailer's error. If the connection broke after the server had asked for the
 * text, nobody knows whether it took the mail. In: the number of attempts, with this one; whether the text was being handed over.
 */
export function failedOutcome(error: unknown, attempts: number, handedOver: boolean): AttemptOutcome {
	const smtp = error as SmtpError;
	const code = String(smtp.responseCode ?? smtp.code ?? "error").slice(0, 40);
	if (smtp.responseCode && smtp.responseCode >= 500) return { state: refusedState(smtp), error: code, wait: null };
	if (smtp.responseCode === undefined && handedOver) return { state: "unknown", error: code, wait: null };
	return isServerLost(error) ? { state: "waiting", error: code, wait: 1 } : retryOutcome(code, attempts);
}

/** Returns when a delivery is tried again, or that it has failed after the last attempt. In: the number of attempts so far. */
export function retryOutcome(error: string, attempts: number): AttemptOutcome {
	const wait = pauses[(attempts % 100) - 1];
	return wait === undefined ? { state: "failed", error, wait: null } : { state: "waiting", error, wait };
}
