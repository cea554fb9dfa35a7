import { GuidancePage, guidanceMetadata } from "@/app/[locale]/_shared/guidance-page";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { CheckSection } from "@/app/[locale]/(public)/check-section";
import { Columns, Section } from "@/components/ui/layout";
import { dataCategories } from "@/lib/data-categories";
import { generalPages, type TopicLink } from "@/lib/guidance";
import { href, type Locale, translator } from "@/lib/i18n";

export const revalidate = 5;

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props) {
	return guidanceMetadata("overview", localeOf((await params).locale));
}

export default async function GuidanceOverviewPage({ params }: Props) {
	const locale = localeOf((await params).locale);
	const t = translator(locale, "guidance");
	const labels = translator(locale, "labels");
	const byCategory = dataCategories.map((slug) => ({ slug, title: labels(`category.${slug}`) }));
	return (
		<GuidancePage id="overview" locale={locale} path="/guidance">
			<Section title={t("byCategory")} id="data">
				<p className="mb-3 max-w-read">{t("byCategoryLead")}</p>
				<TopicList locale={locale} links={byCategory} />
			</Section>
			<Section title={t("more")} id="more">
				<TopicList locale={locale} links={generalPages(locale)} />
			</Section>
			<CheckSection locale={locale} />
		</GuidancePage>
	);
}

function TopicList({ locale, links }: { locale: Locale; links: TopicLink[] }) {
	const half = Math.ceil(links.length / 2);
	return (
		<Columns>
			{[links.slice(0, half), links.slice(half)].map((column) => (
				<ul key={column[0]?.slug}>
					{column.map(({ slug, title }) => (
						<li key={slug}>
							<a href={href(locale, `/guidance/${slug}`)} className="inline-block py-1.5">
								{title}
							</a>
						</li>
					))}
				</ul>
			))}
		</Columns>
	);
}
