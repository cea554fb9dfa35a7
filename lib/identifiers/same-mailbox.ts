/** Which addresses are one mailbox. */

/**
 * Returns the mailbox of a normalised address, for its fingerprint. Gmail has two domains for one mailbox and ignores dots
 * (support.google.com/mail/answer/7436150). Other providers distinguish dots. Keeps plus tags, because their mail may be separate.
 */
export function mailboxOf(address: string): string {
	if (!address.endsWith("mail.com")) return address;
	const at = address.lastIndexOf("@");
	const domain = address.slice(at + 1);
	if (domain !== "gmail.com" && domain !== "googlemail.com") return address;
	const [user = "", ...tags] = address.slice(0, at).split("+");
	const bare = user.replaceAll(".", "");
	return bare ? `${[bare, ...tags].join("+")}@gmail.com` : address;
}

/** Returns a normalised address without its plus tag. For limits only: mail to tags of one mailbox is read by one person. */
export function withoutTag(address: string): string {
	const at = address.lastIndexOf("@");
	const tag = address.indexOf("+");
	return tag > 0 && tag < at ? address.slice(0, tag) + address.slice(at) : address;
}
