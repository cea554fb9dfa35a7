import type { Transaction } from "../database";
import { type Locale, translator } from "../i18n";
import { queueMail } from "../mail";
import { organisation } from "../organisation";

/**
 * Tells each address of a person that another one was added or taken off, so that a change somebody else made in their place
 * is noticed. The mail names no address and holds no link.
 */
export async function tellAddresses(
	tx: Transaction,
	locale: Locale,
	addresses: readonly string[],
	what: "added" | "removed",
): Promise<void> {
	const t = translator(locale, "mail");
	const { telephone, hours } = organisation().contacts.helpline;
	const text = [t(`addresses.${what}`), t("addresses.notYou", { telephone, hours: hours[locale] })].join("\n\n");
	for (const to of addresses)
		await queueMail(tx, { kind: "sign-in-changed", locale, to, subject: t("addresses.subject"), text });
}
