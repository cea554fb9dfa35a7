import { type Locale, translator } from "../i18n";
import { organisation } from "../organisation";

/** The characters of one place in a text message (GSM 03.38). Any other makes all of them cost twice their room. */
const gsm = new Set(
	"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** The most characters of one text message. */
const longest = 160;

/** Writes a text with the characters of text messages alone. Marks over letters are left out, as in "ŵ". */
const toGsm = (text: string) =>
	[...text.replace(/[\u2018\u2019]/g, "'").replace(/[\u2010-\u2015]/g, "-")]
		.map((character) => (gsm.has(character) ? character : character.normalize("NFD").replace(/\p{M}/gu, "")))
		.filter((character) => gsm.has(character))
		.join("");

/**
 * Returns the text message of a message in one language: that there is one, its reference, and the helpline. It says nothing to others
 * who see a locked phone, and has no address of a website, because phones make links of those. Without the organisation's name if it would be too
 * long: whoever sends texts shows a name of their own before them.
 */
export function textMessage(locale: Locale, reference: string): string {
	const t = translator(locale, "message");
	const { name, contacts } = organisation();
	const said = toGsm(t("sms", { reference, telephone: contacts.helpline.telephone }));
	const whole = `${toGsm(name[locale])}: ${said}`;
	const text = whole.length <= longest ? whole : said;
	if (text.length > longest) throw new Error("a text message is too long");
	return text;
}
