/**
 * Web Push (RFC 8030) without a payload, signed with VAPID (RFC 8292). A browser's push service wakes it up, and the script of the
 * browser says that there is news. Nothing is encrypted, because nothing is said: so node:crypto is all that this needs.
 */
import { createECDH, createPrivateKey, type KeyObject, sign } from "node:crypto";
import { env } from "../env";
import { organisation } from "../organisation";

/** The push services of Chrome and Edge on Android, Firefox, Safari, and Edge on Windows. A subscription with another is refused. */
const knownServices = [
	"https://fcm.googleapis.com",
	"https://*.push.services.mozilla.com",
	"https://*.push.apple.com",
	"https://*.notify.windows.com",
];

/** Whether an address is one of a push service, so that nobody makes the worker ask other servers. */
export function isPushAddress(address: string): boolean {
	if (address.length > 1_000 || !URL.canParse(address)) return false;
	const { origin, username, password, hash } = new URL(address);
	if (username || password || hash) return false;
	return (env().PUSH_SERVICES ?? knownServices).some((service) => {
		const [scheme = "", host = ""] = service.split("*");
		return host ? origin.startsWith(scheme) && origin.endsWith(host) : origin === service;
	});
}

/** The public key by which browsers subscribe, in base64url. Undefined if the site sends no notifications. */
export const pushKey = (): string | undefined => env().VAPID_PUBLIC_KEY;

/** Returns the public key of a private one, both in base64url. */
export function publicKeyOf(privateKey: string): string {
	const pair = createECDH("prime256v1");
	pair.setPrivateKey(Buffer.from(privateKey, "base64url"));
	return pair.getPublicKey().toString("base64url");
}

/** The worker's keys: undefined if the site sends no notifications. */
export function signingKeys(): { publicKey: string; key: KeyObject } | undefined {
	const { VAPID_PRIVATE_KEY: d } = env();
	if (!d) return undefined;
	const publicKey = publicKeyOf(d);
	const point = Buffer.from(publicKey, "base64url");
	const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url")) as [
		string,
		string,
	];
	const key = createPrivateKey({ key: { kty: "EC", crv: "P-256", d, x, y }, format: "jwk" });
	return { publicKey, key };
}

/** How long a signature holds, in seconds. Push services refuse more than a day. */
const validSeconds = 12 * 3_600;
/** How long a push service keeps the notification for a browser that is off, in seconds. */
const keptSeconds = 3 * 86_400;
const answerWithin = 10_000;

/** Returns the Authorization header for a push service: a JSON Web Token signed with ES256 (RFC 7518). */
function authorization(address: string, { publicKey, key }: NonNullable<ReturnType<typeof signingKeys>>): string {
	const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");
	const expires = Math.floor(Date.now() / 1_000) + validSeconds;
	const contact = `mailto:${organisation().senders[0]?.address}`;
	const claims = { aud: new URL(address).origin, exp: expires, sub: contact };
	const signed = `${encode({ typ: "JWT", alg: "ES256" })}.${encode(claims)}`;
	const signature = sign("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" }).toString("base64url");
	return `vapid t=${signed}.${signature}, k=${publicKey}`;
}

/** What became of a notification: the service has it, the subscription is over, or it may be tried again. */
type PushOutcome = "taken" | "gone" | "later";

/** The code of an address whose host does not exist, as far as the names that this network knows go. */
export const noHost = "no-host";

/** Asks a push service to wake up a browser. A new notification replaces one that the browser has not seen. */
export async function wake(
	address: string,
	keys: NonNullable<ReturnType<typeof signingKeys>>,
): Promise<{ outcome: PushOutcome; code: string }> {
	if (!isPushAddress(address)) return { outcome: "gone", code: "not-a-service" };
	try {
		const { status, body } = await fetch(address, {
			method: "POST",
			headers: {
				Authorization: authorization(address, keys),
				TTL: String(keptSeconds),
				Topic: "news",
				Urgency: "normal",
				"Content-Length": "0",
			},
			redirect: "error",
			signal: AbortSignal.timeout(answerWithin),
		});
		await body?.cancel();
		if (status >= 200 && status < 300) return { outcome: "taken", code: String(status) };
		return { outcome: status === 404 || status === 410 ? "gone" : "later", code: String(status) };
	} catch (error) {
		const cause = error instanceof Error && error.cause instanceof Error && "code" in error.cause && error.cause.code;
		return { outcome: "later", code: cause === "ENOTFOUND" ? noHost : "no-answer" };
	}
}
