import { createHmac, timingSafeEqual } from "node:crypto";

/** What a webhook says of itself (Standard Webhooks): its id, when it was sent in seconds, and its signatures. */
export type WebhookHeaders = { id: string; timestamp: string; signature: string };

/** How many seconds a webhook's time may be away from that of its arrival. */
const tolerance = 300;

/** The key of a secret, which is written as "whsec_" and base64. */
const keyOf = (secret: string) => Buffer.from(secret.replace(/^whsec_/, ""), "base64");

/**
 * Whether a webhook is signed with one of several secrets (HMAC-SHA256 over its id, time and body, "v1"), and arrived when it was sent.
 * Several signatures or secrets are there while a secret is replaced.
 */
export function isSigned(
	{ id, timestamp, signature }: WebhookHeaders,
	body: string | Buffer,
	secrets: readonly string[],
	receivedAt: Date,
): boolean {
	if (!/^\d{1,12}$/.test(timestamp)) return false;
	if (Math.abs(receivedAt.getTime() / 1_000 - Number(timestamp)) > tolerance) return false;
	const given = signature
		.split(" ")
		.filter((part) => part.startsWith("v1,"))
		.map((part) => Buffer.from(part.slice(3), "base64"));
	return secrets.some((secret) => {
		const expected = createHmac("sha256", keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest();
		return given.some((each) => each.length === expected.length && timingSafeEqual(each, expected));
	});
}
