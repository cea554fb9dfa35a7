import type { Transaction } from "../database";
import { type Locale, translator } from "../i18n";
import { queueNotice } from "../mail";
import { codeLimits } from "./code-limits";

/** Writes a code in groups of digits, on a line of its own. */
const grouped = (code: string, size: number) => `    ${code.match(new RegExp(`.{${size}}`, "g"))?.join(" ")}`;

/** Returns what the mail with a code says. The codes are in the text only; the two words end the subject. */
export function codeText(mail: { purpose: string; locale: Locale; code: string; longCode: string; words: string }) {
	const t = translator(mail.locale, "mail");
	const { words, code, longCode } = mail;
	return {
		subject: t(mail.purpose.endsWith("sign-in") ? "code.signInSubject" : "code.addressSubject", { words }),
		text: [
			t("code.codeIs"),
			grouped(code, code.length / 2),
			t("code.howTo", { minutes: codeLimits.minutes }),
			t("code.words", { words }),
			t("code.longCode", { hours: codeLimits.longCodeHours }),
			grouped(longCode, 5),
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
