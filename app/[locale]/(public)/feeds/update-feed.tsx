import type { ReactNode } from "react";
import { markdownElements } from "@/components/ui/markdown";
import { env } from "@/lib/env";
import { href, type Locale, translator } from "@/lib/i18n";
import { incidentBySlug, updateChanges } from "@/lib/incidents";
import type { LocalisedText, UpdateChange } from "@/lib/incidents/schema";
import { organisation } from "@/lib/organisation";
import { formatDateTime } from "@/lib/time";
import { withdrawnTitle } from "../timeline";
import { type FeedFormat, feedPath } from "./feed-addresses";

/** An update in a feed. A withdrawn one has its reason in place of what it said. */
export type FeedEntry = {
	/** The address of the update, also used as its permanent id. */
	url: string;
	title: LocalisedText;
	summary: LocalisedText;
	/** The full text as HTML, with addresses that are complete. */
	html: string;
	/** The title of its incident. */
	about: string;
	published: Date;
	updated: Date;
};
export type Feed = {
	/** The addresses of the feed and of the page it belongs to. */
	url: string;
	page: string;
	lang: string;
	title: string;
	subtitle: string;
	author: string;
	/** When the last entry changed. */
	updated: Date;
	entries: FeedEntry[];
};

const address = (locale: Locale, path: string) => env().SITE_URL + href(locale, path);

/** Renders the text of an entry. Links to this site and to a place in the text get their whole address. */
async function entryHtml(content: ReactNode, url: string): Promise<string> {
	// Imported here: Next refuses a static import of react-dom/server in app/, to protect pages. Feeds are route handlers.
	const { renderToStaticMarkup } = await import("react-dom/server");
	const html = renderToStaticMarkup(content);
	return html.replaceAll(' href="/', ` href="${env().SITE_URL}/`).replaceAll(' href="#', ` href="${url}#`);
}

/** What an entry says. Begins with the reason if the update was corrected; is only the reason if it was withdrawn. */
function entryText(update: UpdateChange, locale: Locale): ReactNode {
	const t = translator(locale, "updates");
	if (!update.body)
		return (
			<>
				<p lang={locale}>{t("withdrawnAt", { time: formatDateTime(update.withdrawal.at, locale) })}</p>
				<p lang={update.withdrawal.reason.lang}>{update.withdrawal.reason.text}</p>
				<p lang={locale}>{t("withdrawnLead")}</p>
			</>
		);
	const { correctedAt, note, summary, body } = update;
	return (
		<>
			{correctedAt ? (
				<p lang={locale}>
					<strong>{t("correctedAt", { time: formatDateTime(correctedAt, locale) })}</strong>
				</p>
			) : null}
			{correctedAt && note ? <p lang={note.lang}>{note.text}</p> : null}
			<p lang={summary.lang}>{summary.text}</p>
			<div lang={body.lang}>{markdownElements(body.text, "h1")}</div>
		</>
	);
}

async function entryOf(update: UpdateChange, locale: Locale): Promise<FeedEntry> {
	const t = translator(locale, "updates");
	const url = address(locale, `/updates/${update.slug}`);
	const base = {
		url,
		html: await entryHtml(entryText(update, locale), url),
		about: update.incident.title.text,
		published: update.publishedAt,
		updated: update.changedAt,
	};
	if (update.withdrawal)
		return {
			...base,
			title: { text: withdrawnTitle(update, locale), lang: locale },
			summary: update.withdrawal.reason,
		};
	const { title, summary, correctedAt } = update;
	return {
		...base,
		title: correctedAt ? { ...title, text: `${t("corrected")}: ${title.text}` } : title,
		summary,
	};
}

/**
 * Reads the updates as a feed, last changed first: all, or one incident's. Returns undefined if no published incident has this
 * slug.
 */
export async function updateFeed(locale: Locale, format: FeedFormat, incidentSlug?: string): Promise<Feed | undefined> {
	const incident = incidentSlug === undefined ? undefined : await incidentBySlug(locale, incidentSlug);
	if (incidentSlug !== undefined && !incident) return undefined;
	const { name, serviceName } = organisation();
	const t = translator(locale, "updates");
	const updates = await updateChanges(locale, incident?.id);
	const entries = await Promise.all(updates.map((update) => entryOf(update, locale)));
	return {
		url: address(locale, feedPath(format, incidentSlug)),
		page: address(locale, incident ? `/incidents/${incident.slug}` : "/updates"),
		lang: locale,
		title: `${incident?.title.text ?? t("title")} – ${serviceName[locale]}`,
		subtitle: incident?.summary.text ?? t("description"),
		author: name[locale],
		updated: new Date(Math.max(0, ...entries.map(({ updated }) => updated.getTime()))),
		entries,
	};
}
