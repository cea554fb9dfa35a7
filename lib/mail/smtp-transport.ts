import { createTransport, type Transporter } from "nodemailer";
import { env } from "../env";

let transport: Transporter | undefined;

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
		connectionTimeout: 5_000,
		greetingTimeout: 5_000,
		dnsTimeout: 5_000,
		socketTimeout: 10_000,
		// Shorter than socketTimeout, so that an idle connection ends with QUIT.
		idleTimeout: 5_000,
		// The outbox keeps the mail and tries again; the pool tries once more if the server has closed an idle connection.
		maxRequeues: 1,
	}) as Transporter;
	return transport;
}
