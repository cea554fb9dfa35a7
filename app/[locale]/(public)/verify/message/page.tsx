import { localeOf } from "@/app/[locale]/_shared/locale";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { CheckMessage } from "@/components/message/check-message";
import { PageHeading } from "@/components/ui/layout";
import { href, translator } from "@/lib/i18n";
import { readDraft } from "@/lib/identity/form-draft";
import { checkMessage } from "./actions";

/** Renders on every request, because the page reads the database. */
export const dynamic = "force-dynamic";

export default async function CheckMessagePage({ params }: { params: Promise<{ locale: string }> }) {
	const locale = localeOf((await params).locale);
	const t = translator(locale, "message");
	const title = pageTitle(t("title"), locale);
	const common = translator(locale, "common");
	return (
		<SitePage locale={locale} path="/verify/message" typed>
			<CheckMessage
				action={checkMessage.bind(null, locale)}
				typed={await readDraft("/verify/message")}
				texts={{
					title,
					titleError: common("titleError", { title }),
					errorTitle: common("errorTitle"),
					label: t("typed"),
					hint: t("hint"),
					submit: t("submit"),
				}}
			>
				<PageHeading lead={t("lead")}>{t("title")}</PageHeading>
			</CheckMessage>
			<p className="mt-9">
				<a href={href(locale, "/verify/messages")}>{t("listLink")}</a>
			</p>
		</SitePage>
	);
}
