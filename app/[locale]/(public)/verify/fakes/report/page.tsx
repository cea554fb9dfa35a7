import { localeOf } from "@/app/[locale]/_shared/locale";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { ReportForm } from "@/components/fakes/report-form";
import { Notice, PageHeading } from "@/components/ui/layout";
import { fakeChannels } from "@/lib/fakes/schema";
import { href, translator } from "@/lib/i18n";
import { readDraft } from "@/lib/identity/form-draft";
import { report } from "./actions";

/** Renders on every request, because the page says whether a report was sent. */
export const dynamic = "force-dynamic";

type Props = {
	params: Promise<{ locale: string }>;
	searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ReportFakePage({ params, searchParams }: Props) {
	const locale = localeOf((await params).locale);
	const t = translator(locale, "fakes");
	const title = pageTitle(t("reportTitle"), locale);
	const common = translator(locale, "common");
	if ((await searchParams).sent === "1")
		return (
			<SitePage locale={locale} path="/verify/fakes/report?sent=1">
				<title>{pageTitle(t("sentTitle"), locale)}</title>
				<PageHeading>{t("sentTitle")}</PageHeading>
				<Notice>{t("sent")}</Notice>
				<p>
					<a href={href(locale, "/guidance/spotting-scams")}>{t("spot")}</a>
				</p>
			</SitePage>
		);
	return (
		<SitePage locale={locale} path="/verify/fakes/report" typed>
			<ReportForm
				action={report.bind(null, locale)}
				typed={await readDraft("/verify/fakes/report")}
				texts={{
					title,
					titleError: common("titleError", { title }),
					errorTitle: common("errorTitle"),
					channel: t("channelQuestion"),
					sender: t("sender"),
					senderHint: t("senderHint"),
					text: t("text"),
					textHint: t("textHint"),
					submit: t("send"),
				}}
				channels={fakeChannels.map((value) => ({ value, label: t(`channel.${value}`) }))}
			>
				<PageHeading lead={t("reportLead")}>{t("reportTitle")}</PageHeading>
			</ReportForm>
		</SitePage>
	);
}
