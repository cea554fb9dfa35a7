import type { Metadata } from "next";
import { Answer } from "@/components/check/answer";
import { Closing } from "@/components/check/closing";
import { fold } from "@/components/site/folded";
import { Outcome } from "@/components/ui/outcome";
import { check } from "@/lib/exposure";
import { href, type Locale, translator } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";
import { organisation } from "@/lib/organisation";
import { MemberPage } from "../../frame";
import { localeOf } from "../../written-page";
import { answerTexts, closingTexts } from "./answer-words";

type Props = { params: Promise<{ locale: string }> };

/** Says nothing of what stands on the page: titles are seen over shoulders and kept in histories. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const locale = localeOf((await params).locale);
	return { title: `${translator(locale, "check")("pageTitle")} – ${organisation().serviceName[locale]}` };
}

export default async function CheckPage({ params }: Props) {
	const locale = localeOf((await params).locale);
	const member = await requireMember(locale, "/check");
	const checked = await check(member, locale);
	return (
		<MemberPage locale={locale} path="/check">
			{checked.ok ? <Answer texts={fold(answerTexts(checked.value, locale))} /> : <CouldNotCheck locale={locale} />}
			<Closing texts={fold(closingTexts(locale))} />
		</MemberPage>
	);
}

/** A look-up that failed: never an answer, never "not found". */
function CouldNotCheck({ locale }: { locale: Locale }) {
	const t = translator(locale, "check");
	const { helpline } = organisation().contacts;
	return (
		<Outcome tone="fault" title={t("failedTitle")}>
			<p>{t("failedLead")}</p>
			<p>{t("failedNext", { telephone: helpline.telephone, hours: helpline.hours[locale] })}</p>
			<p>
				<a href={href(locale, "/check")}>{t("tryAgain")}</a>
			</p>
		</Outcome>
	);
}
