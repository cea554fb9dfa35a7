import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { Meta, PageHeading, Section } from "@/components/ui/layout";
import { LocalisedSentence, LocalisedText } from "@/components/ui/localised-text";
import { MarkdownText } from "@/components/ui/markdown";
import { href, translator } from "@/lib/i18n";
import { updateBySlug } from "@/lib/incidents";
import { formatDateTime } from "@/lib/time";
import { CheckSection } from "../../check-section";
import { feedAlternates } from "../../feeds/feed-addresses";
import { withdrawnTitle } from "../../timeline";
import { Corrections } from "./corrections";
import { WithdrawalNotice, WithdrawnText } from "./withdrawal";

export const revalidate = 5;

/** Renders no page at build time, because the build has no database. Each page is rendered on its first request. */
export function generateStaticParams() {
	return [];
}

type Props = { params: Promise<{ locale: string; slug: string }> };

async function read({ params }: Props) {
	const { locale: segment, slug } = await params;
	const locale = localeOf(segment);
	const update = await updateBySlug(locale, slug);
	if (!update) notFound();
	return { locale, update };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
	const { locale, update } = await read(props);
	const alternates = feedAlternates(locale, update.incident.slug);
	if (update.withdrawal)
		return {
			title: pageTitle(withdrawnTitle(update, locale), locale),
			description: update.withdrawal.reason.text,
			// Search engines would show the folded text as if it still held.
			robots: { index: false },
			alternates,
		};
	return { title: pageTitle(update.title.text, locale), description: update.summary.text, alternates };
}

export default async function UpdatePage(props: Props) {
	const { locale, update } = await read(props);
	const t = translator(locale, "updates");
	const at = (time: Date) => formatDateTime(time, locale);
	const about = (
		<p className="mt-4">
			{t("about")}:{" "}
			<a href={href(locale, `/incidents/${update.incident.slug}`)}>
				<LocalisedText {...update.incident.title} locale={locale} />
			</a>
		</p>
	);
	const onlyInEnglish = update.onlyInEnglish ? <Meta>{translator(locale, "common")("onlyInEnglish")}</Meta> : null;
	return (
		<SitePage locale={locale} path={`/updates/${update.slug}`}>
			{update.withdrawal ? (
				<article>
					<WithdrawalNotice withdrawal={update.withdrawal} locale={locale} />
					<PageHeading>{withdrawnTitle(update, locale)}</PageHeading>
					{about}
					{onlyInEnglish}
					<WithdrawnText corrections={update.corrections} locale={locale} />
				</article>
			) : (
				<article>
					<PageHeading
						meta={
							<>
								{t("published", { time: at(update.publishedAt) })}
								{update.correctedAt ? ` · ${t("correctedAt", { time: at(update.correctedAt) })}` : null}
							</>
						}
						lead={<LocalisedSentence {...update.summary} locale={locale} />}
					>
						<LocalisedText {...update.title} locale={locale} />
					</PageHeading>
					{about}
					{onlyInEnglish}
					{update.corrections.length > 0 ? (
						<p className="mt-4">
							{t("correctionsNote", { count: update.corrections.length })}{" "}
							<a href="#corrections">{t("seeCorrections")}</a>
						</p>
					) : null}
					<div className="mt-6">
						<MarkdownText
							under="h1"
							text={update.body.text}
							lang={update.body.lang === locale ? undefined : update.body.lang}
						/>
					</div>
					{update.corrections.length > 0 ? (
						<Section title={t("corrections")} id="corrections">
							<Corrections corrections={update.corrections} locale={locale} />
						</Section>
					) : null}
				</article>
			)}
			<p className="mt-9">
				<a href={href(locale, "/updates")}>{t("all")}</a>
			</p>
			<CheckSection locale={locale} />
		</SitePage>
	);
}
