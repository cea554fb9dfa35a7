import { env } from "../env";
import { type Locale, translator } from "../i18n";
import { updateBySlug } from "../incidents";
import { mailText } from "../mail";
import { formatDateTime } from "../time";
import { unsubscribeCode } from "./unsubscribe-code";

/** Removes what would make a link of words in a mail: our mails have none. */
const withoutLinks = (text: string) => text.replace(/https?:\/\/|www\./gi, "");

/**
 * Returns what an email about an update says: its summary, or what was corrected, or why it was withdrawn and never its claim.
 * Undefined if readers cannot see the update any more.
 */
export async function updateText(slug: string, locale: Locale, subscriptionId: string) {
	const update = await updateBySlug(locale, slug);
	if (!update) return undefined;
	const t = translator(locale, "follow");
	const site = new URL(env().SITE_URL).host;
	const [last] = update.corrections;
	const title = update.title?.text ?? t("mail.withdrawn", { time: formatDateTime(update.publishedAt, locale) });
	const said = update.withdrawal
		? [title, update.withdrawal.reason.text]
		: [last ? `${t("mail.corrected")}: ${title}` : title, ...(last ? [last.note.text] : []), update.summary.text];
	const text = [
		...said,
		t("mail.readIt", { site }),
		t("mail.stop", { site, code: unsubscribeCode(subscriptionId) }),
	].map(withoutLinks);
	return {
		subject: t("mail.subject", { incident: update.incident.title.text }),
		text: mailText(locale, text.join("\n\n")),
	};
}
