import type { Metadata } from "next";
import { Outcome } from "@/components/ui/outcome";
import { check, overall } from "@/lib/exposure";
import type { Check } from "@/lib/exposure/schema";
import { href, type Locale, translator } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";
import { organisation } from "@/lib/organisation";
import { formatDateTime } from "@/lib/time";
import { MemberPage } from "../../frame";
import { localeOf } from "../../written-page";
import { outcomeTones } from "./answer-words";
import { Closing } from "./closing";
import { FirstActions } from "./first-actions";
import { IncidentSection, OutcomeTag } from "./incident-answer";

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
			{checked.ok ? <Answer check={checked.value} locale={locale} /> : <CouldNotCheck locale={locale} />}
			<Closing locale={locale} />
		</MemberPage>
	);
}

/** The answer over all, then incident by incident; what to do first follows the first incident that calls for it. */
function Answer({ check: { answers, checkedAt }, locale }: { check: Check; locale: Locale }) {
	const t = translator(locale, "check");
	const outcome = overall(answers);
	const firstAffected = Math.max(
		0,
		answers.findIndex((each) => each.outcome === "affected"),
	);
	const section = (answer: Check["answers"][number]) => (
		<IncidentSection key={answer.incident.id} answer={answer} locale={locale} />
	);
	return (
		<>
			<Outcome tone={outcome ? outcomeTones[outcome] : "fault"} title={t(`title.${outcome ?? "none"}`)}>
				<p>
					{outcome ? t(`lead.${outcome}`) : t("noneLead")} {t("checked", { at: formatDateTime(checkedAt, locale) })}
				</p>
				{answers.length > 1 ? (
					<ul aria-label={t("incidents")} className="!list-none !pl-0">
						{answers.map((answer) => (
							<li key={answer.incident.id} className="flex flex-wrap gap-x-3">
								<a href={`#${answer.incident.slug}`} lang={answer.incident.title.lang}>
									{answer.incident.title.text}
								</a>
								<OutcomeTag answer={answer} locale={locale} />
							</li>
						))}
					</ul>
				) : null}
			</Outcome>
			{answers.slice(0, firstAffected + 1).map(section)}
			{outcome ? <FirstActions answers={answers} locale={locale} /> : null}
			{answers.slice(firstAffected + 1).map(section)}
		</>
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
