import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { env } from "../env";

/** The first character names the key, so that codes of older keys can go on working. */
const keyId = "1";

/** Returns sixteen hexadecimal digits that only this site can make for a subscription. IDENTIFIER_KEY stays as long as the database does. */
function signature(id: string): string {
	const key = hkdfSync("sha256", Buffer.from(env().IDENTIFIER_KEY, "base64"), "", "unsubscribe", 32);
	return createHmac("sha256", Buffer.from(key)).update(id).digest("hex").slice(0, 16);
}

/** Returns the code by which anybody who has an email of a subscription ends it. It never expires. */
export function unsubscribeCode(subscriptionId: string): string {
	return `${keyId}${subscriptionId.slice(4)}${signature(subscriptionId)}`;
}

/** Returns the subscription of a typed code; undefined if it is none of ours. Spaces, hyphens and capitals do not matter. */
export function readUnsubscribeCode(typed: string): string | undefined {
	const [, id, signed] = /^1([0-9a-z]{16})([0-9a-f]{16})$/.exec(typed.replace(/[\s-]/g, "").toLowerCase()) ?? [];
	if (!id || !signed) return undefined;
	const subscription = `sub_${id}`;
	return timingSafeEqual(Buffer.from(signed), Buffer.from(signature(subscription))) ? subscription : undefined;
}
