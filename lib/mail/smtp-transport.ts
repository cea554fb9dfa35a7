import type { Readable } from "node:stream";
import { createTransport, type Transporter } from "nodemailer";
import type MailMessage from "nodemailer/lib/mailer/mail-message";
import { env } from "../env";
import { organisation } from "../organisation";

let transport: Transporter | undefined;
let bulk: Transporter | undefined;

const timeouts = {
	connectionTimeout: 5_000,
	greetingTimeout: 5_000,
	dnsTimeout: 5_000,
	socketTimeout: 10_000,
	// Shorter than socketTimeout, so that an idle connection ends with QUIT.
	idleTimeout: 5_000,
};

/** Returns the signature that each mail gets, for the domain of its sender. Nothing where the mail server signs. */
function signature() {
	const { DKIM_PRIVATE_KEY: privateKey, DKIM_SELECTOR: keySelector } = env();
	if (!privateKey || !keySelector) return {};
	const { address } = organisation().senders[0] as { address: string };
	return { dkim: { domainName: address.slice(address.lastIndexOf("@") + 1), keySelector, privateKey } };
}

/**
 * Returns the pool of connections to the mail server. A server that is silent is given up within seconds. What SMTP_URL sets
 * in its query, such as `?maxConnections=3`, is used instead of a setting of the same name.
 */
export function smtpTransport(): Transporter {
	transport ??= createTransport({
		url: env().SMTP_URL,
		pool: true,
		// The worker sends as many mails at the same time as it has workers for them.
		maxConnections: Number.POSITIVE_INFINITY,
		...timeouts,
		...signature(),
		// The outbox keeps the mail and tries again; the pool tries once more if the server has closed an idle connection.
		maxRequeues: 1,
	}) as Transporter;
	return transport;
}

/** What `sendMail` is given to learn whether the server had asked for the text when a connection broke. */
export type TextTracking = { stream?: Readable };

/** Keeps the stream of a mail's text. It is first read when the server has answered DATA (RFC 5321, 4.1.1.4). */
function keepTextStream(mail: MailMessage, done: (error?: Error | null) => void): void {
	const create = mail.message.createReadStream.bind(mail.message);
	mail.message.createReadStream = (options) => {
		const stream = create(options);
		const { tracking } = mail.data as { tracking?: TextTracking };
		if (tracking) tracking.stream = stream;
		return stream;
	};
	done();
}

/**
 * Returns the pool for messages to many. It is apart from the pool of codes, so that a code never waits for a connection. It does
 * not send anything twice by itself.
 */
export function bulkTransport(): Transporter {
	if (bulk) return bulk;
	bulk = createTransport({
		url: env().SMTP_URL,
		pool: true,
		maxConnections: 10,
		maxMessages: 1_000,
		...timeouts,
		...signature(),
		// A server that filters mail may take its time after the text.
		socketTimeout: 30_000,
		maxRequeues: 0,
	}) as Transporter;
	bulk.use("stream", keepTextStream);
	return bulk;
}
