import type { Metadata } from "next";
import { Actions, ButtonLink } from "@/components/ui/button";
import { Meta, PageHeading, Section } from "@/components/ui/layout";
import { SummaryList } from "@/components/ui/list";
import { LocalisedSentence, LocalisedText } from "@/components/ui/localised-text";
import { href, type Locale, translator } from "@/lib/i18n";
import { homePage } from "@/lib/incidents";
import type { HomePage, IncidentSummary } from "@/lib/incidents/schema";
import { organisation } from "@/lib/organisation";
import { formatDateTime } from "@/lib/time";
import { localeOf } from "../_shared/locale";
import { SitePage } from "../_shared/page-shell";
import { StaySafe } from "./stay-safe";
import { Updates } from "./timeline";
import { Knowledge } from "./what-we-know";

export const revalidate = 5;

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const locale = localeOf((await params).locale);
	const { name, serviceName } = organisation();
	const { leading } = await homePage(locale);
	return { title: `${serviceName[locale]} – ${name[locale]}`, description: leading?.summary.text };
}

export default async function Home({ params }: Props) {
	const locale = localeOf((await params).locale);
	const home = await homePage(locale);
	const t = translator(locale, "home");
	const updates = (
		<Section title={t("updates")} tools={<a href={href(locale, "/updates")}>{t("allUpdates")}</a>}>
			{home.updates.length > 0 ? <Updates updates={home.updates} locale={locale} /> : <p>{t("noUpdates")}</p>}
		</Section>
	);
	return (
		<SitePage locale={locale} path="/">
			{home.leading ? (
				<>
					<Leading home={home} incident={home.leading} locale={locale} />
					<Knowledge incident={home.leading} locale={locale}>
						<p className="mt-4">
							<a href={href(locale, `/incidents/${home.leading.slug}`)}>{t("more")}</a>
						</p>
					</Knowledge>
					{updates}
				</>
			) : (
				<Nothing locale={locale} />
			)}
			<StaySafe locale={locale} />
			{home.others.length > 0 ? <Others incidents={home.others} locale={locale} /> : null}
		</SitePage>
	);
}

function Leading({
	home,
	incident,
	locale,
}: {
	home: HomePage;
	incident: NonNullable<HomePage["leading"]>;
	locale: Locale;
}) {
	const t = translator(locale, "home");
	const at = (time: Date) => formatDateTime(time, locale);
	return (
		<>
			<PageHeading
				meta={
					<>
						<b className="text-ink">{translator(locale, "labels")(`status.${incident.status}`)}</b>
						{home.updatedAt ? ` · ${t("updated", { time: at(home.updatedAt) })}` : null}
						{incident.nextUpdateDueAt ? ` · ${t("nextUpdate", { time: at(incident.nextUpdateDueAt) })}` : null}
					</>
				}
				lead={
					<p>
						<LocalisedSentence {...incident.summary} locale={locale} />{" "}
						{incident.dataInvolved ? t("leadCheck") : t("leadNothing")}
					</p>
				}
			>
				<LocalisedText {...incident.question} locale={locale} />
			</PageHeading>
			<Actions>
				<ButtonLink href={href(locale, "/sign-in")}>{translator(locale, "common")("signIn")}</ButtonLink>
			</Actions>
			<ul className="nav-links mt-4">
				<li>
					<a href={href(locale, "/guidance/without-email")}>{t("withoutEmail")}</a>
				</li>
				<li>
					<a href={href(locale, `/incidents/${incident.slug}`)}>{t("onlyRead")}</a>
				</li>
				<li>
					<a href={href(locale, "/guidance/spotting-scams")}>{t("notAffected")}</a>
				</li>
			</ul>
			<div className="mt-4">
				<Meta>{t("aboutCheck")}</Meta>
				{incident.onlyInEnglish ? <Meta>{translator(locale, "common")("onlyInEnglish")}</Meta> : null}
			</div>
		</>
	);
}

function Nothing({ locale }: { locale: Locale }) {
	const t = translator(locale, "home");
	return (
		<>
			<PageHeading lead={t("emptyLead")}>{t("emptyTitle")}</PageHeading>
			<Actions>
				<ButtonLink href={href(locale, "/contact")}>{translator(locale, "common")("contact")}</ButtonLink>
			</Actions>
		</>
	);
}

function Others({ incidents, locale }: { incidents: IncidentSummary[]; locale: Locale }) {
	const t = translator(locale, "home");
	const labels = translator(locale, "labels");
	return (
		<Section title={t("others")}>
			<p className="mb-2 max-w-read">{t("othersLead")}</p>
			<SummaryList
				rows={incidents.map((incident) => ({
					key: labels(`status.${incident.status}`),
					value: (
						<>
							<a href={href(locale, `/incidents/${incident.slug}`)} className="font-bold">
								<LocalisedText {...incident.title} locale={locale} />
							</a>
							<p className="max-w-read">
								<LocalisedSentence {...incident.summary} locale={locale} />
							</p>
						</>
					),
				}))}
			/>
		</Section>
	);
}
