import type { Locale } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";

/** Returns the document title of a public or member page: the page's title, then the name of the service. */
export function pageTitle(title: string, locale: Locale): string {
	return `${title} – ${organisation().serviceName[locale]}`;
}
