import { notFound } from "next/navigation";
import { confirmationProps } from "@/app/[locale]/_shared/confirmation-props";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/member-page";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { SafetyContact } from "@/app/[locale]/(member)/safety-contact";
import { ConfirmationLetter, type LetterTexts } from "@/components/confirmation/confirmation-letter";
import { Details } from "@/components/ui/layout";
import { PrintButton } from "@/components/ui/print-button";
import { confirmationOf } from "@/lib/exposure";
import { type Confirmation, showConfirmationCode } from "@/lib/exposure/schema";
import { href, type Locale, translator } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";
import { organisation } from "@/lib/organisation";
import { formatDate } from "@/lib/time";

type Props = {
	params: Promise<{ locale: string; confirmation: string }>;
	searchParams: Promise<{ print?: string }>;
};

export async function generateMetadata({ params }: Props) {
	const locale = localeOf((await params).locale);
	return { title: pageTitle(translator(locale, "plan")("letter.title"), locale) };
}

/** One confirmation to print or share: a letter of one page, and the signed text for computers. Shows nothing of the plan. */
export default async function ConfirmationPage({ params, searchParams }: Props) {
	const { locale: language, confirmation: id } = await params;
	const locale = localeOf(language);
	const member = await requireMember(locale, "/plan");
	const made = (await confirmationOf(member, id)) ?? notFound();
	const large = (await searchParams).print === "large";
	const t = translator(locale, "plan");
	const path = `/plan/keep/${id}`;
	return (
		<MemberPage member={member} locale={locale} path={large ? `${path}?print=large` : path}>
			<div className={large ? "large-print" : undefined}>
				<p className="mb-6 flex flex-wrap gap-x-6 gap-y-2 print:hidden">
					<PrintButton label={t("keep.print")} />{" "}
					<a href={href(locale, large ? path : `${path}?print=large`)}>{large ? t("keep.normal") : t("keep.large")}</a>{" "}
					<a href={href(locale, "/plan/keep")}>{t("keep.backToAll")}</a>
				</p>
				<ConfirmationLetter {...letterTexts(made, locale)} />
				<div className="print:hidden">
					<Details summary={t("keep.signed")}>
						<p>{t("keep.signedHint")}</p>
						<p>{t("keep.checkKeys", { address: `${organisation().officialDomains.at(-1)}/confirmation-keys` })}</p>
						<pre lang="en" className="font-mono text-[.95rem] break-words whitespace-pre-wrap [overflow-wrap:anywhere]">
							{made.text}
						</pre>
					</Details>
					<SafetyContact locale={locale} />
				</div>
			</div>
		</MemberPage>
	);
}

/** Returns the texts of the letter. It names the person by their masked addresses, because the site does not know who they are. */
function letterTexts(made: Confirmation, locale: Locale): LetterTexts {
	const t = translator(locale, "plan");
	const { name, contacts, officialDomains, dataProtectionOfficer } = organisation();
	const date = formatDate(new Date(made.toldAt), locale);
	const { incidents, limits } = confirmationProps(made, locale);
	return {
		from: name[locale],
		// An address often begins with the organisation's name.
		post: contacts.post.filter((line) => line !== name.en && line !== name.cy),
		telephone: contacts.helpline.telephone,
		email: contacts.email,
		reference: { label: t("keep.reference"), code: showConfirmationCode(made.code) },
		date,
		to: t("letter.to"),
		title: t("letter.title"),
		lead: t("letter.lead", { date, addresses: made.addresses.join(", ") }),
		incidents,
		care: made.incidents.some(({ outcome }) => outcome === "affected") ? t("letter.care") : undefined,
		limits,
		check: {
			title: t("letter.check"),
			steps: [
				t("letter.open", { address: `${officialDomains.at(-1)}${href(locale, "/verify")}` }),
				t("letter.enter", { code: showConfirmationCode(made.code) }),
				t("letter.compare"),
			],
			help: t("letter.help", { telephone: contacts.helpline.telephone, email: dataProtectionOfficer.email }),
		},
		signed: [t("letter.role"), name[locale], t("letter.unsigned")],
	};
}
