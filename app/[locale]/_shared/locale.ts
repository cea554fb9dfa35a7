import { notFound } from "next/navigation";
import { isLocale, type Locale } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";

/** Returns the locale of a path segment. Calls notFound() if it is none or the organisation does not offer it. */
export function localeOf(segment: string): Locale {
	if (!isLocale(segment) || !organisation().languages.includes(segment)) notFound();
	return segment;
}
