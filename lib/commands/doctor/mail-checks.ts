import { isIP } from "node:net";
import { parseConnectionUrl } from "nodemailer/lib/shared";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { checking, type Finding, notChecked, ok, warning, wrong } from "./check-finding";

const timeouts = { connectionTimeout: 5_000, greetingTimeout: 5_000, dnsTimeout: 5_000, socketTimeout: 5_000 };

/** Returns the host of the mail server. */
export const relayHost = (smtpUrl: string): string => new URL(smtpUrl).hostname.replace(/^\[|\]$/g, "");

/** Greets the mail server as the worker does: EHLO, STARTTLS if it is offered, and the password. Sends nothing. */
async function greet(url: string): Promise<{ encrypted: boolean }> {
	const options = parseConnectionUrl(url);
	const connection = new SMTPConnection({ ...options, ...timeouts });
	try {
		return await new Promise((resolve, reject) => {
			const finish = (error?: Error | null) => (error ? reject(error) : resolve({ encrypted: connection.secure }));
			connection.once("error", reject);
			connection.connect((error) => {
				const { user = "", pass = "" } = (options.auth as { user?: string; pass?: string } | undefined) ?? {};
				if (error || !user) return finish(error);
				connection.login({ credentials: { user, pass } }, finish);
			});
		});
	} finally {
		connection.on("error", () => {});
		connection.quit();
	}
}

const relay = "check host, port, user, password and certificate; without mail nobody gets a code";

/** Checks the mail server of SMTP_URL. */
export async function mailServerChecks(url: string | undefined): Promise<Finding[]> {
	if (!url) return [notChecked("mail server", "SMTP_URL is not set here")];
	return checking("mail server", relay, async () => {
		const host = relayHost(url);
		const { encrypted } = await greet(url);
		const greeted = ok("mail server", new URL(url).username ? "greets, and takes the password" : "greets");
		if (encrypted) return [greeted, ok("mail server's encryption", "TLS, with a certificate for its name")];
		const local = host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
		const says = "no STARTTLS: codes cross the network in the clear";
		if (local) return [greeted, ok("mail server's encryption", "none, on this machine")];
		const todo = "use smtps:// or a port with STARTTLS";
		return [greeted, (new URL(url).password ? wrong : warning)("mail server's encryption", says, todo)];
	});
}
