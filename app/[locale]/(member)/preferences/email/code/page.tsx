import { redirect } from "next/navigation";
import { codeForms } from "@/app/[locale]/_shared/code-forms";
import { CodePage } from "@/app/[locale]/_shared/code-page";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/member-page";
import { href, translator } from "@/lib/i18n";
import { openChallenge } from "@/lib/identity";
import { challengeToken, requireMember } from "@/lib/identity/guard";
import { enterCode, sendAgain } from "../actions";

/** Asks for the code mailed to the new contact address. */
export default async function EmailCodePage(props: PageProps<"/[locale]/preferences/email/code">) {
	const locale = localeOf((await props.params).locale);
	const member = await requireMember(locale, "/preferences");
	const token = await challengeToken("contact-point");
	const challenge = token ? await openChallenge(token, "contact-point") : undefined;
	if (!challenge || challenge.used) redirect(href(locale, `/preferences${challenge ? "" : "/email?problem=1"}`));
	return (
		<MemberPage member={member} locale={locale} path="/preferences/email/code">
			<CodePage
				locale={locale}
				title={translator(locale, "preferences")("point.email.codeTitle")}
				challenge={challenge}
				addressHref={href(locale, "/preferences/email")}
				sent={(await props.searchParams).sent}
				{...codeForms({
					enterCode: enterCode.bind(null, locale),
					sendAgain: sendAgain.bind(null, locale, String(challenge.requests)),
				})}
			/>
		</MemberPage>
	);
}
