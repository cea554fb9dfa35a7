import { notFound } from "next/navigation";
import { confirmationProps } from "@/app/[locale]/_shared/confirmation-props";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/page-shell";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { SafetyContact } from "@/app/[locale]/(member)/safety-contact";
import { ConfirmationFacts } from "@/components/confirmation/confirmation-facts";
import { Meta, PageHeading, Read, Section } from "@/components/ui/layout";
import { SummaryList } from "@/components/ui/list";
import { PrintButton } from "@/components/ui/print-button";
import { confirmationOf } from "@/lib/exposure";
import { showConfirmationCode } from "@/lib/exposure/schema";
import { href, translator } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";
import { organisation } from "@/lib/organisation";

type Props = {
	params: Promise<{ locale: string; confirmation: string }>;
	searchParams: Promise<{ print?: string }>;
};

export async function generateMetadata({ params }: Props) {
	const locale = localeOf((await params).locale);
	return { title: pageTitle(translator(locale, "plan")("title"), locale) };
}

/** One confirmation to print or share: its contents, how to check it, and the signed text. Shows nothing of the plan. */
export default async function ConfirmationPage({ params, searchParams }: Props) {
	const { locale: language, confirmation: id } = await params;
	const locale = localeOf(language);
	const member = await requireMember(locale, "/plan");
	const made = (await confirmationOf(member, id)) ?? notFound();
	const { lead, rows, incidents, limits } = confirmationProps(made, locale);
	const large = (await searchParams).print === "large";
	const t = translator(locale, "plan");
	const path = `/plan/keep/${id}`;
	const domain = organisation().officialDomains.at(-1);
	return (
		<MemberPage locale={locale} path={large ? `${path}?print=large` : path}>
			<div className={large ? "large-print" : undefined}>
				<PageHeading lead={lead}>{t("keep.document")}</PageHeading>
				<p className="mt-4 flex flex-wrap gap-x-6 gap-y-2 print:hidden">
					<PrintButton label={t("keep.print")} />
					<a href={href(locale, large ? path : `${path}?print=large`)}>{large ? t("keep.normal") : t("keep.large")}</a>
					<a href={href(locale, "/plan/keep")}>{t("keep.backToAll")}</a>
				</p>
				<SummaryList
					rows={[
						{ key: t("keep.code"), value: <span className="font-mono">{showConfirmationCode(made.code)}</span> },
						{ key: t("keep.from"), value: organisation().name[locale] },
					]}
				/>
				<ConfirmationFacts rows={rows} incidents={incidents} />
				<Meta>{limits}</Meta>
				<Section title={t("keep.check")}>
					<Read>
						<p>
							{t("keep.howToCheck", { address: `${domain}${href(locale, "/verify")}` })} {t("keep.checkPaste")}
						</p>
						<p>{t("keep.checkKeys", { address: `${domain}/confirmation-keys` })}</p>
					</Read>
				</Section>
				<Section title={t("keep.signed")}>
					<Read>
						<p className="print:hidden">{t("keep.signedHint")}</p>
					</Read>
					<pre
						lang="en"
						className="mt-4 font-mono text-[.95rem] break-words whitespace-pre-wrap [overflow-wrap:anywhere]"
					>
						{made.text}
					</pre>
				</Section>
				<SafetyContact locale={locale} />
			</div>
		</MemberPage>
	);
}
