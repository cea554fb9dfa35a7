import type { Readable } from "node:stream";
import { createTransport, type SendMailOptions, type Transporter } from "nodemailer";
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

/** What `sendBulk` says of a mail that failed: whether the server had asked for its text. */
export type TextTracking = { isTextBegun?: boolean };

/** The stream of a mail's text while the mail is being sent. It is first read when the server has answered DATA (RFC 5321, 4.1.1.4). */
type TextStream = { stream?: Readable | undefined };

function keepTextStream(mail: MailMessage, done: (error?: Error | null) => void): void {
	const create = mail.message.createReadStream.bind(mail.message);
	mail.message.createReadStream = (options) => {
		const stream = create(options);
		const { textStream } = mail.data as { textStream?: TextStream };
		if (textStream) textStream.stream = stream;
		return stream;
	};
	done();
}

/**
 * Sends a mail over a pool, and gives it up after some milliseconds. Throws nodemailer's error. The timer ends with the mail: one of
 * AbortSignal.timeout keeps its signal until the time is over, which is a minute's signals of a message to many.
 */
export async function sendWithin(pool: Transporter, milliseconds: number, mail: SendMailOptions): Promise<void> {
	const limit = new AbortController();
	const timer = setTimeout(() => limit.abort(), milliseconds);
	try {
		await pool.sendMail({ ...mail, signal: limit.signal });
	} finally {
		clearTimeout(timer);
	}
}

/**
 * Returns the pool for messages to many. It is apart from the pool of codes, so that a code never waits for a connection. It does
 * not send anything twice by itself.
 */
function bulkTransport(): Transporter {
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

/** A mail of a message to many whose server says nothing for so long is given up, in milliseconds. */
const bulkLimit = 60_000;

/**
 * Sends a mail of a message to many. Throws nodemailer's error. Lets go of the mail's stream at its end: with it, five times as much of each
 * mail would stay in memory until the next full collection (13 kB beside 2.7).
 */
export async function sendBulk(mail: SendMailOptions, tracking: TextTracking): Promise<void> {
	const textStream: TextStream = {};
	const observed: SendMailOptions & { textStream: TextStream } = { ...mail, textStream };
	try {
		await sendWithin(bulkTransport(), bulkLimit, observed);
	} finally {
		tracking.isTextBegun = textStream.stream?.readableDidRead === true;
		textStream.stream = undefined;
	}
}
