import { type Locale, translator } from "../i18n";
import { organisation } from "../organisation";

/**
 * The plain text of a mail: what it says, then who it is from, how to check that, and the helpline.
 * Our mail never holds a link, because our guidance tells people not to follow links in mail: a text with one throws.
 */
export function mailText(locale: Locale, text: string): string {
	if (/:\/\/|www\./i.test(text)) throw new Error("a mail must not hold a link");
	const t = translator(locale, "mail");
	const { name, contacts } = organisation();
	const foot = [
		name[locale],
		t("noLinks"),
		t("checkIt"),
		t("helpline", { telephone: contacts.helpline.telephone, hours: contacts.helpline.hours[locale] }),
	];
	return `${text.trim()}\n\n-- \n${foot.join("\n\n")}\n`;
}
