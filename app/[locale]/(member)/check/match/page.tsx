import type { Metadata } from "next";
import { titleWithForms } from "@/app/_shared/refused-form";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/member-page";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { ClaimForm } from "@/components/check/claim-form";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading, Read, Section } from "@/components/ui/layout";
import { TelephoneText } from "@/components/ui/telephone-text";
import { check, claimAttemptsLeft } from "@/lib/exposure";
import { href, type Locale, translator } from "@/lib/i18n";
import { readDraft } from "@/lib/identity/form-draft";
import { requireMember } from "@/lib/identity/guard";
import { organisation } from "@/lib/organisation";
import { SafetyContact } from "../../safety-contact";
import { submitClaim } from "./actions";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const locale = localeOf((await params).locale);
	return { title: await titleWithForms(pageTitle(translator(locale, "check")("matchTitle"), locale), locale) };
}

export default async function MatchPage({ params }: Props) {
	const locale = localeOf((await params).locale);
	const member = await requireMember(locale, "/check");
	const [checked, left] = await Promise.all([check(member, locale), claimAttemptsLeft(member)]);
	const needed =
		!checked.ok || checked.value.answers.some((answer) => answer.outcome === "unable-to-match" || answer.moreWithheld);
	const t = translator(locale, "check");
	return (
		<MemberPage member={member} locale={locale} path="/check/match" typed={needed && left > 0}>
			<PageHeading lead={needed ? t("match.lead") : t("match.notNeeded")}>{t("matchTitle")}</PageHeading>
			{needed ? (
				<ClaimOptions locale={locale} left={left} typed={await readDraft("/check/match")} />
			) : (
				<ButtonLink href={href(locale, "/check")}>{t("history.toCheck")}</ButtonLink>
			)}
			<SafetyContact locale={locale} />
		</MemberPage>
	);
}

/** The form for a second identifier, without fields once no attempt is left, and the link to add another address. */
function ClaimOptions({ locale, left, typed }: { locale: Locale; left: number; typed: Record<string, string> }) {
	const t = translator(locale, "check");
	const { contacts, identifiers } = organisation();
	const byNumber = {
		kind: "membership-number",
		title: t("match.byNumber"),
		fields: [
			{
				name: "number",
				label: t("match.number"),
				hint: t("match.numberHint", { example: identifiers.membershipNumber.example }),
				short: true,
			},
		],
	} as const;
	const byTelephone = {
		kind: "telephone",
		title: t("match.byTelephone"),
		fields: [{ name: "telephone", label: t("match.telephone"), type: "tel", autoComplete: "tel", short: true }],
	} as const;
	const byNamePostcode = {
		kind: "name-postcode",
		title: t("match.byNamePostcode"),
		fields: [
			{ name: "name", label: t("match.name"), autoComplete: "name" },
			{ name: "postcode", label: t("match.postcode"), autoComplete: "postal-code", short: true },
		],
	} as const;
	return (
		<>
			<ClaimForm
				kinds={left > 0 ? [byNumber, byTelephone, byNamePostcode] : []}
				action={submitClaim.bind(null, locale)}
				typed={typed}
				left={t("match.left", { left })}
				texts={{
					errorTitle: translator(locale, "common")("errorTitle"),
					question: t("match.question"),
					hint: t("match.kept"),
					submit: t("match.submit"),
				}}
			/>
			{left > 0 ? null : (
				<Read>
					<p>
						<TelephoneText
							text={t("match.noneLeft", {
								telephone: contacts.helpline.telephone,
								hours: contacts.helpline.hours[locale],
							})}
						/>
					</p>
				</Read>
			)}
			<Section title={t("match.or")}>
				<p>
					<a href={href(locale, "/identifiers")} className="inline-block py-1">
						{t("match.identifiers")}
					</a>
				</p>
			</Section>
		</>
	);
}
