import { env } from "@/lib/env";
import { href, isLocale, type Locale, translator } from "@/lib/i18n";
import { updateChanges } from "@/lib/incidents";
import type { UpdateChange } from "@/lib/incidents/schema";
import { organisation } from "@/lib/organisation";
import { withdrawnTitle } from "../../timeline";
import { type AtomEntry, atom } from "./atom";

export const dynamic = "force-static";
export const revalidate = 5;

/** Renders no feed at build time, because the build has no database. Each language's feed is rendered on its first request. */
export function generateStaticParams() {
	return [];
}

function entryOf(update: UpdateChange, locale: Locale): AtomEntry {
	const t = translator(locale, "updates");
	const { withdrawal, correctedAt, note } = update;
	const base = {
		url: env().SITE_URL + href(locale, `/updates/${update.slug}`),
		about: update.incident.title,
		published: update.publishedAt,
		updated: update.changedAt,
	};
	if (withdrawal)
		return {
			...base,
			title: { text: withdrawnTitle(update, locale), lang: locale },
			summary: [withdrawal.reason, { text: t("withdrawnLead"), lang: locale }],
		};
	const { title, summary } = update;
	return {
		...base,
		title: correctedAt ? { ...title, text: `${t("corrected")}: ${title.text}` } : title,
		summary: [...(note ? [note] : []), summary],
	};
}

/** Returns the updates as an Atom feed, last changed first. Cached on disk like pages, so it works without the database. */
export async function GET(_: Request, { params }: { params: Promise<{ locale: string }> }): Promise<Response> {
	const { locale } = await params;
	const { name, serviceName, languages } = organisation();
	if (!isLocale(locale) || !languages.includes(locale)) return new Response(null, { status: 404 });
	const t = translator(locale, "updates");
	const address = (path: string) => env().SITE_URL + href(locale, path);
	const feed = atom({
		url: address("/feeds/updates.xml"),
		page: address("/updates"),
		lang: locale,
		title: `${t("title")} – ${serviceName[locale]}`,
		subtitle: t("description"),
		author: name[locale],
		entries: (await updateChanges(locale)).map((update) => entryOf(update, locale)),
	});
	return new Response(feed, { headers: { "Content-Type": "application/atom+xml; charset=utf-8" } });
}
