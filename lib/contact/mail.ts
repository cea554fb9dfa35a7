import type { Transaction } from "../database";
import { type Locale, translator } from "../i18n";
import { queueMail } from "../mail";
import { organisation } from "../organisation";

/** Mails an address that it is no longer used, so that its owner notices a change by somebody else. */
export async function mailOldAddress(
	tx: Transaction,
	locale: Locale,
	to: string,
	what: "changed" | "removed",
): Promise<void> {
	const t = translator(locale, "mail");
	const { telephone, hours } = organisation().contacts.helpline;
	const text = [t(`contactAddress.${what}`), t("contactAddress.notYou", { telephone, hours: hours[locale] })].join(
		"\n\n",
	);
	await queueMail(tx, { kind: "address-changed", locale, to, subject: t("contactAddress.subject"), text });
}
