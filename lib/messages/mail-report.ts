import PostalMime, { type Email } from "postal-mime";
import { type FailedReport, isPlainReport, readPlainReport } from "./plain-report";
import { finalState, readCode } from "./report-reason";
import { findDelivery } from "./return-path";

/** What another mail program says of a mail of ours. Without a delivery it is about a mail that we did not send. */
export type MailReport =
	| ({ delivery: string } & FailedReport)
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

/** Returns what one recipient's fields of a report say was done. Without the field that says it, by the class of the status. */
function actionOf(fields: ReadonlyMap<string, string>): "failed" | "delayed" | "other" {
	const action = fields.get("action")?.toLowerCase() ?? "";
	if (action) return action.startsWith("fail") ? "failed" : action.startsWith("delay") ? "delayed" : "other";
	if (fields.has("will-retry-until")) return "delayed";
	const [said = ""] = /[245](?=\.\d)/.exec(fields.get("status") ?? "") ?? [];
	if (said) return said === "5" ? "failed" : said === "4" ? "delayed" : "other";
	return readCode([fields.get("diagnostic-code") ?? ""]).reply >= 500 ? "failed" : "other";
}

/** What OpenSMTPD says of a mail that it has given up, in a report that calls it delayed. */
const expired = /\benvelope expired\b/i;

/** Returns what the text for people says of a recipient: what stands behind the address, to the end of the paragraph. */
function reasonIn(text: string, recipient: string): string {
	const address = recipient.replace(/^[^;]*;/, "").replace(/[<>\s]/g, "");
	const at = address ? text.toLowerCase().indexOf(address.toLowerCase()) : -1;
	const [reason = ""] = at < 0 ? [] : text.slice(at + address.length, at + 2_000).split(/\r?\n[ \t]*\r?\n/);
	return reason;
}

/** Whether a status code says anything: 5.0.0 says only that it has failed. */
const isTelling = (status: string) => /^[45]\./.test(status) && !/^[45]\.0\.0$/.test(status);

/**
 * Returns the codes of a report. First those of the server that refused the mail, as it answered: the program that returns it often puts its own in
 * place of them.
 */
function codesOf(status: string, diagnostic: string): { status: string; reply: number } {
	const [answer, own] = [readCode([diagnostic]), readCode([status])];
	return isTelling(answer.status) || !isTelling(own.status) ? answer : { ...own, reply: answer.reply };
}

/**
 * Reads a report on delivery (RFC 3464): its fields for each recipient, and the text for people where they say nothing (Exim and OpenSMTPD). Our mails
 * have one recipient. Where its server sends on to several, one of whom may still get it, it has not failed.
 */
function readDeliveryStatus(reports: readonly string[], delivery: string, text: string): MailReport {
	const blocks = reports.flatMap((report) => report.split(/\r?\n[ \t]*\r?\n/)).map(readFields);
	const recipients = blocks.filter((fields) =>
		["action", "final-recipient", "status"].some((name) => fields.has(name)),
	);
	const actions = recipients.map(actionOf);
	const isGiven = ({ action = "" }: { action?: string | undefined }) => /^(deliver|relay)/i.test(action);
	if (recipients.some((fields) => isGiven({ action: fields.get("action") }))) return { kind: "other" };
	if (actions.includes("delayed") && !expired.test(text)) return { kind: "delayed" };
	const failed = recipients[actions.findIndex((action) => action !== "other")];
	if (!failed) return { kind: "other" };
	const field = (name: string) => failed.get(name) ?? blocks.find((fields) => fields.has(name))?.get(name) ?? "";
	const said = field("diagnostic-code") || reasonIn(text, field("final-recipient"));
	const code = codesOf(field("status"), said);
	return {
		kind: "failed",
		delivery,
		state: finalState(code, said),
		code: code.status || String(code.reply || "none"),
	};
}

const complaintTypes = new Set(["abuse", "fraud", "opt-out", "opt-out-list"]);

/** How mail programs begin the subject of an automatic reply, in English and in the languages that readers here may have. */
const awaySubject =
	/^(?:auto(?:matic)?[ -]?reply|(?:.{1,60} is )?out of (?:the )?office|away from|ateb awtomatig|allan o['’]r swyddfa|automatische antwort|abwesen|réponse automatique|absen(?:t|ce)|respuesta automática|fuera de la oficina|risposta automatica|automatisch antwoord|afwezig|automatyczna odpowiedź|autosvar|automatisk svar|automaattinen|poissa|resposta automática|ausente|automatická odpove[ďd]|automatická odpověď|răspuns automat|automatikus válasz|automatin|automātisk|otomatik yan|αυτόματη απάντηση|автомат|автом\.|freagra uathoib|freagairt fhèin|خودکار جواب|رد تلقائي|自动|自動)/iu;

/** Whether a program sent a mail by itself (RFC 3834). Older programs say so in headers of their own, or in the subject. */
function isAutomatic(mail: Email): boolean {
	const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
	if (/^auto-(replied|generated|notified)/i.test(header("auto-submitted") ?? "")) return true;
	if (["x-autoreply", "x-autorespond", "x-autoresponder"].some((name) => header(name) !== undefined)) return true;
	// procmail's recipes, and old programs; no person's mail is junk by its own word.
	if (/^(?:auto_?reply|junk)$/i.test(header("precedence") ?? "")) return true;
	return awaySubject.test(mail.subject ?? "");
}

/**
 * Reads an event of a mail provider, by the name of its type and its texts. Believes it only if one names a delivery with its mark. What is
 * said to be temporary is followed by another event.
 */
export function readEventReport(type: string, texts: readonly string[]): MailReport {
	const delivery = findDelivery(texts);
	if (!delivery) return { kind: "other" };
	if (/complain|spam/i.test(type))
		return texts.includes("not-spam") ? { kind: "other" } : { kind: "complaint", delivery };
	if (/delay|defer/i.test(type)) return { kind: "delayed" };
	if (!/bounce|fail|reject|drop|block|invalid|out.?of.?band/i.test(type)) return { kind: "other" };
	if (/soft/i.test(type) || texts.some((text) => /^(?:transient|temporary|soft)/i.test(text)))
		return { kind: "delayed" };
	const code = readCode(texts);
	const state = /invalid/i.test(type) ? "no-such-address" : finalState(code, texts.join(" "));
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

/** A report is short; what is longer returns our mail. */
const longestText = 20_000;

/** Returns the text of a mail, or of its HTML where a program wrote nothing else. */
function textOf({ text, html = "" }: Email): string {
	if (text?.trim()) return text.slice(0, longestText);
	const lines = html.slice(0, 5 * longestText).replace(/<(?:br|\/?(?:p|div|tr|li|h\d))\b[^<>]*>/gi, "\n");
	const signs: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&nbsp;": " ", "&#39;": "'" };
	const shown = lines.replace(/<[^<>]*>/g, " ").replace(/&(?:lt|gt|amp|nbsp|#39);/g, (sign) => signs[sign] ?? sign);
	return shown.slice(0, longestText);
}

/** Returns the reports on delivery of a mail. Some programs and gateways give theirs the type of a text. */
function statusesOf(mail: Email, text: string): string[] {
	const statuses = partsOf(mail, "message/delivery-status", "message/global-delivery-status", "text/delivery-status");
	const isReport = mail.headers.some(({ key, value }) => key === "content-type" && /^multipart\/report/i.test(value));
	const status = isReport ? /^(?:Reporting-MTA|Final-Recipient):[\s\S]*/im.exec(text)?.[0] : undefined;
	return statuses.length === 0 && status ? [status] : statuses;
}

/** Whether a mail is a complaint: a report (RFC 5965) of such a type, or Outlook.com's, which marks the mail that it returns. */
function isComplaint(feedback: string | undefined, originals: readonly string[]): boolean {
	const type = feedback === undefined ? "" : (readFields(feedback).get("feedback-type") ?? "");
	return complaintTypes.has(type.toLowerCase()) || originals.some((mail) => /^X-HmXmrOriginalRecipient:/im.test(mail));
}

/**
 * Reads a mail that came to the address for returned mail: a report on delivery (RFC 3464), a complaint (RFC 5965), or a reply that a
 * program wrote. Believes one only if it names a delivery with its mark, which nobody but its recipient has seen.
 */
export async function readMailReport(raw: Buffer): Promise<MailReport> {
	const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true }).catch(() => undefined);
	if (!mail) return { kind: "other" };
	const text = textOf(mail);
	const [statuses, originals] = [statusesOf(mail, text), partsOf(mail, ...returned)];
	const [feedback] = partsOf(mail, "message/feedback-report");
	const complained = isComplaint(feedback, originals);
	const hasFailed = mail.headers.some(({ key }) => key === "x-failed-recipients");
	const isReport = hasFailed || isPlainReport(`${mail.from?.name} ${mail.from?.address}`, text);
	const isReceipt = partsOf(mail, "message/disposition-notification").length > 0;
	if (!feedback && !complained && statuses.length === 0 && (!isReport || isReceipt))
		return { kind: isAutomatic(mail) && !isReceipt ? "auto-reply" : "other" };
	const said = [...statuses, ...(feedback ? [feedback] : []), text];
	const delivery = findDelivery([...mail.headers.map(({ value }) => value), ...originals, ...said]);
	if (!delivery) return { kind: "other" };
	if (feedback || complained) return complained ? { kind: "complaint", delivery } : { kind: "other" };
	if (statuses.length > 0) return readDeliveryStatus(statuses, delivery, text);
	const report = readPlainReport(mail.subject ?? "", text, hasFailed);
	return report.kind === "failed" ? { ...report, delivery } : report;
}
