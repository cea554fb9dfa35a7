import type { Metadata } from "next";
import { ListPagination } from "@/app/[locale]/_shared/list-pagination";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/member-page";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/layout";
import { Tag, Timeline, TimelineItem } from "@/components/ui/list";
import { answerHistory } from "@/lib/exposure";
import type { PastAnswer } from "@/lib/exposure/schema";
import { href, type Locale, translator } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";
import { referenceOf } from "@/lib/ids";
import { pageNumber } from "@/lib/pagination";
import { formatDateTime } from "@/lib/time";
import { SafetyContact } from "../../safety-contact";
import { outcomeTones } from "../outcome-tones";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ page?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const locale = localeOf((await params).locale);
	return { title: pageTitle(translator(locale, "check")("historyTitle"), locale) };
}

export default async function HistoryPage({ params, searchParams }: Props) {
	const locale = localeOf((await params).locale);
	const member = await requireMember(locale, "/check/history");
	const requested = pageNumber((await searchParams).page) ?? 1;
	const { answers, page, pages } = await answerHistory(member, locale, requested);
	const t = translator(locale, "check");
	const path = (number: number) => `/check/history${number > 1 ? `?page=${number}` : ""}`;
	return (
		<MemberPage member={member} locale={locale} path={path(page)}>
			<PageHeading lead={t("history.lead")}>{t("historyTitle")}</PageHeading>
			<div className="mt-8 border-t-2 border-ink">
				{answers.length > 0 ? (
					<Timeline>
						{answers.map((answer) => (
							<Entry key={answer.id} answer={answer} locale={locale} />
						))}
					</Timeline>
				) : (
					<p className="my-6">{t("history.empty")}</p>
				)}
			</div>
			<ListPagination locale={locale} label={t("history.pages")} page={page} pages={pages} path={path} />
			<p className="mt-8 print:hidden">
				<ButtonLink href={href(locale, "/check")} shape="plain">
					{t("history.toCheck")}
				</ButtonLink>
			</p>
			<SafetyContact locale={locale} />
		</MemberPage>
	);
}

function Entry({ answer, locale }: { answer: PastAnswer; locale: Locale }) {
	const t = translator(locale, "check");
	const labels = translator(locale, "labels");
	const tone = outcomeTones[answer.outcome];
	const categories = answer.categories.map((category) => labels(`category.${category}`).toLowerCase()).join(", ");
	return (
		<TimelineItem at={formatDateTime(answer.checkedAt, locale)} dateTime={answer.checkedAt.toISOString()}>
			<p className="flex flex-wrap gap-x-4">
				<b lang={answer.title.lang}>{answer.title.text}</b> <Tag tone={tone}>{labels(`outcome.${answer.outcome}`)}</Tag>{" "}
				{answer.current ? <span className="text-soft">{t("history.current")}</span> : null}
			</p>
			{categories ? <p>{t("history.categories", { categories })}</p> : null}
			<p className="text-[.95rem] text-soft">
				{answer.versions.map(({ number }) => t("history.version", { number })).join(" ")}{" "}
				{t("history.last", { at: formatDateTime(answer.lastCheckedAt, locale) })}{" "}
				{t("history.reference", { reference: referenceOf(answer.id) })}
			</p>
		</TimelineItem>
	);
}
