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
	const t = translator(locale, "preferences");
	const { helpline } = organisation().contacts;
	await queueMail(tx, {
		kind: "address-changed",
		locale,
		to,
		subject: t("told.subject"),
		text: [t(`told.${what}`), t("told.notYou", { telephone: helpline.telephone, hours: helpline.hours[locale] })].join(
			"\n\n",
		),
	});
}
