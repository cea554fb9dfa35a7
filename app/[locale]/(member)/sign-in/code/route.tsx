import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import { CodePage } from "@/app/[locale]/_shared/code-page";
import { answerForm, queryOf, refusalOf } from "@/app/[locale]/_shared/document-forms";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { personalDocument } from "@/app/[locale]/_shared/personal-document";
import { OneFieldDocumentForm } from "@/components/sign-in/one-field";
import { Button } from "@/components/ui/button";
import { DocumentForm, type SentForm } from "@/components/ui/document-form";
import { href, type Locale, translator } from "@/lib/i18n";
import { openChallenge } from "@/lib/identity";
import { challengeToken, sessionToken } from "@/lib/identity/guard";
import { memberPaths, safeReturnPath } from "@/lib/identity/schema";
import { enterCode, sendAgain } from "../forms";

type Context = { params: Promise<{ locale: string }> };

/** Asks for the sign-in code, only in the browser that requested it: a document (app/[locale]/_shared/personal-document.tsx). */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
	const locale = localeOf((await params).locale);
	const refused = await refusalOf(request, href(locale, "/sign-in/code"));
	return refused ?? codeDocument(locale, queryOf(request));
}

/** Signs in, or mails another code. */
export async function POST(request: NextRequest, { params }: Context): Promise<Response> {
	const locale = localeOf((await params).locale);
	const refused = await refusalOf(request, href(locale, "/sign-in/code"));
	const draw = (sent: SentForm) => codeDocument(locale, queryOf(request), sent);
	return refused ?? answerForm(request, locale, { enterCode, sendAgain }, draw);
}

async function codeDocument(locale: Locale, query: Record<string, string>, sent?: SentForm): Promise<Response> {
	const next = safeReturnPath(memberPaths, query.next);
	const token = await challengeToken("sign-in");
	const challenge = token ? await openChallenge(token, "sign-in") : undefined;
	if (!challenge || challenge.used)
		redirect(href(locale, `/sign-in?problem=${challenge ? "used" : "unknown"}&next=${next}`));
	const signedIn = (await sessionToken("member")) !== undefined;
	const t = translator(locale, "signIn");
	return personalDocument(
		{ locale, title: t("code.title"), sent },
		<SitePage locale={locale} path={`/sign-in/code?next=${next}`} signedIn={signedIn}>
			<CodePage
				locale={locale}
				title={t("code.title")}
				challenge={challenge}
				addressHref={href(locale, `/sign-in?next=${next}`)}
				sent={query.sent}
				form={(texts, above) => (
					<OneFieldDocumentForm name="enterCode" sent={sent} hidden={{ next }} field="code" texts={texts}>
						{above}
					</OneFieldDocumentForm>
				)}
				again={(label) => (
					<DocumentForm name="sendAgain" hidden={{ next, seen: String(challenge.requests) }} className="mb-4">
						<Button shape="small">{label}</Button>
					</DocumentForm>
				)}
			>
				<p>
					<a href={href(locale, "/guidance/without-email")}>{t("withoutEmail")}</a>
				</p>
			</CodePage>
		</SitePage>,
	);
}
