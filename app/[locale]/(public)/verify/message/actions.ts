"use server";

import { redirect } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import type { MessageState } from "@/components/message/check-message";
import { checkSender } from "@/lib/fakes";
import { formError, shownToAnybody } from "@/lib/form";
import { href, type Locale, translator } from "@/lib/i18n";
import { messageByReference, verifyPasted } from "@/lib/messages";
import { maxPastedText } from "@/lib/messages/schema";
import { isAddressAlone, messageVerdict, senderVerdict } from "./verdict-props";

/** The longest text that is read as a reference. A longer one is a message. */
const longestReference = 40;

/** Tells what a reference, a pasted message or a sender is. Needs no sign-in: what we sent to many is public. */
export async function checkMessage(requested: Locale, _: MessageState, form: FormData): Promise<MessageState> {
	const locale = localeOf(requested);
	const t = translator(locale, "message");
	const typed = String(form.get("message") ?? "")
		.trim()
		.slice(0, maxPastedText);
	if (typed === "") return formError(form, "message", t("empty"));
	const senders = checkSender(typed);
	const values = { message: typed };
	if (typed.length > longestReference && !(senders.length > 0 && isAddressAlone(typed)))
		return shownToAnybody({ errors: [], values, verdict: messageVerdict(await verifyPasted(typed), senders, locale) });
	if (senders.length > 0) return { errors: [], values, verdict: senderVerdict(senders, locale) };
	const found = await messageByReference(typed);
	if (found === "mistyped" || !found) return formError(form, "message", t(found ?? "unknown"));
	redirect(href(locale, `/verify/messages/${found.reference}`));
}
