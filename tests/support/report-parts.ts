/** The parts of an invented report of returned mail, as mail programs write them. The lines end as a test says. */
export type ReportKind =
	| "no-such-address"
	| "not-accepting"
	| "failed"
	| "complaint"
	| "delayed"
	| "auto-reply"
	| "other";

/** Returns a text with the line ends of mail, or bytes, in base64, in lines of 76 letters. */
export const base64 = (text: string | Buffer) =>
	(
		Buffer.from(typeof text === "string" ? text.replace(/\n/g, "\r\n") : text)
			.toString("base64")
			.match(/.{1,76}/g) ?? []
	).join("\n");

/** A mail of several parts. */
export const parts = (headers: string, type: string, ...bodies: string[]) =>
	`${headers}\nMIME-Version: 1.0\nContent-Type: multipart/${type}; boundary="=_b"\n\n${bodies.map((body) => `--=_b\n${body}\n`).join("\n")}\n--=_b--\n`;
export const report = (headers: string, ...bodies: string[]) =>
	parts(headers, "report; report-type=delivery-status", ...bodies);

/** The headers of a report. `name` is the name of a delivery as our mail had it. */
export const from = (sender: string, subject: string, name: string) =>
	`Return-Path: <>\nFrom: ${sender}\nTo: bounces+${name}@check.example\nSubject: ${subject}\nDate: Sat, 28 Nov 2026 10:00:00 +0000`;

/** The part for programs (RFC 3464). */
export const status = (fields: string, head = "Reporting-MTA: dns; mx.gone.example") =>
	`Content-Type: message/delivery-status\n\n${head}\n\n${fields}`;
export const failed = (code: string, said: string) =>
	status(`Final-Recipient: rfc822; reader@gone.example\nAction: failed\nStatus: ${code}\nDiagnostic-Code: ${said}`);

export const plain = (text: string, charset = "utf-8") => `Content-Type: text/plain; charset=${charset}\n\n${text}`;
/** A mail of one text. */
export const text = (headers: string, body: string, type = "text/plain; charset=utf-8") =>
	`${headers}\nContent-Type: ${type}\n\n${body}\n`;
