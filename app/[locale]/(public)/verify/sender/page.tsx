import { localeOf } from "@/app/[locale]/_shared/locale";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { CheckSender } from "@/components/fakes/check-sender";
import { PageHeading } from "@/components/ui/layout";
import { translator } from "@/lib/i18n";
import { readDraft } from "@/lib/identity/form-draft";
import { checkAddress } from "./actions";

/** Renders on every request, because the form may open with a draft. */
export const dynamic = "force-dynamic";

export default async function CheckSenderPage({ params }: { params: Promise<{ locale: string }> }) {
	const locale = localeOf((await params).locale);
	const t = translator(locale, "fakes");
	const title = pageTitle(t("title"), locale);
	const common = translator(locale, "common");
	return (
		<SitePage locale={locale} path="/verify/sender" typed>
			<CheckSender
				action={checkAddress.bind(null, locale)}
				typed={await readDraft("/verify/sender")}
				texts={{
					title,
					titleError: common("titleError", { title }),
					errorTitle: common("errorTitle"),
					label: t("address"),
					hint: t("hint"),
					submit: t("submit"),
				}}
			>
				<PageHeading lead={t("lead")}>{t("title")}</PageHeading>
			</CheckSender>
		</SitePage>
	);
}
