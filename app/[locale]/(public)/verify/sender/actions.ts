"use server";

import { localeOf } from "@/app/[locale]/_shared/locale";
import type { SenderState } from "@/components/fakes/check-sender";
import { checkSender } from "@/lib/fakes";
import { formError, shownToAnybody } from "@/lib/form";
import { type Locale, translator } from "@/lib/i18n";
import { senderProps } from "../sender-props";

/** The maximum length of what is looked through, in characters. */
const most = 8_000;

/** Says of each address in a text whether it is ours. Keeps nothing. Needs no sign-in. */
export async function checkAddress(requested: Locale, _: SenderState, form: FormData): Promise<SenderState> {
	const locale = localeOf(requested);
	const address = String(form.get("address") ?? "").slice(0, most);
	const verdicts = checkSender(address);
	if (verdicts.length === 0)
		return shownToAnybody(formError(form, "address", translator(locale, "fakes")("noAddress")));
	return shownToAnybody({ errors: [], values: { address }, found: senderProps(verdicts, locale) });
}
