import { localeOf } from "@/app/[locale]/_shared/locale";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { AddressLines } from "@/components/ui/address-lines";
import { Meta, PageHeading, Read, Section } from "@/components/ui/layout";
import { SummaryList } from "@/components/ui/list";
import { Telephone, TelephoneText } from "@/components/ui/telephone-text";
import { type Contact, contactsFor } from "@/lib/guidance";
import { href, translator } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";

export const revalidate = 5;

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props) {
	const locale = localeOf((await params).locale);
	const t = translator(locale, "contact");
	return { title: pageTitle(t("title"), locale), description: t("lead") };
}

export default async function ContactPage({ params }: Props) {
	const locale = localeOf((await params).locale);
	const t = translator(locale, "contact");
	const { contacts, dataProtectionOfficer } = organisation();
	const { helpline, safety, press } = contacts;
	const outside = new Map(
		contactsFor(locale, ["emergency", "regulator", "relay-from-textphone", "relay-from-telephone"]).map((contact) => [
			contact.id,
			contact,
		]),
	);
	const number = (id: Contact["id"]) => outside.get(id)?.text ?? "";
	const regulator = outside.get("regulator");
	return (
		<SitePage locale={locale} path="/contact">
			<PageHeading lead={t("lead")}>{t("title")}</PageHeading>
			<Section title={t("helpline")}>
				<SummaryList
					rows={[
						{ key: t("telephone"), value: <Telephone number={helpline.telephone} /> },
						{ key: t("hours"), value: helpline.hours[locale] },
					]}
				/>
				<h3 className="heading">{t("relay")}</h3>
				<Read>
					<ul>
						<li>{t("relayType", { code: number("relay-from-textphone") })}</li>
						<li>{t("relaySpeak", { code: number("relay-from-telephone") })}</li>
					</ul>
				</Read>
			</Section>
			<Section title={t("write")}>
				<SummaryList
					rows={[
						{ key: t("email"), value: <Mailbox address={contacts.email} /> },
						{ key: t("post"), value: <Post lines={contacts.post} /> },
					]}
				/>
			</Section>
			<Section title={t("safety")} id="safety">
				<Read>
					<p>
						<TelephoneText text={t("safetyLead", { emergency: number("emergency") })} short={number("emergency")} />
					</p>
				</Read>
				<SummaryList
					rows={[
						{ key: t("telephone"), value: <Telephone number={safety.telephone} /> },
						{ key: t("hours"), value: safety.hours[locale] },
						{ key: t("email"), value: <Mailbox address={safety.email} /> },
					]}
				/>
				<p className="mt-4">
					<a href={href(locale, "/guidance/safety")}>{t("safetyMore")}</a>
				</p>
			</Section>
			<Section title={t("officer")}>
				<Read>
					<p>{t("officerLead")}</p>
				</Read>
				<SummaryList
					rows={[
						{ key: t("officerName"), value: dataProtectionOfficer.name },
						{ key: t("email"), value: <Mailbox address={dataProtectionOfficer.email} /> },
						{ key: t("post"), value: <Post lines={dataProtectionOfficer.post} /> },
					]}
				/>
				{regulator ? (
					<p className="mt-4 max-w-read">
						{t("regulator", { name: regulator.name })} <Telephone number={regulator.text} />
					</p>
				) : null}
			</Section>
			<Section title={t("formats")}>
				<Read>
					<p>{t("formatsLead")}</p>
					<p>
						<a href={href(locale, "/preferences")}>{t("formatsLink")}</a>
					</p>
				</Read>
			</Section>
			<Section title={t("press")}>
				<SummaryList
					rows={[
						{ key: t("telephone"), value: <Telephone number={press.telephone} /> },
						{ key: t("email"), value: <Mailbox address={press.email} /> },
					]}
				/>
			</Section>
			<Meta>{t("never")}</Meta>
		</SitePage>
	);
}

function Mailbox({ address }: { address: string }) {
	return (
		<a href={`mailto:${address}`} className="inline-block py-0.5">
			{address}
		</a>
	);
}

function Post({ lines }: { lines: string[] }) {
	return (
		<address className="not-italic">
			<AddressLines lines={lines} />
		</address>
	);
}
