import type { Metadata } from "next";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { FakeMessage } from "@/components/fakes/fake-message";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/layout";
import { confirmedFakes } from "@/lib/fakes";
import { href, translator } from "@/lib/i18n";
import { formatDate } from "@/lib/time";

export const revalidate = 5;

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const locale = localeOf((await params).locale);
	const t = translator(locale, "fakes");
	return {
		title: pageTitle(t("boardTitle"), locale),
		description: t("boardLead"),
	};
}

/** Lists the fake messages that staff have confirmed. Nothing in them is a link. */
export default async function FakesPage({ params }: Props) {
	const locale = localeOf((await params).locale);
	const t = translator(locale, "fakes");
	const fakes = await confirmedFakes(locale);
	return (
		<SitePage locale={locale} path="/verify/fakes">
			<PageHeading lead={t("boardLead")}>{t("boardTitle")}</PageHeading>
			<p className="my-6">
				<ButtonLink href={href(locale, "/verify/fakes/report")} shape="plain">
					{t("reportLink")}
				</ButtonLink>
			</p>
			{fakes.length === 0 ? <p>{t("boardEmpty")}</p> : null}
			{fakes.map(({ id, channel, sender, quote, tells, lang, publishedAt }) => (
				<FakeMessage
					key={id}
					title={t("fakeTitle", { channel: t(`channel.${channel}`), date: formatDate(publishedAt, locale) })}
					texts={{ warning: t("fakeWarning"), from: t("from"), tells: t("tells"), end: t("fakeEnd") }}
					sender={sender || t("unknownSender")}
					quote={quote}
					tells={tells}
					lang={lang === locale ? undefined : lang}
				/>
			))}
			<p className="mt-9">
				<a href={href(locale, "/verify")}>{t("backToVerify")}</a>
			</p>
		</SitePage>
	);
}
