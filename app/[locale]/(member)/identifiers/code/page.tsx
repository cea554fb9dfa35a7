import { redirect } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/page-shell";
import { CodeNotArrived } from "@/components/sign-in/code-sent";
import { OneFieldForm } from "@/components/sign-in/one-field-form";
import { href, translator } from "@/lib/i18n";
import { openChallenge } from "@/lib/identity";
import { challengeToken, requireMember } from "@/lib/identity/guard";
import { CodeHeading, codeFieldTexts, notArrivedTexts } from "../../sign-in/code-heading";
import { enterCode, sendAgain } from "../actions";

/** Asks for the code that went to the address to be added. */
export default async function IdentifierCodePage(props: PageProps<"/[locale]/identifiers/code">) {
	const locale = localeOf((await props.params).locale);
	await requireMember(locale, "/identifiers");
	const { sent } = await props.searchParams;
	const token = await challengeToken("add-identifier");
	const asked = token && (await openChallenge(token, "add-identifier"));
	if (!asked) redirect(href(locale, "/identifiers?problem=unknown"));
	const t = translator(locale, "signIn");
	const title = translator(locale, "devices")("identifiers.codeTitle");
	return (
		<MemberPage locale={locale} path="/identifiers/code">
			<OneFieldForm field="code" action={enterCode.bind(null, locale)} texts={codeFieldTexts(locale, title)}>
				<CodeHeading locale={locale} title={title} asked={asked} back={href(locale, "/identifiers")} sent={sent} />
			</OneFieldForm>
			<CodeNotArrived
				{...notArrivedTexts(locale)}
				again={asked.mayResend ? { label: t("code.another"), action: sendAgain.bind(null, locale) } : undefined}
			/>
		</MemberPage>
	);
}
