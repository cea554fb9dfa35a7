/**
 * GOV.UK Notify by its own client for Node: hands over one email, text message or letter, and asks what became of it. The client makes tokens,
 * addresses and bodies; the requests are sent by `wholeAnswer` in place of its axios. Decision 26 says why.
 */
import type { NotifyClient } from "notifications-node-client";
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

/** What the client asks for: a request, as axios takes it. */
const asked = z.object({
	method: z.enum(["get", "post"]),
	url: z.string(),
	headers: z.record(z.string(), z.string()),
	data: z.unknown().optional(),
});

/**
 * Sends one request of the client. It follows no redirect and no proxy of the environment. Throws NotifyRefused, which holds nothing of the request, or
 * fetch's error if no answer came: Notify may have taken it then.
 */
async function sendRequest(request: unknown): Promise<{ data: unknown }> {
	const { method, url, headers, data } = asked.parse(request);
	const sent = {
		method: method.toUpperCase(),
		headers: { ...headers, "content-type": "application/json" },
		...(data === undefined ? {} : { body: JSON.stringify(data) }),
	};
	const response = await wholeAnswer(url, sent, requestLimit);
	if (response.ok) return { data: await response.json() };
	const about = url.endsWith("/letter") ? /address|postcode/i : /"(?:email_address|phone_number) /;
	throw new NotifyRefused(response.status, response.status === 400 && about.test(await response.text()));
}

/** Returns a client with the key of this process. It is loaded where it is needed, because it takes 20 MB with its axios. */
async function notifyClient(): Promise<NotifyClient> {
	const { default: notifications } = await import("notifications-node-client");
	const { NOTIFY_URL, NOTIFY_API_KEY = "" } = env();
	const client = new notifications.NotifyClient(NOTIFY_URL, NOTIFY_API_KEY);
	// It calls the instance of axios that it is given as a function, and nothing else of it.
	client.setClient(sendRequest as unknown as Parameters<NotifyClient["setClient"]>[0]);
	return client;
}

/** What is handed over: to whom, the values of the template's placeholders, and our name for it, which names nobody. */
type Notification = { to: string; template: string; personalisation: Record<string, string>; reference: string };

/** Hands over an email or a text message. */
export async function notify(kind: "email" | "sms", { to, template, ...rest }: Notification): Promise<void> {
	const client = await notifyClient();
	await (kind === "email" ? client.sendEmail(template, to, rest) : client.sendSms(template, to, rest));
}

/** Hands over a letter, which Notify prints and posts. In: the lines of its address, the postcode last. */
export async function notifyLetter(lines: readonly string[], letter: Omit<Notification, "to">): Promise<void> {
	const { template, personalisation, reference } = letter;
	const address = Object.fromEntries(lines.map((line, at) => [`address_line_${at + 1}`, line]));
	await (await notifyClient()).sendLetter(template, { personalisation: { ...address, ...personalisation }, reference });
}

const answer = z.object({
	notifications: z.array(z.object({ status: z.string(), created_at: z.string() })),
});

/** Returns the newest status of what was handed over under a reference. Undefined if Notify has nothing, or nothing any more. */
export async function notifyStatus(reference: string): Promise<string | undefined> {
	const { data } = await (await notifyClient()).getNotifications(undefined, undefined, reference);
	const found = answer.parse(data);
	return found.notifications.sort((one, other) => other.created_at.localeCompare(one.created_at))[0]?.status;
}
