import { type Locale, translator } from "@/lib/i18n";

/** The error messages of the forms for an address and its code. */
export function codeMessages(locale: Locale) {
	const t = translator(locale, "signIn");
	return {
		notAnAddress: t("notAnAddress"),
		noCookie: t("noCookie"),
		notACode: t("code.notACode"),
		wrong: t("code.wrong"),
		older: (times: { older: string; newest: string }) =>
			times.older === times.newest ? t("code.olderInAMinute") : t("code.older", times),
		expired: t("code.expired"),
	};
}
