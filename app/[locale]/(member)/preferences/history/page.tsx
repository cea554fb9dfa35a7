import type { Metadata } from "next";
import { ListPagination } from "@/app/[locale]/_shared/list-pagination";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/member-page";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { PageHeading } from "@/components/ui/layout";
import { Timeline, TimelineItem } from "@/components/ui/list";
import { receipts } from "@/lib/contact";
import { href, translator } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";
import { pageNumber } from "@/lib/pagination";
import { formatDateTime } from "@/lib/time";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ page?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const locale = localeOf((await params).locale);
	return { title: pageTitle(translator(locale, "preferences")("history.title"), locale) };
}

export default async function PreferencesHistoryPage({ params, searchParams }: Props) {
	const locale = localeOf((await params).locale);
	const member = await requireMember(locale, "/preferences/history");
	const requested = pageNumber((await searchParams).page) ?? 1;
	const { receipts: entries, page, pages } = await receipts(member, requested);
	const t = translator(locale, "preferences");
	const path = (number: number) => `/preferences/history${number > 1 ? `?page=${number}` : ""}`;
	return (
		<MemberPage member={member} locale={locale} path={path(page)}>
			<PageHeading lead={t("history.lead")} meta={<a href={href(locale, "/preferences")}>{t("history.back")}</a>}>
				{t("history.title")}
			</PageHeading>
			<div className="mt-8 border-t-2 border-ink">
				{entries.length > 0 ? (
					<Timeline>
						{entries.map((entry) => (
							<TimelineItem key={entry.id} at={formatDateTime(entry.at, locale)} dateTime={entry.at.toISOString()}>
								<a href={href(locale, `/preferences/history/${entry.id}`)} className="font-bold">
									{t(`action.${entry.action}`)}
								</a>
								{entry.statements
									.filter((statement) => statement.answer)
									.map((statement) => (
										<p key={statement.wording} lang={entry.locale}>
											{statement.wording}
										</p>
									))}
							</TimelineItem>
						))}
					</Timeline>
				) : (
					<p className="my-6">{t("history.empty")}</p>
				)}
			</div>
			<ListPagination locale={locale} label={t("history.pages")} page={page} pages={pages} path={path} />
		</MemberPage>
	);
}
