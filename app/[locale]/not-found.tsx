import type { Metadata } from "next";
import { locale as rootLocale } from "next/root-params";
import { Contacts } from "@/components/site/contacts";
import { PageHeading, Section } from "@/components/ui/layout";
import { href, isLocale, type Locale, translator } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";
import { SitePage } from "./_shared/page-shell";

async function language(): Promise<Locale> {
	const locale = await rootLocale();
	return locale && isLocale(locale) ? locale : "en";
}

export async function generateMetadata(): Promise<Metadata> {
	return { title: translator(await language(), "problem")("notFoundTitle") };
}

/** The page for unknown addresses, missing items and items the person may not see. */
export default async function NotFound() {
	const locale = await language();
	const t = translator(locale, "problem");
	const common = translator(locale, "common");
	const { helpline, safety, email, post } = organisation().contacts;
	return (
		<SitePage locale={locale} path="/">
			<PageHeading lead={t("notFoundLead")}>{t("notFoundTitle")}</PageHeading>
			<p className="mt-6">{t("notFoundNext")}</p>
			<ul className="mt-2 list-disc pl-5">
				{(["home", "updates", "guidance", "contact"] as const).map((page) => (
					<li key={page} className="my-1">
						<a href={href(locale, page === "home" ? "/" : `/${page}`)}>{common(page)}</a>
					</li>
				))}
			</ul>
			<Section title={t("contacts")}>
				<Contacts
					rows={[
						{
							label: t("telephone"),
							value: t("telephoneHours", { telephone: helpline.telephone, hours: helpline.hours[locale] }),
						},
						{
							label: t("safety"),
							value: t("telephoneHours", { telephone: safety.telephone, hours: safety.hours[locale] }),
						},
						{ label: t("email"), value: email, href: `mailto:${email}` },
						{ label: t("post"), value: post.join(", ") },
					]}
				/>
			</Section>
		</SitePage>
	);
}
