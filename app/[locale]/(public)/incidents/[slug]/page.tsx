import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { Knowledge } from "@/app/[locale]/(public)/what-we-know";
import { Actions, ButtonLink } from "@/components/ui/button";
import { FoldedSection, Meta, PageHeading, Section } from "@/components/ui/layout";
import { LocalisedSentence, LocalisedText } from "@/components/ui/localised-text";
import { href, translator } from "@/lib/i18n";
import { incidentBySlug, publishedUpdates } from "@/lib/incidents";
import { figuresOfIncident } from "@/lib/messages";
import { formatDateTime } from "@/lib/time";
import { feedAlternates } from "../../feeds/feed-addresses";
import { FeedLinks } from "../../feeds/feed-links";
import { Updates } from "../../timeline";
import { Authorities } from "./authorities";
import { Facts } from "./facts";
import { FigureTables } from "./figure-tables";
import { Findings } from "./findings";
import { HeldDataSection } from "./held-data";

export const revalidate = 5;

/** Renders no page at build time, because the build has no database. Each page is rendered on its first request. */
export function generateStaticParams() {
	return [];
}

/** The number of updates on the page. The list of updates has all. */
const updatesShown = 2;

type Props = { params: Promise<{ locale: string; slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const { locale: segment, slug } = await params;
	const locale = localeOf(segment);
	const incident = await incidentBySlug(locale, slug);
	if (!incident) notFound();
	return {
		title: pageTitle(incident.title.text, locale),
		description: incident.summary.text,
		alternates: feedAlternates(locale, slug),
	};
}

export default async function IncidentPage({ params }: Props) {
	const { locale: segment, slug } = await params;
	const locale = localeOf(segment);
	const incident = await incidentBySlug(locale, slug);
	if (!incident) notFound();
	const { updates } = await publishedUpdates(locale, 1, incident.id);
	const figures = await figuresOfIncident(incident.id);
	const t = translator(locale, "incident");
	const home = translator(locale, "home");
	const common = translator(locale, "common");
	return (
		<SitePage locale={locale} path={`/incidents/${slug}`}>
			<PageHeading
				meta={
					<>
						<b className="text-ink">{translator(locale, "labels")(`status.${incident.status}`)}</b>
						{` · ${home("updated", { time: formatDateTime(incident.updatedAt, locale) })}`}
						{incident.nextUpdateDueAt
							? ` · ${home("nextUpdate", { time: formatDateTime(incident.nextUpdateDueAt, locale) })}`
							: null}
					</>
				}
				lead={<LocalisedSentence {...incident.summary} locale={locale} />}
			>
				<LocalisedText {...incident.title} locale={locale} />
			</PageHeading>
			{incident.onlyInEnglish ? <Meta>{common("onlyInEnglish")}</Meta> : null}
			{incident.dataInvolved ? (
				<Actions>
					<ButtonLink href={href(locale, "/sign-in")}>{common("signIn")}</ButtonLink>
				</Actions>
			) : null}
			<Knowledge incident={incident} locale={locale} />
			<HeldDataSection incident={incident} locale={locale} />
			<Findings incident={incident} locale={locale} />
			<Facts incident={incident} locale={locale} />
			{figures ? (
				<FoldedSection title={t("figures")} id="figures">
					<FigureTables figures={figures} at={figures.at} locale={locale} />
					<p className="mt-6 print:hidden">
						<a href={href(locale, `/incidents/${slug}/figures`)}>{t("figuresCsv")}</a>
					</p>
				</FoldedSection>
			) : null}
			<Authorities incident={incident} locale={locale} />
			{updates.length > 0 ? (
				<Section title={t("updates")} id="updates" tools={<a href={href(locale, "/updates")}>{t("allUpdates")}</a>}>
					<Updates updates={updates.slice(0, updatesShown)} locale={locale} />
					<p className="mt-6 print:hidden">
						<a href={href(locale, `/follow?next=${slug}`)}>{translator(locale, "follow")("link")}</a>
					</p>
					<FeedLinks locale={locale} label={t("feed")} incidentSlug={slug} />
				</Section>
			) : null}
		</SitePage>
	);
}
