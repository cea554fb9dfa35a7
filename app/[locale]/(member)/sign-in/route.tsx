import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import { answerForm, pageCookies, queryOf, refusalOf } from "@/app/[locale]/_shared/document-forms";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { oneFieldTexts } from "@/app/[locale]/_shared/one-field-texts";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { personalDocument } from "@/app/[locale]/_shared/personal-document";
import { OneFieldDocumentForm } from "@/components/sign-in/one-field";
import { ButtonLink } from "@/components/ui/button";
import type { SentForm } from "@/components/ui/document-form";
import { Details, Meta, Notice, PageHeading, Read } from "@/components/ui/layout";
import { href, type Locale, translator } from "@/lib/i18n";
import { readDraft } from "@/lib/identity/form-draft";
import { optionalMember, sessionToken } from "@/lib/identity/guard";
import { memberPaths, safeReturnPath } from "@/lib/identity/schema";
import { singleSignOn } from "@/lib/identity/sign-in-methods";
import { organisation } from "@/lib/organisation";
import { askForCode } from "./forms";

type Context = { params: Promise<{ locale: string }> };

const problems = ["exhausted", "used", "unknown", "account", "not-checked"] as const;

/** Asks for the email address to mail a sign-in code to: a document (app/[locale]/_shared/personal-document.tsx). */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
	const locale = localeOf((await params).locale);
	const path = href(locale, "/sign-in");
	const refused = await refusalOf(request, path);
	if (refused) return refused;
	const query = queryOf(request);
	if (await optionalMember()) redirect(href(locale, safeReturnPath(memberPaths, query.next)));
	const response = await signInDocument(locale, query);
	for (const cookie of pageCookies(request, path)) response.headers.append("Set-Cookie", cookie);
	return response;
}

/** Mails a code. */
export async function POST(request: NextRequest, { params }: Context): Promise<Response> {
	const locale = localeOf((await params).locale);
	const refused = await refusalOf(request, href(locale, "/sign-in"));
	return (
		refused ?? answerForm(request, locale, { askForCode }, (sent) => signInDocument(locale, queryOf(request), sent))
	);
}

async function signInDocument(locale: Locale, query: Record<string, string>, sent?: SentForm): Promise<Response> {
	const next = safeReturnPath(memberPaths, query.next);
	const signedIn = (await sessionToken("member")) !== undefined;
	const typed = await readDraft("/sign-in");
	const t = translator(locale, "signIn");
	const problem = problems.find((problem) => problem === query.problem);
	const texts = { title: t("title"), label: t("email"), hint: t("emailHint"), submit: t("sendCode") };
	return personalDocument(
		{ locale, title: t("title"), sent },
		<SitePage locale={locale} path={`/sign-in?next=${next}`} signedIn={signedIn} typed>
			<OneFieldDocumentForm
				name="askForCode"
				sent={sent}
				hidden={{ next }}
				field="email"
				typed={typed}
				texts={oneFieldTexts(locale, texts)}
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
			</OneFieldDocumentForm>
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
		</SitePage>,
	);
}
