import { localeOf } from "@/app/[locale]/_shared/locale";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { CheckCode } from "@/components/confirmation/check-code";
import { PageHeading } from "@/components/ui/layout";
import { translator } from "@/lib/i18n";
import { readDraft } from "@/lib/identity/form-draft";
import { checkCode } from "./actions";

/** Renders on every request, because the page reads the database. */
export const dynamic = "force-dynamic";

export default async function CheckConfirmationPage({ params }: { params: Promise<{ locale: string }> }) {
	const locale = localeOf((await params).locale);
	const t = translator(locale, "verify");
	const title = pageTitle(t("title"), locale);
	const common = translator(locale, "common");
	return (
		<SitePage locale={locale} path="/verify/confirmation" typed>
			<CheckCode
				action={checkCode.bind(null, locale)}
				typed={await readDraft("/verify/confirmation")}
				texts={{
					title,
					titleError: common("titleError", { title }),
					errorTitle: common("errorTitle"),
					label: t("code"),
					hint: t("hint"),
					submit: t("submit"),
				}}
			>
				<PageHeading lead={t("lead")}>{t("title")}</PageHeading>
			</CheckCode>
		</SitePage>
	);
}
