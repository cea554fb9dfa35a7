import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ListPagination } from "@/app/[locale]/_shared/list-pagination";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { PageHeading } from "@/components/ui/layout";
import { href, type Locale, translator } from "@/lib/i18n";
import { publishedUpdates } from "@/lib/incidents";
import { feedAlternates } from "../feeds/feed-addresses";
import { FeedLinks } from "../feeds/feed-links";
import { Updates } from "../timeline";

/** Returns the path of a page of the list. The first page has no number. */
const pathOf = (page: number) => (page === 1 ? "/updates" : `/updates/page/${page}`);

export function updateListMetadata(locale: Locale, page: number): Metadata {
	const t = translator(locale, "updates");
	const title = page === 1 ? t("title") : t("titlePage", { page });
	return {
		title: pageTitle(title, locale),
		description: t("description"),
		alternates: feedAlternates(locale),
	};
}

/** Shows one page of the list of updates. Calls notFound() past the last page. */
export async function UpdateList({ locale, page }: { locale: Locale; page: number }) {
	const { updates, pages } = await publishedUpdates(locale, page);
	if (page > pages) notFound();
	const t = translator(locale, "updates");
	return (
		<SitePage locale={locale} path={pathOf(page)}>
			<PageHeading lead={page === 1 ? t("lead") : undefined}>
				{page === 1 ? t("title") : t("titlePage", { page })}
			</PageHeading>
			<div className="mt-9 border-t-2 border-ink">
				{updates.length > 0 ? (
					<Updates updates={updates} locale={locale} withIncident />
				) : (
					<p className="mt-4">{t("empty")}</p>
				)}
			</div>
			<ListPagination locale={locale} label={t("pages")} page={page} pages={pages} path={pathOf} />
			<p className="mt-6 print:hidden">
				<a href={href(locale, "/follow")}>{translator(locale, "follow")("link")}</a>
			</p>
			<FeedLinks locale={locale} label={t("feed")} />
		</SitePage>
	);
}
