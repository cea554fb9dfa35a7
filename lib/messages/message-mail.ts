import { createTransport, type SendMailOptions } from "nodemailer";
import type { Locale } from "../i18n";
import { sendBulk, type TextTracking } from "../mail";
import { organisation } from "../organisation";
import { returnPath } from "./return-path";
import type { SentText } from "./schema";

/** The address from which messages are sent, with its name. */
const senderOf = () => organisation().senders[0] as { address: string; name: string };

/** What every mail of a message has in one language. */
function sharedParts(locale: Locale, { subject, text, html }: SentText): SendMailOptions {
	return {
		from: senderOf(),
		subject,
		text,
		html,
		headers: { "Auto-Submitted": "auto-generated", "Content-Language": locale, Precedence: "bulk" },
		disableFileAccess: true,
		disableUrlAccess: true,
	};
}

const composer = createTransport({ streamTransport: true, buffer: true });
const composed = new WeakMap<SentText, Promise<Buffer>>();
/** The header fields that differ from mail to mail. They are short here, so each is one line. */
const ownFields = /^(?:to|message-id|date):.*\r\n/gim;

/** Composes a text as a mail without the fields of one recipient, once: that is most of the work of sending a mail. */
function composeOnce(locale: Locale, sent: SentText): Promise<Buffer> {
	const done = composed.get(sent);
	if (done) return done;
	const to = "to@example.org";
	const composing = composer
		.sendMail({ ...sharedParts(locale, sent), to, messageId: "<id@example.org>", date: new Date(0) })
		.then(({ message }) => {
			const mail = message as Buffer;
			const end = mail.indexOf("\r\n\r\n") + 2;
			const fields = mail.subarray(0, end).toString("latin1").replace(ownFields, "");
			return Buffer.concat([Buffer.from(fields, "latin1"), mail.subarray(end)]);
		});
	composed.set(sent, composing);
	return composing;
}

/** Addresses that a header field holds as they are. nodemailer encodes the others. */
const plainAddress = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z\d.-]{1,255}$/i;

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
	const sender = senderOf().address;
	const messageId = `<${about.id}.${name}@${sender.slice(sender.lastIndexOf("@") + 1)}>`;
	const content: SendMailOptions = plainAddress.test(address)
		? {
				raw: Buffer.concat([
					Buffer.from(
						`To: ${address}\r\nMessage-ID: ${messageId}\r\nDate: ${new Date().toUTCString().replace("GMT", "+0000")}\r\n`,
						"latin1",
					),
					await composeOnce(locale, sent),
				]),
			}
		: { ...sharedParts(locale, sent), to: { address, name: "" }, messageId };
	await sendBulk({ ...content, envelope: { from: returnPath(name) ?? sender, to: address } }, tracking);
}
