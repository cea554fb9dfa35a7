import { redirect } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/page-shell";
import { CodeHeading, codeFieldTexts, notArrivedTexts } from "@/app/[locale]/(member)/sign-in/code-heading";
import { CodeNotArrived } from "@/components/sign-in/code-sent";
import { OneFieldForm } from "@/components/sign-in/one-field-form";
import { href, translator } from "@/lib/i18n";
import { openChallenge } from "@/lib/identity";
import { challengeToken, requireMember } from "@/lib/identity/guard";
import { enterCode, sendAgain } from "../actions";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ sent?: string | string[] }> };

/** Asks for the code that went to the new address. */
export default async function EmailCodePage({ params, searchParams }: Props) {
	const locale = localeOf((await params).locale);
	await requireMember(locale, "/preferences");
	const { sent } = await searchParams;
	const token = await challengeToken("contact-point");
	const asked = token && (await openChallenge(token, "contact-point"));
	if (!asked) redirect(href(locale, "/preferences/email?problem=1"));
	const t = translator(locale, "signIn");
	const title = translator(locale, "preferences")("point.email.codeTitle");
	return (
		<MemberPage locale={locale} path="/preferences/email/code">
			<OneFieldForm field="code" action={enterCode.bind(null, locale)} texts={codeFieldTexts(locale, title)}>
				<CodeHeading
					locale={locale}
					title={title}
					asked={asked}
					back={href(locale, "/preferences/email")}
					sent={sent}
				/>
			</OneFieldForm>
			<CodeNotArrived
				{...notArrivedTexts(locale)}
				again={asked.mayResend ? { label: t("code.another"), action: sendAgain.bind(null, locale) } : undefined}
			/>
		</MemberPage>
	);
}
