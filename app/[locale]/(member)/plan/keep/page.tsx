import { titleWithForms } from "@/app/_shared/refused-form";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/member-page";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { HowTo } from "@/components/guidance/blocks";
import { Heading, Notice, PageHeading, Section } from "@/components/ui/layout";
import { Step, Steps, SummaryList } from "@/components/ui/list";
import { PrintButton } from "@/components/ui/print-button";
import { Telephone } from "@/components/ui/telephone-text";
import { answerHistory, check, confirmationsOf } from "@/lib/exposure";
import type { Check } from "@/lib/exposure/schema";
import { actionText, contactsFor, type Plan } from "@/lib/guidance";
import { href, type Locale, translator } from "@/lib/i18n";
import { identifiersOf } from "@/lib/identity";
import { requireMember } from "@/lib/identity/guard";
import { referenceOf } from "@/lib/ids";
import { organisation } from "@/lib/organisation";
import { formatDateTime } from "@/lib/time";
import { CouldNotCheck } from "../could-not-check";
import { Confirmations } from "./confirmations";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ print?: string; done?: string }> };

export async function generateMetadata({ params }: Props) {
	const locale = localeOf((await params).locale);
	return { title: await titleWithForms(pageTitle(translator(locale, "plan")("keep.title"), locale), locale) };
}

/** A page for printing: answer, plan, contacts and confirmations. */
export default async function KeepPage({ params, searchParams }: Props) {
	const locale = localeOf((await params).locale);
	const member = await requireMember(locale, "/plan");
	const checked = await check(member, locale);
	if (!checked.ok)
		return (
			<MemberPage member={member} locale={locale} path="/plan/keep">
				<CouldNotCheck locale={locale} path="/plan/keep" />
			</MemberPage>
		);
	const { plan } = checked.value;
	const [history, confirmations, proven] = await Promise.all([
		answerHistory(member, locale, 1),
		confirmationsOf(member),
		identifiersOf(member),
	]);
	const { print, done } = await searchParams;
	const large = print === "large";
	const t = translator(locale, "plan");
	const reference = history.answers[0]?.id;
	return (
		<MemberPage member={member} locale={locale} path={large ? "/plan/keep?print=large" : "/plan/keep"}>
			<div className={large ? "large-print" : "two-pages"}>
				<PageHeading lead={<span className="print:hidden">{t("keep.lead")}</span>}>{t("keep.title")}</PageHeading>
				<p className="mt-4 flex flex-wrap gap-x-6 gap-y-2 print:hidden">
					<PrintButton label={t("keep.print")} />{" "}
					<a href={href(locale, large ? "/plan/keep" : "/plan/keep?print=large")}>
						{large ? t("keep.normal") : t("keep.large")}
					</a>{" "}
					<a href={href(locale, "/plan")}>{t("keep.back")}</a>
				</p>
				{done ? (
					<div className="print:hidden">
						<Notice>
							{done === "made" ? t("keep.made") : t("keep.takenBack")}{" "}
							<a href="#confirmations">{t("keep.confirmations")}</a>
						</Notice>
					</div>
				) : null}
				<div className="mt-6 border-t-2 border-ink">
					<SummaryList
						rows={[
							{ key: t("keep.from"), value: organisation().name[locale] },
							{ key: t("keep.checkedAt"), value: formatDateTime(checked.value.checkedAt, locale) },
							...(reference
								? [{ key: t("keep.reference"), value: <span className="tabular-nums">{referenceOf(reference)}</span> }]
								: []),
						]}
					/>
				</div>
				<Answers check={checked.value} locale={locale} />
				<WhoToCall plan={plan} locale={locale} />
				<WholePlan plan={plan} locale={locale} />
				{confirmations.length > 0 || checked.value.answers.some(({ outcome }) => outcome) ? (
					<div className={confirmations.length === 0 ? "print:hidden" : undefined}>
						<Confirmations
							confirmations={confirmations}
							addresses={proven.map(({ masked }) => masked)}
							locale={locale}
						/>
					</div>
				) : null}
			</div>
		</MemberPage>
	);
}

function Answers({ check: { answers }, locale }: { check: Check; locale: Locale }) {
	const t = translator(locale, "plan");
	const labels = translator(locale, "labels");
	const answered = answers.flatMap((answer) => (answer.outcome ? [{ ...answer, outcome: answer.outcome }] : []));
	return (
		<Section title={t("keep.answer")}>
			{answered.length === 0 ? <p>{t("keep.none")}</p> : null}
			{answered.map(({ incident, outcome, versions, lines }) => {
				const inData = lines.filter((line) => line.standing === "in-data");
				const kinds = inData.map((line) => labels(`category.${line.category}`)).join(", ");
				return (
					<div key={incident.id}>
						<Heading>
							<span lang={incident.title.lang}>{incident.title.text}</span>
						</Heading>
						<SummaryList
							rows={[
								{ key: t("keep.outcome"), value: labels(`outcome.${outcome}`) },
								...(versions.length
									? [{ key: t("keep.version"), value: versions.map((version) => version.number).join(", ") }]
									: []),
								...(outcome === "affected" && kinds ? [{ key: t("keep.inData"), value: kinds }] : []),
							]}
						/>
					</div>
				);
			})}
		</Section>
	);
}

function WholePlan({ plan, locale }: { plan: Plan; locale: Locale }) {
	const t = translator(locale, "plan");
	const state = { todo: undefined, skipped: t("skipped"), done: t("done") };
	return (
		<Section title={t("keep.plan")} id="plan">
			<p className="font-bold">
				{plan.done === plan.steps.length ? t("allDone") : t("progress", { done: plan.done, total: plan.steps.length })}
			</p>
			<Steps>
				{plan.steps.map((step, at) => {
					const action = actionText(step, locale, plan.nation);
					const meta = [state[step.state], t("minutes", { minutes: step.minutes }), action.because].filter(Boolean);
					return (
						<Step
							key={step.id}
							number={at + 1}
							title={action.title}
							done={step.state === "done"}
							meta={meta.join(" · ")}
						>
							{step.state === "done" ? null : <HowTo action={action} />}
						</Step>
					);
				})}
			</Steps>
		</Section>
	);
}

function WhoToCall({ plan, locale }: { plan: Plan; locale: Locale }) {
	const t = translator(locale, "plan");
	const { helpline, safety } = organisation().contacts;
	const number = (telephone: string, note: string) => (
		<>
			<Telephone number={telephone} />
			{note ? ` (${note})` : null}
		</>
	);
	const outside = contactsFor(locale, ["emergency", "bank", "report-fraud", "police-scotland"], plan.nation);
	return (
		<Section title={t("keep.contacts")} id="contacts">
			<SummaryList
				rows={[
					{ key: t("keep.helpline"), value: number(helpline.telephone, helpline.hours[locale]) },
					{ key: t("keep.safety"), value: number(safety.telephone, safety.hours[locale]) },
					...outside.map(({ name, text, where }) => ({ key: name, value: number(text, where) })),
				]}
			/>
		</Section>
	);
}
