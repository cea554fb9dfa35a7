import { redirect } from "next/navigation";
import { CodePage } from "@/app/[locale]/_shared/code-page";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { href, translator } from "@/lib/i18n";
import { openChallenge } from "@/lib/identity";
import { challengeToken, sessionToken } from "@/lib/identity/guard";
import { memberPaths, safeReturnPath } from "@/lib/identity/schema";
import { enterCode, sendAgain } from "../actions";

/** Asks for the sign-in code, only in the browser that requested it. */
export default async function SignInCodePage(props: PageProps<"/[locale]/sign-in/code">) {
	const locale = localeOf((await props.params).locale);
	const query = await props.searchParams;
	const next = safeReturnPath(memberPaths, query.next);
	const token = await challengeToken("sign-in");
	const challenge = token ? await openChallenge(token, "sign-in") : undefined;
	if (!challenge || challenge.used)
		redirect(href(locale, `/sign-in?problem=${challenge ? "used" : "unknown"}&next=${next}`));
	const signedIn = (await sessionToken("member")) !== undefined;
	const t = translator(locale, "signIn");
	return (
		<SitePage locale={locale} path={`/sign-in/code?next=${next}`} signedIn={signedIn}>
			<CodePage
				locale={locale}
				title={t("code.title")}
				challenge={challenge}
				addressHref={href(locale, `/sign-in?next=${next}`)}
				sent={query.sent}
				enterCode={enterCode.bind(null, locale, next)}
				sendAgain={sendAgain.bind(null, locale, next, String(challenge.requests))}
			>
				<p>
					<a href={href(locale, "/guidance/without-email")}>{t("withoutEmail")}</a>
				</p>
			</CodePage>
		</SitePage>
	);
}
