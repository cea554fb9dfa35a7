/** Unsubscribing by an email, for mail programs that send one (RFC 2369). It comes to the address for returned mail. */
import PostalMime from "postal-mime";
import { env } from "../env";
import { unsubscribe } from "./subscribe-address";

const prefix = "unsubscribe-";

/** The headers that name whom a mail came to, as its writer and as mail servers write them. */
const recipientHeaders = new Set(["to", "delivered-to", "x-original-to", "envelope-to"]);

/**
 * Returns the address to which a mail ends the subscription of a code: `bounces+unsubscribe-CODE@example.org` for BOUNCE_ADDRESS
 * bounces@example.org. Undefined without that setting: nobody would read it.
 */
export const unsubscribeAddress = (code: string) => env().BOUNCE_ADDRESS?.replace("@", `+${prefix}${code}@`);

/**
 * Ends the subscription that a mail names, and returns whether it was sent to end one. A returned mail of ours also holds such an
 * address, so that only whom the mail itself came to counts.
 */
export async function unsubscribeByMail(raw: Buffer): Promise<boolean> {
	const mail = await PostalMime.parse(raw).catch(() => undefined);
	const recipients = mail?.headers.filter(({ key }) => recipientHeaders.has(key)) ?? [];
	for (const { value } of recipients) {
		const [, code] = new RegExp(`\\+${prefix}([0-9a-z]+)@`, "i").exec(value) ?? [];
		if (code && (await unsubscribe(code)).ok) return true;
	}
	return false;
}
