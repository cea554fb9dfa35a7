import type { Metadata } from "next";
import { locale as rootLocale } from "next/root-params";
import { isLocale, type Locale, translator } from "@/lib/i18n";

async function language(): Promise<Locale> {
	const locale = await rootLocale();
	return locale && isLocale(locale) ? locale : "en";
}

export async function generateMetadata(): Promise<Metadata> {
	return { title: translator(await language(), "problem")("notFoundTitle") };
}

/**
 * What next dev shows for unknown addresses. In production app/_server/response-policy.ts sends a problem page in its place. Next draws this
 * with every page, shown or not, so it is no more than a heading.
 */
export default async function NotFound() {
	return <h1>{translator(await language(), "problem")("notFoundTitle")}</h1>;
}
