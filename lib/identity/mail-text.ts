import type { Transaction } from "../database";
import { type Locale, translator } from "../i18n";
import { queueNotice } from "../mail";
import { formatDate, formatTime } from "../time";
import { codeLimits } from "./code-limits";

/** Writes a long code in groups of five digits, because people type it from another screen. */
const inFives = (longCode: string) => longCode.match(/.{5}/g)?.join(" ");

/**
 * Returns what the mail with a code says. The codes are in the text only; the two words end the subject. The short code is one
 * piece on a line of its own, so that a double-click selects it. `askedAt` tells apart mails that arrive out of order.
 */
export function codeText(mail: {
	purpose: string;
	locale: Locale;
	code: string;
	longCode: string;
	words: string;
	askedAt: Date;
}) {
	const t = translator(mail.locale, "mail");
	const { words, code, longCode } = mail;
	return {
		subject: t(mail.purpose.endsWith("sign-in") ? "code.signInSubject" : "code.addressSubject", { words }),
		text: [
			t("code.codeIs"),
			`    ${code}`,
			t("code.asked", { time: formatTime(mail.askedAt, mail.locale), date: formatDate(mail.askedAt, mail.locale) }),
			t("code.howTo", { minutes: codeLimits.minutes }),
			t("code.words", { words }),
			t("code.longCode", { hours: codeLimits.longCodeHours }),
			`    ${inFives(longCode)}`,
			t("code.notYou"),
		].join("\n\n"),
	};
}

/** Mails every address of a person that somebody has signed in with a browser not used before, so that the owner notices it. */
export async function mailNewBrowser(
	tx: Transaction,
	locale: Locale,
	addresses: readonly string[],
	device: string,
): Promise<void> {
	for (const to of addresses) await queueNotice(tx, { kind: "new-browser", detail: device, locale, to });
}

/** Mails every address of a person that another address was added or removed, so that the owner notices a change by somebody else. */
export async function mailAddressChange(
	tx: Transaction,
	locale: Locale,
	addresses: readonly string[],
	what: "added" | "removed",
): Promise<void> {
	for (const to of addresses) await queueNotice(tx, { kind: "sign-in-changed", detail: what, locale, to });
}
