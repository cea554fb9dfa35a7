import PostalMime, { type Email } from "postal-mime";
import { refusedState } from "./delivery-outcome";
import { findDelivery } from "./return-path";
import type { DeliveryState } from "./schema";

/** What another mail program says of a mail of ours. Without a delivery it is about a mail that we did not send. */
export type MailReport =
	| { kind: "failed"; delivery: string; state: DeliveryState; code: string }
	| { kind: "complaint"; delivery: string }
	/** "delayed" is followed by another report; an automatic reply says nothing about the address. */
	| { kind: "delayed" | "auto-reply" | "other" };

const decode = (content: unknown) =>
	typeof content === "string" ? content : Buffer.from(content as ArrayBuffer).toString("latin1");

/** The text of every attachment of a type. Case and parameters do not matter. */
const partsOf = (mail: Email, ...types: string[]) =>
	mail.attachments
		.filter(({ mimeType }) => types.includes(mimeType.toLowerCase()))
		.map(({ content }) => decode(content));

/** Reads fields as in a header. A field that goes on in the next line is one. */
function readFields(block: string): Map<string, string> {
	const lines = block.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
	const fields = lines.map((line) => /^([!-9;-~]+):\s*(.*)$/.exec(line)).filter((field) => field !== null);
	return new Map(fields.map(([, name = "", value = ""]) => [name.toLowerCase(), value.trim()]));
}

/** What stands before a code: a blank or a sign. In a word, an address or the name of a delivery there are such figures by chance. */
const before = String.raw`(?:^|[\s"'(\[<{:;,#=])`;
const enhanced = String.raw`[45]\.\d{1,3}\.\d{1,3}`;
const replyCode = new RegExp(`${before}([45]\\d\\d)(?:[ -]#?(${enhanced}))?(?![\\w@]|\\.\\w)`);
const statusCode = new RegExp(`${before}(${enhanced})(?![\\w@]|\\.\\w)`);

/** Returns the first of several texts that holds an enhanced status code (RFC 3463) or an SMTP reply, as a server writes both. */
function readCode(texts: readonly string[]): { status: string; reply: number } {
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
function finalState({ status, reply }: { status: string; reply: number }, text: string): DeliveryState {
	if (status.startsWith("4.")) return status.startsWith("4.2.") ? "not-accepting" : "failed";
	if (status === "5.4.1" && /recipient address rejected/i.test(text)) return "no-such-address";
	const known = status && status !== "5.0.0";
	return refusedState({
		responseCode: reply || 550,
		response: known ? `550 ${status}` : "",
		command: reply ? "RCPT" : "",
	});
}

/** Reads a report on delivery (RFC 3464): its fields for each recipient, of whom our mails have one. */
function readDeliveryStatus(report: string, delivery: string): MailReport {
	const blocks = report.split(/\r?\n[ \t]*\r?\n/).map(readFields);
	const recipient = blocks.find((fields) => fields.has("action"));
	const action = recipient?.get("action")?.toLowerCase();
	if (action !== "failed") return { kind: action === "delayed" ? "delayed" : "other" };
	const [status = "", diagnostic = ""] = [recipient?.get("status"), recipient?.get("diagnostic-code")];
	// Exim writes 5.0.0 for everything, so what the server said is asked first where the status says nothing.
	const code = readCode(/^5\.0\.0/.test(status) ? [diagnostic, status] : [status, diagnostic]);
	const { reply } = readCode([diagnostic]);
	return {
		kind: "failed",
		delivery,
		state: finalState({ ...code, reply }, diagnostic),
		code: code.status || String(reply),
	};
}

/** What programs that write no report for machines begin with: qmail (QSBMF), and old Exim. */
const plainReport = /^(hi\. this is the|this message was created automatically by mail delivery software)/i;

/** Reads a report that is a text for people. The reason is in the paragraph after the recipient. */
function readPlainReport(text: string, delivery: string): MailReport {
	if (/^warning|still being tried|no action is required/im.test(text)) return { kind: "delayed" };
	// What follows this line is the mail that is returned.
	const [said = ""] = text.split(/^-{2,}.*(?:copy of (?:the|your) message|below this line)/im);
	const code = readCode(said.split(/\r?\n\r?\n|\n(?=\s*<?[^\s<>]+@)/).reverse());
	return { kind: "failed", delivery, state: finalState(code, said), code: code.status || String(code.reply || "none") };
}

const complaintTypes = new Set(["abuse", "fraud", "opt-out", "opt-out-list"]);

/** Whether a program sent a mail by itself (RFC 3834). Older programs say so in headers of their own, or in the subject. */
function isAutomatic(mail: Email): boolean {
	const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
	if (/^auto-(replied|generated|notified)/i.test(header("auto-submitted") ?? "")) return true;
	if (["x-autoreply", "x-autorespond", "x-autoresponder"].some((name) => header(name) !== undefined)) return true;
	if (/^auto_?reply$/i.test(header("precedence") ?? "")) return true;
	return /^(automatic reply|auto(matic)?[ -]?reply|out of (the )?office|ateb awtomatig|allan o'r swyddfa)\b/i.test(
		mail.subject ?? "",
	);
}

/**
 * Reads an event of a mail provider, by the name of its type and its texts. Believes it only if one names a delivery with its mark. What is
 * said to be temporary is followed by another event.
 */
export function readEventReport(type: string, texts: readonly string[]): MailReport {
	const delivery = findDelivery(texts);
	if (!delivery) return { kind: "other" };
	if (/complain|spam/i.test(type)) return { kind: "complaint", delivery };
	if (!/bounce|fail|reject|drop/i.test(type)) return { kind: "other" };
	if (/delay|defer|soft/i.test(type) || texts.some((text) => /^(?:transient|temporary|soft)/i.test(text)))
		return { kind: "delayed" };
	const code = readCode(texts);
	const state = finalState(code, texts.join(" "));
	return { kind: "failed", delivery, state, code: code.status || String(code.reply || "none") };
}

/** The parts that return our mail, or its headers. */
const returned = [
	"message/rfc822",
	"text/rfc822-headers",
	"message/rfc822-headers",
	"message/global",
	"message/global-headers",
];

/**
 * Reads a mail that came to the address for returned mail: a report on delivery (RFC 3464), a complaint (RFC 5965), or a reply that a
 * program wrote. Believes one only if it names a delivery with its mark, which nobody but its recipient has seen.
 */
export async function readMailReport(raw: Buffer): Promise<MailReport> {
	const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true }).catch(() => undefined);
	if (!mail) return { kind: "other" };
	const statuses = partsOf(mail, "message/delivery-status", "message/global-delivery-status");
	const [feedback] = partsOf(mail, "message/feedback-report");
	const text = mail.text ?? "";
	const isPlainReport = plainReport.test(text.trimStart());
	if (!feedback && statuses.length === 0 && !isPlainReport) return { kind: isAutomatic(mail) ? "auto-reply" : "other" };
	const delivery = findDelivery([...mail.headers.map(({ value }) => value), ...partsOf(mail, ...returned), text]);
	if (!delivery) return { kind: "other" };
	if (feedback) {
		const type = readFields(feedback).get("feedback-type")?.toLowerCase() ?? "";
		return complaintTypes.has(type) ? { kind: "complaint", delivery } : { kind: "other" };
	}
	const [status] = statuses;
	return status ? readDeliveryStatus(status, delivery) : readPlainReport(text, delivery);
}
