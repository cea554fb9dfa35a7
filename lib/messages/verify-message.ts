import { referencesIn } from "./message-reference";
import { judgePasted, type PastedVerdict } from "./pasted-verdict";
import { messageByReference, publicMessages } from "./public-queries";
import type { PublicMessage } from "./schema";

/** How many pages of messages are compared, newest first. */
const comparedPages = 5;

/** Compares a pasted text with the messages we sent: first those whose reference it has, then the newest hundred. */
export async function verifyPasted(pasted: string): Promise<PastedVerdict> {
	const named = await Promise.all(referencesIn(pasted).slice(0, 3).map(messageByReference));
	const candidates = new Map<string, PublicMessage>();
	for (const found of named) if (typeof found === "object") candidates.set(found.reference, found);
	for (let page = 1, pages = 1; page <= Math.min(pages, comparedPages); page++) {
		const found = await publicMessages(page);
		pages = found.pages;
		for (const message of found.messages)
			if (!candidates.has(message.reference)) candidates.set(message.reference, message);
	}
	return judgePasted([...candidates.values()], pasted);
}
