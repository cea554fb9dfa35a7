/** Why a server gave a mail up, as its report says it: in codes of SMTP, else in words. */
import { refusedState } from "./delivery-outcome";
import { refusalIn } from "./refusal-words";
import type { DeliveryState } from "./schema";

/** What stands before a code: a blank or a sign. In a word, an address or the name of a delivery there are such figures by chance. */
const before = String.raw`(?:^|[\s"'(\[<{:;,#=])`;
const enhanced = String.raw`[45]\.\d{1,3}\.\d{1,3}`;
const replyCode = new RegExp(`${before}([45]\\d\\d)(?:[ -]#?(${enhanced}))?(?![\\w@]|\\.\\w)`);
const statusCode = new RegExp(`${before}(${enhanced})(?![\\w@]|\\.\\w)`);

/** Returns the first of several texts that holds an enhanced status code (RFC 3463) or an SMTP reply, as a server writes both. */
export function readCode(texts: readonly string[]): { status: string; reply: number } {
	for (const text of texts) {
		const [, reply, afterReply] = replyCode.exec(text) ?? [];
		const status = afterReply ?? statusCode.exec(text)?.[1] ?? "";
		if (reply || (status && !/^[45]\.0\.0$/.test(status))) return { status, reply: Number(reply ?? 0) };
	}
	return { status: "", reply: 0 };
}

/**
 * Returns the state of a delivery that a server has given up. A temporary refusal that was tried for too long says nothing about the
 * address, but for a full inbox. Exchange refuses unknown addresses at its edge as 5.4.1.
 */
export function finalState({ status, reply }: { status: string; reply: number }, text: string): DeliveryState {
	if (status.startsWith("4."))
		return status.startsWith("4.2.") && refusalIn(text) !== "about-us" ? "not-accepting" : "failed";
	if (status === "5.4.1" && /recipient address rejected/i.test(text)) return "no-such-address";
	const known = status && status !== "5.0.0" ? ` ${status}` : "";
	return refusedState({
		responseCode: reply || 550,
		response: `550${known} ${text}`,
		command: reply ? "RCPT" : "",
	});
}
