import type { SendMailOptions } from "nodemailer";
import type { Locale } from "../i18n";
import { bulkTransport, type TextTracking } from "../mail";
import { organisation } from "../organisation";
import { returnPath } from "./return-path";
import type { SentText } from "./schema";

/** A mail whose server says nothing for so long is given up, in milliseconds. */
const sendLimit = 60_000;

/**
 * Sends one delivery of a message. Throws nodemailer's error. The mail's id and the address it is returned to hold the delivery's name,
 * the same at every attempt.
 */
export async function sendOne(
	about: { id: string; kind: string },
	name: string,
	locale: Locale,
	sent: SentText,
	address: string,
	tracking: TextTracking = {},
): Promise<void> {
	const { address: sender, name: senderName } = organisation().senders[0] as { address: string; name: string };
	const mail: SendMailOptions & { tracking: TextTracking } = {
		from: { address: sender, name: senderName },
		to: { address, name: "" },
		envelope: { from: returnPath(name) ?? sender, to: address },
		subject: sent.subject,
		text: sent.text,
		html: sent.html,
		messageId: `<${about.id}.${name}@${sender.slice(sender.lastIndexOf("@") + 1)}>`,
		headers: { "Auto-Submitted": "auto-generated", "Content-Language": locale, Precedence: "bulk" },
		disableFileAccess: true,
		disableUrlAccess: true,
		signal: AbortSignal.timeout(sendLimit),
		tracking,
	};
	await bulkTransport().sendMail(mail);
}
