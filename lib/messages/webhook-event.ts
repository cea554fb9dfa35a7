import { z } from "zod";
import { type MailReport, readEventReport, readMailReport } from "./mail-report";

const event = z.object({ type: z.string(), data: z.record(z.string(), z.unknown()) });

/** All texts of an event, however deep. */
function textsIn(value: unknown): string[] {
	if (typeof value === "string") return [value];
	return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/**
 * Reads an event: `data.mail` is a returned mail as it arrived, which is read as one of the mailbox; else the type says what happened,
 * and one of the texts names the delivery, as in the header Message-ID of its mail.
 */
export async function readEvent(body: string): Promise<MailReport> {
	let parsed: z.output<typeof event>;
	try {
		parsed = event.parse(JSON.parse(body));
	} catch {
		return { kind: "other" };
	}
	const { type, data } = parsed;
	// A mail in JSON is a text, or base64, because not every byte of a mail is one.
	if (typeof data.mail === "string")
		return readMailReport(Buffer.from(data.mail, /^[A-Za-z0-9+/\r\n]+={0,2}\s*$/.test(data.mail) ? "base64" : "utf8"));
	return readEventReport(type, textsIn(data));
}
