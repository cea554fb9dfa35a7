import { type Locale, translator } from "../i18n";
import { organisation } from "../organisation";

/**
 * Returns the plain text of a mail: its text, then the sender, how to check it, and the helpline.
 * Throws if the text holds a link, because our guidance tells people not to follow links in mail.
 */
export function mailText(locale: Locale, text: string): string {
	if (/:\/\/|www\./i.test(text)) throw new Error("a mail must not hold a link");
	const t = translator(locale, "mail");
	const { name, contacts } = organisation();
	const footer = [
		name[locale],
		t("noLinks"),
		t("checkIt"),
		t("helpline", { telephone: contacts.helpline.telephone, hours: contacts.helpline.hours[locale] }),
	];
	return `${text.trim()}\n\n-- \n${footer.join("\n\n")}\n`;
}
