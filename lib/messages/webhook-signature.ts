import { createHmac, createPublicKey, timingSafeEqual, verify } from "node:crypto";

/** What a webhook says of itself (Standard Webhooks): its id, when it was sent in seconds, and its signatures. */
export type WebhookHeaders = { id: string; timestamp: string; signature: string };

/** How many seconds a webhook's time may be away from that of its arrival. */
const tolerance = 300;

/** Returns the bytes of a secret ("whsec_") or of a public key ("whpk_"), which are written in base64. */
const bytesOf = (key: string) => Buffer.from(key.replace(/^wh(?:sec|pk)_/, ""), "base64");

/** Returns the signatures of one version, each with that before a comma. */
const signaturesOf = (signature: string, version: "v1" | "v1a") =>
	signature
		.split(" ")
		.filter((part) => part.startsWith(`${version},`))
		.map((part) => Buffer.from(part.slice(version.length + 1), "base64"));

/** Whether one of the signatures was made with the private half of a key (Ed25519, "v1a"). */
function isSignedFor(key: string, signatures: readonly Buffer[], signed: Buffer): boolean {
	const publicKey = createPublicKey({
		key: { kty: "OKP", crv: "Ed25519", x: bytesOf(key).toString("base64url") },
		format: "jwk",
	});
	return signatures.some((each) => each.length === 64 && verify(null, signed, publicKey, each));
}

/**
 * Whether a webhook is signed with one of several secrets (HMAC-SHA256 over its id, time and body, "v1") or for one of several public keys, and
 * arrived when it was sent. Several signatures or keys are there while a key is replaced.
 */
export function isSigned(
	{ id, timestamp, signature }: WebhookHeaders,
	body: string | Buffer,
	keys: readonly string[],
	receivedAt: Date,
): boolean {
	if (!/^\d{1,12}$/.test(timestamp)) return false;
	if (Math.abs(receivedAt.getTime() / 1_000 - Number(timestamp)) > tolerance) return false;
	const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), Buffer.from(body)]);
	const [shared, asymmetric] = [signaturesOf(signature, "v1"), signaturesOf(signature, "v1a")];
	return keys.some((key) => {
		if (key.startsWith("whpk_")) return isSignedFor(key, asymmetric, signed);
		const expected = createHmac("sha256", bytesOf(key)).update(signed).digest();
		return shared.some((each) => each.length === expected.length && timingSafeEqual(each, expected));
	});
}
