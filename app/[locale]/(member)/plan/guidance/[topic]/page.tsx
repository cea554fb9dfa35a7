import { notFound } from "next/navigation";
import { GuidanceText } from "@/app/[locale]/_shared/guidance-page";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/member-page";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import type { StepStates } from "@/components/guidance/blocks";
import { Notice } from "@/components/ui/layout";
import { check } from "@/lib/exposure";
import type { Plan } from "@/lib/guidance";
import { actionIds, isTopic } from "@/lib/guidance/schema";
import { href, type Locale, translator } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";
import { CouldNotCheck } from "../../could-not-check";

type Props = { params: Promise<{ locale: string; topic: string }> };

export async function generateMetadata({ params }: Props) {
	const locale = localeOf((await params).locale);
	return { title: pageTitle(translator(locale, "plan")("title"), locale) };
}

/** A page of guidance as a member reads it: with the state of each step in their plan, and the way back. The public page has neither. */
export default async function MemberGuidancePage({ params }: Props) {
	const { locale: language, topic } = await params;
	const locale = localeOf(language);
	const member = await requireMember(locale, "/plan");
	if (!isTopic(topic)) notFound();
	const path = `/plan/guidance/${topic}`;
	const checked = await check(member, locale);
	if (!checked.ok)
		return (
			<MemberPage member={member} locale={locale} path={path}>
				<CouldNotCheck locale={locale} path={path} />
			</MemberPage>
		);
	const { plan } = checked.value;
	const t = translator(locale, "plan");
	const back = (
		<>
			<a href={href(locale, "/check")}>{t("backToAnswer")}</a> · <a href={href(locale, "/plan")}>{t("title")}</a> ·{" "}
			{t("progress", { done: plan.done, total: plan.steps.length })}
		</>
	);
	return (
		<MemberPage member={member} locale={locale} path={path}>
			{plan.done === plan.steps.length ? <Notice>{t("allDone")}</Notice> : null}
			<GuidanceText id={topic} locale={locale} above={back} states={statesOf(plan, locale)} />
		</MemberPage>
	);
}

/** Returns the state of every step there is. One that the plan does not have is not needed. */
function statesOf(plan: Plan, locale: Locale): StepStates {
	const t = translator(locale, "plan");
	const tones = { todo: "wait", skipped: "plain", done: "clear" } as const;
	return Object.fromEntries(
		actionIds.map((id) => {
			const step = plan.steps.find((step) => step.id === id);
			if (!step) return [id, { label: t("notNeeded"), tone: "plain", done: false }];
			const way = { href: href(locale, `/plan?step=${id}#${id}`), label: t("openStep") };
			return [id, { label: t(step.state), tone: tones[step.state], done: step.state === "done", way }];
		}),
	);
}
