/** The address that mail programs return a mail to. It names the delivery, so that a report about it can be believed. */
import { env } from "../env";
import { markOf } from "../identifiers";

/** Returns the name of a delivery outside the site: its number and a mark that only we can make. */
export const deliveryName = (id: string) => `${BigInt(id).toString(36)}-${markOf("delivery", id).toString("hex")}`;

const names = /(?<![0-9a-z])([0-9a-z]{1,13})-([0-9a-f]{16})(?![0-9a-z])/gi;

/** Returns the number of the first delivery that one of the texts names. A name with another mark is none of ours. */
export function findDelivery(texts: Iterable<string>): string | undefined {
	for (const text of texts)
		for (const [name, number = ""] of text.matchAll(names)) {
			const id = String(
				[...number.toLowerCase()].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n),
			);
			if (deliveryName(id) === name.toLowerCase()) return id;
		}
	return undefined;
}

/**
 * Returns the address that one delivery is returned to: `bounces+NAME@example.org` for BOUNCE_ADDRESS bounces@example.org. Undefined
 * without that setting: mail is then returned to the sender's address.
 */
export const returnPath = (name: string) => env().BOUNCE_ADDRESS?.replace("@", `+${name}@`);
