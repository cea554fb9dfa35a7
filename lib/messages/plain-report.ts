/** Reports on delivery that are a text for people, without the part for machines. */
import { finalState, readCode } from "./report-reason";
import type { DeliveryState } from "./schema";

/** That a mail was given up, and why. */
export type FailedReport = { kind: "failed"; state: DeliveryState; code: string };

/** What programs that write no report for machines begin with: qmail (QSBMF), and old Exim. */
const plainReport = /^(hi\. this is the|this message was created automatically by mail delivery software)/i;
/** Whom programs that return mail call themselves. */
const daemon =
	/mailer-?daemon|mail[ -]?daemon|postmaster|mail delivery (sub)?system|mail router|system administrator|microsoftexchange/i;
/** Whether a mail is a report for people, by its beginning or by who it says it is from. */
export const isPlainReport = (from: string, text: string) => plainReport.test(text.trimStart()) || daemon.test(from);

/** Words of a report that a mail is still being tried, in English and in the languages of servers nearby. */
const stillTried =
	/\bdelayed\b|\(delay\)|still being tried|no action is required|not need to resend|^[ \t*]{0,20}warning\b|will (?:be retried|keep trying|continue to|retry)|delivery incomplete|temporary problem|not yet been delivered|noch nicht zugestellt|verzögert|verzögerung|retardée?|en attente|gohirio|gohiriwyd|oedi|aplazad|retrasad/im;
/** Words of a report that nothing more is tried. */
const givenUp =
	/\bpermanent|given up|giving up|not going to try again|timeout exceeded|(?:has been|will be) deleted|too long|expired|returned mail|undeliver|failure notice|delivery (?:has )?fail|failed to deliver|unable to deliver|(?:was|were)(?: not|n['’]t) delivered|status notification \(failure\)|address not found|could(?: not|n['’]t) be delivered|unzustellbar|nicht zugestellt werden|non remis|échec|n['’]a pas pu être|methwyd|no se pudo/i;
/** What follows such a line is the mail that is returned. Bounded, because a line of signs alone would be tried in all its divisions. */
const copyBelow =
	/^[-_ ]{2,60}.{0,200}?(?:copy of (?:the|your) message|below this line|original message|returned message|unsent message|message header|nachricht|message d['’]origine).*/im;

/**
 * Reads a report that is a text for people. The reason is in the paragraph after the recipient. A temporary refusal is one of a mail that
 * is still being tried, unless the report says that it is not. `failed` is whether a header says so.
 */
export function readPlainReport(
	subject: string,
	text: string,
	failed: boolean,
): FailedReport | { kind: "delayed" | "other" } {
	const [said = ""] = text.split(copyBelow);
	if (stillTried.test(`${subject}\n${said}`)) return { kind: "delayed" };
	const code = readCode(said.split(/\r?\n\r?\n|\n(?=[ \t]*<?[^\s<>]+@)/).reverse());
	const isFinal = failed || givenUp.test(`${subject}\n${said}`);
	const isTemporary = code.status.startsWith("4") || (!code.status && code.reply > 0 && code.reply < 500);
	if (isTemporary && !isFinal) return { kind: "delayed" };
	if (!code.status && !code.reply && !isFinal) return { kind: "other" };
	return { kind: "failed", state: finalState(code, said), code: code.status || String(code.reply || "none") };
}
