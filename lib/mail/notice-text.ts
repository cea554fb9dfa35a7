import { type Locale, translator } from "../i18n";
import { organisation } from "../organisation";
import { formatDateTime } from "../time";

/**
 * The mails that say something happened. The worker writes their text from these values alone, and the database holds the same
 * list (queue_notice), so that a web process that is taken over sends no text of its choice.
 */
export type Notice =
	/** A sign-in with a browser not used before. The detail is coarse words for it, or nothing. */
	| { kind: "new-browser"; detail: string }
	/** An address to sign in with. */
	| { kind: "sign-in-changed"; detail: "added" | "removed" }
	/** An address for messages. */
	| { kind: "address-changed"; detail: "changed" | "removed" }
	| { kind: "reminder"; detail: "" };

/** Returns what a notice says. `at` is when it was queued. It names no address and holds no link. */
export function noticeText(notice: { kind: string; detail: string }, locale: Locale, at: Date) {
	const { kind, detail } = notice as Notice;
	const t = translator(locale, "mail");
	const { telephone, hours } = organisation().contacts.helpline;
	const helpline = { telephone, hours: hours[locale] };
	const mail = (subject: string, ...paragraphs: string[]) => ({ subject, text: paragraphs.join("\n\n") });
	switch (kind) {
		case "new-browser": {
			const when = formatDateTime(at, locale);
			const what = detail ? t("newBrowser.with", { device: detail, at: when }) : t("newBrowser.at", { at: when });
			return mail(t("newBrowser.subject"), what, t("newBrowser.notYou", helpline));
		}
		case "sign-in-changed":
			return mail(t("signInAddress.subject"), t(`signInAddress.${detail}`), t("signInAddress.notYou", helpline));
		case "address-changed":
			return mail(t("contactAddress.subject"), t(`contactAddress.${detail}`), t("contactAddress.notYou", helpline));
		case "reminder":
			return mail(t("reminder.subject"), t("reminder.asked"), t("reminder.howTo"), t("reminder.stop"));
	}
}
