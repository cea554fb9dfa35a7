import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { Meta, Notice, PageHeading, Read, Section } from "@/components/ui/layout";
import { TelephoneText } from "@/components/ui/telephone-text";
import { href, translator } from "@/lib/i18n";
import { messageByReference } from "@/lib/messages";
import { formatDateTime } from "@/lib/time";

export const revalidate = 5;

/** Renders no page at build time, because the build has no database. Each page is rendered on its first request. */
export function generateStaticParams() {
	return [];
}

type Props = { params: Promise<{ locale: string; reference: string }> };

async function read({ params }: Props) {
	const { locale: segment, reference } = await params;
	const message = await messageByReference(reference);
	// A message has one address.
	if (!message || message === "mistyped" || message.reference !== reference) notFound();
	return { locale: localeOf(segment), message };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
	const { locale, message } = await read(props);
	return { title: pageTitle((message.sent[locale] ?? message.sent.en).subject, locale) };
}

/** Shows a message as it went out: when, to which kind of people and in which words. */
export default async function MessagePage(props: Props) {
	const { locale, message } = await read(props);
	const t = translator(locale, "message");
	const { reference } = message;
	const lang = message.sent[locale] ? undefined : "en";
	const sent = message.sent[locale] ?? message.sent.en;
	const link = (to: string) => ({
		reference: to,
		link: (words: React.ReactNode) => <a href={href(locale, `/verify/messages/${to}`)}>{words}</a>,
	});
	return (
		<SitePage locale={locale} path={`/verify/messages/${reference}`}>
			<PageHeading meta={t("sentOn", { time: formatDateTime(message.sentAt, locale) })}>
				<span lang={lang}>{sent.subject}</span>
			</PageHeading>
			<Meta>{t("referenceIs", { reference })}</Meta>
			{message.correctedBy.map((later) => (
				<Notice key={later} tone="wait">
					{t.rich("correctedBy", link(later))}
				</Notice>
			))}
			{message.corrects ? <p className="mt-4">{t.rich("corrects", link(message.corrects))}</p> : null}
			<Read>
				<p className="mt-4">{t("asksNothing")}</p>
				<p className="mt-3">{t("wentTo")}</p>
				<ul>
					{message.cohorts.map((cohort) => (
						<li key={cohort}>{t(`cohort.${cohort}`)}</li>
					))}
				</ul>
			</Read>
			<Section title={t("words")}>
				{lang ? <Meta>{t("onlyEnglish")}</Meta> : null}
				<p className="max-w-read whitespace-pre-line [overflow-wrap:anywhere]" lang={lang}>
					<TelephoneText text={sent.text} inWords />
				</p>
				{sent.sms ? (
					<Read>
						<p className="mt-6">{t("asText")}</p>
						<p className="mt-3 [overflow-wrap:anywhere]" lang={lang}>
							<TelephoneText text={sent.sms} inWords />
						</p>
					</Read>
				) : null}
			</Section>
			<p className="mt-9">
				<a href={href(locale, "/verify/messages")}>{t("listLink")}</a>
			</p>
		</SitePage>
	);
}
