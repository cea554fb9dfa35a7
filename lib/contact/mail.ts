import type { Transaction } from "../database";
import { type Locale, translator } from "../i18n";
import { queueMail } from "../mail";
import { organisation } from "../organisation";

/** Tells an address that it is no longer the one in use, so that a change somebody else made is noticed. */
export async function tellOldAddress(
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
