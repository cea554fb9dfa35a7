import type { SendMailOptions } from "nodemailer";
import type { Locale } from "../i18n";
import { bulkTransport, type TextTracking } from "../mail";
import { organisation } from "../organisation";
import type { SentText } from "./schema";

/** A mail whose server says nothing for so long is given up, in milliseconds. */
const sendLimit = 60_000;

/** Sends one delivery of a message. Throws nodemailer's error. The mail's id is the same at every attempt. */
export async function sendOne(
	about: { id: string; kind: string },
	deliveryId: string,
	locale: Locale,
	sent: SentText,
	address: string,
	tracking: TextTracking = {},
): Promise<void> {
	const { address: sender, name } = organisation().senders[0] as { address: string; name: string };
	const mail: SendMailOptions & { tracking: TextTracking } = {
		from: { address: sender, name },
		to: { address, name: "" },
		subject: sent.subject,
		text: sent.text,
		html: sent.html,
		messageId: `<${about.id}.${deliveryId}@${sender.slice(sender.lastIndexOf("@") + 1)}>`,
		headers: { "Auto-Submitted": "auto-generated", "Content-Language": locale, Precedence: "bulk" },
		disableFileAccess: true,
		disableUrlAccess: true,
		signal: AbortSignal.timeout(sendLimit),
		tracking,
	};
	await bulkTransport().sendMail(mail);
}
