import type { Metadata } from "next";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/page-shell";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { PageHeading } from "@/components/ui/layout";
import { Pagination, Timeline, TimelineItem } from "@/components/ui/list";
import { receipts } from "@/lib/contact";
import { href, translator } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";
import { formatDateTime } from "@/lib/time";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ page?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const locale = localeOf((await params).locale);
	return { title: pageTitle(translator(locale, "preferences")("history.title"), locale) };
}

export default async function PreferencesHistoryPage({ params, searchParams }: Props) {
	const locale = localeOf((await params).locale);
	const member = await requireMember(locale, "/preferences/history");
	const asked = Number((await searchParams).page);
	const { receipts: said, page, pages } = await receipts(member, Number.isSafeInteger(asked) ? asked : 1);
	const t = translator(locale, "preferences");
	const common = translator(locale, "common");
	const path = (number: number) => `/preferences/history${number > 1 ? `?page=${number}` : ""}`;
	const at = (number: number) => href(locale, path(number));
	return (
		<MemberPage locale={locale} path={path(page)}>
			<PageHeading lead={t("history.lead")} meta={<a href={href(locale, "/preferences")}>{t("history.back")}</a>}>
				{t("history.title")}
			</PageHeading>
			<div className="mt-8 border-t-2 border-ink">
				{said.length > 0 ? (
					<Timeline>
						{said.map((each) => (
							<TimelineItem key={each.id} at={formatDateTime(each.at, locale)} dateTime={each.at.toISOString()}>
								<a href={href(locale, `/preferences/history/${each.id}`)} className="font-bold">
									{t(`action.${each.action}`)}
								</a>
								{each.statements
									.filter((statement) => statement.answer)
									.map((statement) => (
										<p key={statement.wording} lang={each.locale}>
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
			<Pagination
				label={t("history.pages")}
				position={common("pageOf", { page, pages })}
				previous={page > 1 ? { href: at(page - 1), label: common("previousPage") } : undefined}
				next={page < pages ? { href: at(page + 1), label: common("nextPage") } : undefined}
			/>
		</MemberPage>
	);
}
