import { redirect } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { oneFieldTexts } from "@/app/[locale]/_shared/one-field-texts";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { OneFieldForm } from "@/components/sign-in/one-field-form";
import { ButtonLink } from "@/components/ui/button";
import { Details, Meta, Notice, PageHeading, Read } from "@/components/ui/layout";
import { href, translator } from "@/lib/i18n";
import { readDraft } from "@/lib/identity/form-draft";
import { optionalMember, sessionToken } from "@/lib/identity/guard";
import { memberPaths, safeReturnPath } from "@/lib/identity/schema";
import { singleSignOn } from "@/lib/identity/sign-in-methods";
import { organisation } from "@/lib/organisation";
import { askForCode } from "./actions";

const problems = ["exhausted", "used", "unknown", "account", "not-checked"] as const;

/** Asks for the email address to mail a sign-in code to. */
export default async function SignInPage(props: PageProps<"/[locale]/sign-in">) {
	const locale = localeOf((await props.params).locale);
	const query = await props.searchParams;
	const next = safeReturnPath(memberPaths, query.next);
	if (await optionalMember()) redirect(href(locale, next));
	const signedIn = (await sessionToken("member")) !== undefined;
	const t = translator(locale, "signIn");
	const problem = problems.find((problem) => problem === query.problem);
	return (
		<SitePage locale={locale} path={`/sign-in?next=${next}`} signedIn={signedIn} typed>
			<OneFieldForm
				field="email"
				action={askForCode.bind(null, locale, next)}
				typed={await readDraft("/sign-in")}
				texts={oneFieldTexts(locale, {
					title: t("title"),
					label: t("email"),
					hint: t("emailHint"),
					submit: t("sendCode"),
				})}
			>
				{problem ? <Notice tone="stop">{t(`problem.${problem}`)}</Notice> : null}
				{query.ended ? <Notice tone="wait">{t("ended")}</Notice> : null}
				{query["signed-out"] ? <Notice>{t("signedOut")}</Notice> : null}
				<PageHeading lead={t("lead")}>{t("title")}</PageHeading>
				{singleSignOn("member") ? (
					<div className="mt-6">
						<p className="my-4">
							<ButtonLink shape="plain" href={href(locale, `/sign-in/account?next=${next}`)}>
								{t("singleSignOn", { organisation: organisation().shortName[locale] })}
							</ButtonLink>
						</p>
						<p>{t("or")}</p>
					</div>
				) : null}
			</OneFieldForm>
			<Read>
				<div className="mt-8">
					<Details summary={t("withoutEmail")}>
						<p>
							{t("withoutEmailText")} <a href={href(locale, "/guidance/without-email")}>{t("withoutEmailLink")}</a>
						</p>
					</Details>
					<Meta>{t("same")}</Meta>
				</div>
			</Read>
		</SitePage>
	);
}
