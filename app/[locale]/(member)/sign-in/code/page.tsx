import { redirect } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { CodeNotArrived } from "@/components/sign-in/code-sent";
import { OneFieldForm } from "@/components/sign-in/one-field-form";
import { href, translator } from "@/lib/i18n";
import { openChallenge } from "@/lib/identity";
import { challengeToken } from "@/lib/identity/guard";
import { memberPaths, safeReturnPath } from "@/lib/identity/schema";
import { enterCode, sendAgain } from "../actions";
import { CodeHeading, codeFieldTexts, notArrivedTexts } from "../code-heading";

/** Asks for the code that was mailed, in the browser that asked for it and in no other. */
export default async function CodePage(props: PageProps<"/[locale]/sign-in/code">) {
	const locale = localeOf((await props.params).locale);
	const query = await props.searchParams;
	const next = safeReturnPath(memberPaths, query.next);
	const token = await challengeToken("sign-in");
	const asked = token && (await openChallenge(token, "sign-in"));
	if (!asked) redirect(href(locale, `/sign-in?problem=unknown&next=${next}`));
	const t = translator(locale, "signIn");
	return (
		<SitePage locale={locale} path={`/sign-in/code?next=${next}`}>
			<OneFieldForm
				field="code"
				action={enterCode.bind(null, locale, next)}
				texts={codeFieldTexts(locale, t("code.title"))}
			>
				<CodeHeading
					locale={locale}
					title={t("code.title")}
					asked={asked}
					back={href(locale, `/sign-in?next=${next}`)}
					sent={query.sent}
				/>
			</OneFieldForm>
			<CodeNotArrived
				{...notArrivedTexts(locale)}
				again={asked.mayResend ? { label: t("code.another"), action: sendAgain.bind(null, locale, next) } : undefined}
			>
				<p>
					<a href={href(locale, "/guidance/without-email")}>{t("withoutEmail")}</a>
				</p>
			</CodeNotArrived>
		</SitePage>
	);
}
