import { localeOf } from "@/app/[locale]/_shared/locale";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { PageHeading, Read, Section } from "@/components/ui/layout";
import { DataTable } from "@/components/ui/list";
import { translator } from "@/lib/i18n";
import { cookiesSet } from "@/lib/identity/guard";

export const revalidate = 5;

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props) {
	const locale = localeOf((await params).locale);
	const t = translator(locale, "cookies");
	return { title: pageTitle(t("title"), locale), description: t("lead") };
}

export default async function CookiesPage({ params }: Props) {
	const locale = localeOf((await params).locale);
	const t = translator(locale, "cookies");
	return (
		<SitePage locale={locale} path="/cookies">
			<PageHeading lead={t("lead")}>{t("title")}</PageHeading>
			<Section title={t("what")}>
				<Read>
					<p>{t("whatText")}</p>
				</Read>
			</Section>
			<Section title={t("ours")}>
				<DataTable
					caption={t("caption")}
					head={[t("name"), t("purpose"), t("when"), t("ends")]}
					rows={cookiesSet().map(({ id, name }) => ({
						key: id,
						cells: [
							<span key="name" className="font-mono text-[.95em] sm:whitespace-nowrap">
								{name}
							</span>,
							t(`cookie.${id}.purpose`),
							t(`cookie.${id}.when`),
							t(`cookie.${id}.ends`),
						],
					}))}
				/>
			</Section>
			<Section title={t("kept")}>
				<Read>
					<p>{t("keptText")}</p>
				</Read>
			</Section>
			<Section title={t("notUsed")}>
				<Read>
					<p>{t("notUsedText")}</p>
				</Read>
			</Section>
			<Section title={t("off")}>
				<Read>
					<p>{t("offText")}</p>
				</Read>
			</Section>
		</SitePage>
	);
}
