import { headers } from "next/headers";
import { sentFormHeader } from "@/lib/form";
import { type Locale, translator } from "@/lib/i18n";

/**
 * Returns the title of a page with forms. It says so if the page answers a form that was refused and sent without scripts. With scripts
 * components/ui/error-summary.tsx changes the title.
 */
export async function titleWithForms(title: string, locale: Locale): Promise<string> {
	const refused = (await headers()).has(sentFormHeader);
	return refused ? translator(locale, "problem")("formError", { title }) : title;
}
