/**
 * GOV.UK Notify by its HTTP API (docs.notifications.service.gov.uk/rest-api.html): hands over one email, text message or letter, and
 * asks what became of it. Decision 19 says why its Node client is not used.
 */
import { createHmac } from "node:crypto";
import { z } from "zod";
import { env } from "../env";
import { wholeAnswer } from "../whole-answer";

/** A service that says nothing for so long is given up, in milliseconds. */
const requestLimit = 30_000;

/** Why Notify refused a request. Its own text may quote the recipient, so only what it is about is kept. */
export class NotifyRefused extends Error {
	constructor(
		/** The status of the answer. */
		readonly status: number,
		/** Whether it is about the recipient's address or number, so that nobody else is refused for the same. */
		readonly aboutRecipient: boolean,
	) {
		super(`Notify answered ${status}`);
	}
}

/** Returns the token of one request: a JSON Web Token (RFC 7519) that Notify takes for 30 seconds. Throws if there is no key. */
function requestToken(): string {
	const { NOTIFY_API_KEY: key = "" } = env();
	// The key is the name that staff gave it, the service's id and the secret, with dashes between them. Ids have 36 characters.
	const [service, secret] = [key.slice(-73, -37), key.slice(-36)];
	const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
	const signed = `${encode({ typ: "JWT", alg: "HS256" })}.${encode({ iss: service, iat: Math.floor(Date.now() / 1_000) })}`;
	return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

/** Sends one request. Throws NotifyRefused, or fetch's error if no answer came: Notify may have taken it then. */
async function request(path: string, body?: object): Promise<unknown> {
	const asked = {
		method: body ? "POST" : "GET",
		headers: { authorization: `Bearer ${requestToken()}`, "content-type": "application/json" },
		...(body ? { body: JSON.stringify(body) } : {}),
	};
	const response = await wholeAnswer(`${env().NOTIFY_URL}${path}`, asked, requestLimit);
	if (response.ok) return response.json();
	const said = await response.text();
	const about = path.endsWith("/letter") ? /address|postcode/i : /"(?:email_address|phone_number) /;
	throw new NotifyRefused(response.status, response.status === 400 && about.test(said));
}

/** What is handed over: to whom, the values of the template's placeholders, and our name for it, which names nobody. */
type Notification = { to: string; template: string; personalisation: Record<string, string>; reference: string };

/** Hands over an email or a text message. */
export async function notify(kind: "email" | "sms", { to, template, ...rest }: Notification): Promise<void> {
	const recipient = kind === "email" ? { email_address: to } : { phone_number: to };
	await request(`/v2/notifications/${kind}`, { ...recipient, template_id: template, ...rest });
}

/** Hands over a letter, which Notify prints and posts. In: the lines of its address, the postcode last. */
export async function notifyLetter(lines: readonly string[], letter: Omit<Notification, "to">): Promise<void> {
	const { template, personalisation, reference } = letter;
	const address = Object.fromEntries(lines.map((line, at) => [`address_line_${at + 1}`, line]));
	await request("/v2/notifications/letter", {
		template_id: template,
		personalisation: { ...address, ...personalisation },
		reference,
	});
}

const answer = z.object({
	notifications: z.array(z.object({ status: z.string(), created_at: z.string() })),
});

/** Returns the newest status of what was handed over under a reference. Undefined if Notify has nothing, or nothing any more. */
export async function notifyStatus(reference: string): Promise<string | undefined> {
	const found = answer.parse(await request(`/v2/notifications?reference=${encodeURIComponent(reference)}`));
	return found.notifications.sort((one, other) => other.created_at.localeCompare(one.created_at))[0]?.status;
}
