import { redirect } from "next/navigation";
import { codeForms } from "@/app/[locale]/_shared/code-forms";
import { CodePage } from "@/app/[locale]/_shared/code-page";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/member-page";
import { href, translator } from "@/lib/i18n";
import { openChallenge } from "@/lib/identity";
import { challengeToken, requireMember } from "@/lib/identity/guard";
import { enterCode, sendAgain } from "../actions";

/** Asks for the code mailed to the address to add. */
export default async function IdentifierCodePage(props: PageProps<"/[locale]/identifiers/code">) {
	const locale = localeOf((await props.params).locale);
	const member = await requireMember(locale, "/identifiers");
	const token = await challengeToken("add-identifier");
	const challenge = token ? await openChallenge(token, "add-identifier") : undefined;
	if (!challenge || challenge.used) redirect(href(locale, `/identifiers${challenge ? "" : "?problem=unknown"}`));
	return (
		<MemberPage member={member} locale={locale} path="/identifiers/code">
			<CodePage
				locale={locale}
				title={translator(locale, "devices")("identifiers.codeTitle")}
				challenge={challenge}
				addressHref={href(locale, "/identifiers")}
				sent={(await props.searchParams).sent}
				{...codeForms({
					enterCode: enterCode.bind(null, locale),
					sendAgain: sendAgain.bind(null, locale, String(challenge.requests)),
				})}
			/>
		</MemberPage>
	);
}
