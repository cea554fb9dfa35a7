import type { Transaction } from "../database";
import { type Locale, translator } from "../i18n";
import { queueMail } from "../mail";
import { organisation } from "../organisation";
import { formatDateTime } from "../time";
import { codeLimits, type Purpose } from "./code-limits";

/** Writes a code in groups of digits, on a line of its own. */
const grouped = (code: string, size: number) => `    ${code.match(new RegExp(`.{${size}}`, "g"))?.join(" ")}`;

/** Queues the mail with a code. The worker makes the codes as it writes the text, so that the web never knows them. */
export async function mailCode(
	tx: Transaction,
	mail: { challengeId: string; purpose: Purpose; locale: Locale; address: string; mailed: boolean },
): Promise<void> {
	await queueMail(tx, {
		kind: mail.purpose.endsWith("sign-in") ? "sign-in-code" : "address-code",
		locale: mail.locale,
		to: mail.address,
		challengeId: mail.challengeId,
		expiresInMinutes: mail.mailed ? codeLimits.minutes : 0,
	});
}

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

/**
 * Mails every address of a person that somebody has signed in with a browser not used before, so that the owner notices a
 * sign-in by somebody else. The mail names no address and holds no link.
 */
export async function mailNewBrowser(
	tx: Transaction,
	locale: Locale,
	addresses: readonly string[],
	device: string,
): Promise<void> {
	const t = translator(locale, "mail");
	const { telephone, hours } = organisation().contacts.helpline;
	const at = formatDateTime(new Date(), locale);
	const text = [
		device ? t("newBrowser.with", { device, at }) : t("newBrowser.at", { at }),
		t("newBrowser.notYou", { telephone, hours: hours[locale] }),
	].join("\n\n");
	for (const to of addresses)
		await queueMail(tx, { kind: "new-browser", locale, to, subject: t("newBrowser.subject"), text });
}

/**
 * Mails every address of a person that another address was added or removed, so that the owner notices a change by somebody
 * else. The mail names no address and holds no link.
 */
export async function mailAddressChange(
	tx: Transaction,
	locale: Locale,
	addresses: readonly string[],
	what: "added" | "removed",
): Promise<void> {
	const t = translator(locale, "mail");
	const { telephone, hours } = organisation().contacts.helpline;
	const text = [t(`signInAddress.${what}`), t("signInAddress.notYou", { telephone, hours: hours[locale] })].join(
		"\n\n",
	);
	for (const to of addresses)
		await queueMail(tx, { kind: "sign-in-changed", locale, to, subject: t("signInAddress.subject"), text });
}
