import { unavailableResponse } from "@/app/_server/personal-page";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { memberDocument } from "@/app/[locale]/_shared/personal-document";
import { Answer } from "@/components/check/answer";
import { Closing } from "@/components/check/answer-closing";
import { Outcome } from "@/components/ui/outcome";
import { TelephoneText } from "@/components/ui/telephone-text";
import { databaseAnswers } from "@/lib/database";
import { check, checkSession } from "@/lib/exposure";
import { href, type Locale, translator } from "@/lib/i18n";
import { formOwner, requireMemberAsking } from "@/lib/identity/guard";
import { organisation } from "@/lib/organisation";
import { ok } from "@/lib/result";
import { answerTexts, closingTexts } from "./answer-props";

type Context = { params: Promise<{ locale: string }> };

/**
 * The member's answer, the page with the highest load. A route handler renders it, because a page of Next takes twice the
 * time and sends two and a half times the bytes. It does not pass proxy.ts, which takes its time too.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
	const locale = localeOf((await params).locale);
	if (!(await databaseAnswers())) return unavailableResponse(href(locale, "/check"));
	// The session and the answer in one round trip. If that fails, the check says why.
	const { member, value } = await requireMemberAsking(locale, "/check", checkSession);
	const checked = value ? ok(value) : await check(member, locale);
	const query = Object.fromEntries(new URL(request.url).searchParams);
	return memberDocument(
		{ locale, path: "/check", title: translator(locale, "check")("pageTitle") },
		<>
			{checked.ok ? (
				<Answer {...answerTexts(checked.value, locale, query, formOwner(member.personId))} />
			) : (
				<CouldNotCheck locale={locale} />
			)}
			<Closing
				{...closingTexts(locale, !checked.ok || checked.value.answers.some(({ outcome }) => outcome !== null))}
			/>
		</>,
	);
}

/** Answers a failed check. Never shows an outcome such as "not found". */
function CouldNotCheck({ locale }: { locale: Locale }) {
	const t = translator(locale, "check");
	const { helpline } = organisation().contacts;
	return (
		<Outcome tone="fault" title={t("failedTitle")}>
			<p>{t("failedLead")}</p>
			<p>
				<TelephoneText text={t("failedNext", { telephone: helpline.telephone, hours: helpline.hours[locale] })} />
			</p>
			<p>
				<a href={href(locale, "/check")}>{t("tryAgain")}</a>
			</p>
		</Outcome>
	);
}
