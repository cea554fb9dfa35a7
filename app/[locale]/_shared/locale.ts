import { notFound } from "next/navigation";
import { isLocale, type Locale } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";

/** The locale a path segment names. Calls notFound() for anything else, and for a language this organisation does not offer. */
export function localeOf(segment: string): Locale {
	if (!isLocale(segment) || !organisation().languages.includes(segment)) notFound();
	return segment;
}
