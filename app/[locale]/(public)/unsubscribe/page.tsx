import { localeOf } from "@/app/[locale]/_shared/locale";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { StopForm } from "@/components/follow/stop-form";
import { Notice, PageHeading } from "@/components/ui/layout";
import { href, translator } from "@/lib/i18n";
import { stopEmails } from "./actions";

/** Renders on every request, because the page has a form. */
export const dynamic = "force-dynamic";

/** Stops emails about updates, without signing in. Mail programs open it with the code in its address. */
export default async function UnsubscribePage(props: PageProps<"/[locale]/unsubscribe">) {
	const locale = localeOf((await props.params).locale);
	const query = await props.searchParams;
	const t = translator(locale, "follow");
	const common = translator(locale, "common");
	const title = pageTitle(t("stopTitle"), locale);
	if (query.done)
		return (
			<SitePage locale={locale} path="/unsubscribe?done=1">
				<title>{pageTitle(t("stoppedTitle"), locale)}</title>
				<PageHeading>{t("stoppedTitle")}</PageHeading>
				<Notice>{t("stopped")}</Notice>
				<p>
					<a href={href(locale, "/updates")}>{translator(locale, "updates")("all")}</a>
				</p>
			</SitePage>
		);
	return (
		<SitePage locale={locale} path="/unsubscribe">
			<StopForm
				action={stopEmails.bind(null, locale)}
				typed={typeof query.code === "string" ? { ending: query.code.slice(0, 100) } : {}}
				texts={{
					title,
					titleError: common("titleError", { title }),
					errorTitle: common("errorTitle"),
					label: t("stopCode"),
					hint: t("stopCodeHint"),
					submit: t("stopSubmit"),
				}}
			>
				<PageHeading lead={t("stopLead")}>{t("stopTitle")}</PageHeading>
			</StopForm>
		</SitePage>
	);
}
