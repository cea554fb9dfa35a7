import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ListPagination } from "@/app/[locale]/_shared/list-pagination";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/layout";
import { Timeline, TimelineItem } from "@/components/ui/list";
import { href, type Locale, translator } from "@/lib/i18n";
import { publicMessages } from "@/lib/messages";
import { formatDateTime } from "@/lib/time";

/** Returns the path of a page of the list. The first page has no number. */
const pathOf = (page: number) => (page === 1 ? "/verify/messages" : `/verify/messages/page/${page}`);

export function messageListMetadata(locale: Locale, page: number): Metadata {
	const t = translator(locale, "message");
	const title = page === 1 ? t("listTitle") : t("listTitlePage", { page });
	return { title: pageTitle(title, locale), description: t("listLead") };
}

/** Shows one page of the messages that have gone out. Calls notFound() past the last page. */
export async function MessageList({ locale, page }: { locale: Locale; page: number }) {
	const { messages, pages } = await publicMessages(page);
	if (page > Math.max(pages, 1)) notFound();
	const t = translator(locale, "message");
	return (
		<SitePage locale={locale} path={pathOf(page)}>
			<PageHeading lead={page === 1 ? t("listLead") : undefined}>
				{page === 1 ? t("listTitle") : t("listTitlePage", { page })}
			</PageHeading>
			<div className="mt-9 border-t-2 border-ink">
				{messages.length > 0 ? (
					<Timeline>
						{messages.map(({ reference, sent, sentAt }) => {
							const own = sent[locale] ?? sent.en;
							return (
								<TimelineItem key={reference} at={formatDateTime(sentAt, locale)} dateTime={sentAt.toISOString()}>
									<p className="font-bold">
										<a href={href(locale, `/verify/messages/${reference}`)} lang={sent[locale] ? undefined : "en"}>
											{own.subject}
										</a>
									</p>
									<p className="text-soft">{t("referenceIs", { reference })}</p>
								</TimelineItem>
							);
						})}
					</Timeline>
				) : (
					<p className="mt-4">{t("listEmpty")}</p>
				)}
			</div>
			<ListPagination locale={locale} label={t("listPages")} page={page} pages={pages} path={pathOf} />
			<p className="mt-9">
				<ButtonLink href={href(locale, "/verify/message")} shape="plain">
					{t("toChecker")}
				</ButtonLink>
			</p>
		</SitePage>
	);
}
