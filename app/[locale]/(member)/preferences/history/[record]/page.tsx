import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/member-page";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { PageHeading } from "@/components/ui/layout";
import { DataTable, SummaryList, Tag } from "@/components/ui/list";
import { PrintButton } from "@/components/ui/print-button";
import { receipt } from "@/lib/contact";
import { href, translator } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";
import { referenceOf } from "@/lib/ids";
import { formatDateTime } from "@/lib/time";

type Props = { params: Promise<{ locale: string; record: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const locale = localeOf((await params).locale);
	return { title: pageTitle(translator(locale, "preferences")("receipt.title"), locale) };
}

/** Shows one consent receipt, in the words and the language shown when it was given. */
export default async function ReceiptPage({ params }: Props) {
	const { locale: language, record } = await params;
	const locale = localeOf(language);
	const member = await requireMember(locale, "/preferences/history");
	const kept = (await receipt(member, record)) ?? notFound();
	const t = translator(locale, "preferences");
	return (
		<MemberPage member={member} locale={locale} path={`/preferences/history/${kept.id}`}>
			<PageHeading
				lead={t("receipt.lead")}
				meta={<a href={href(locale, "/preferences/history")}>{t("history.title")}</a>}
			>
				{t("receipt.title")}
			</PageHeading>
			<SummaryList
				rows={[
					{ key: t("receipt.what"), value: t(`action.${kept.action}`) },
					{ key: t("receipt.when"), value: formatDateTime(kept.at, locale) },
					{ key: t("receipt.reference"), value: <span className="tabular-nums">{referenceOf(kept.id)}</span> },
				]}
			/>
			<div className="mt-8">
				<DataTable
					caption={t("receipt.wording")}
					head={[t("receipt.wording"), t("receipt.answer")]}
					rows={kept.statements.map(({ wording, answer }) => ({
						key: wording,
						cells: [
							<span key="wording" className="font-normal" lang={kept.locale === locale ? undefined : kept.locale}>
								{wording}
							</span>,
							<Tag key="answer" tone={answer ? "plain" : "clear"}>
								{t(answer ? "history.yes" : "history.no")}
							</Tag>,
						],
					}))}
				/>
			</div>
			<div className="mt-4">
				<PrintButton label={translator(locale, "common")("print")} />
			</div>
		</MemberPage>
	);
}
