import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/page-shell";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { NationForm } from "@/components/plan/nation-form";
import { PlanProgress } from "@/components/plan/plan-progress";
import { PlanStep } from "@/components/plan/plan-step";
import { Actions, ButtonLink } from "@/components/ui/button";
import { Notice, PageHeading, Read, Section } from "@/components/ui/layout";
import { Steps } from "@/components/ui/list";
import { check, exposuresOf } from "@/lib/exposure";
import { actionText, type Plan, planOf } from "@/lib/guidance";
import type { ActionState } from "@/lib/guidance/schema";
import { href, type Locale, translator } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";
import { organisation } from "@/lib/organisation";
import { remindersOf } from "@/lib/reminders";
import { SafetyContact } from "../safety-contact";
import { changeActionState, saveNation } from "./actions";
import { CouldNotCheck } from "./could-not-check";
import { Reminder } from "./reminder";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ done?: string | string[] }> };

export async function generateMetadata({ params }: Props) {
	const locale = localeOf((await params).locale);
	return { title: pageTitle(translator(locale, "plan")("title"), locale) };
}

export default async function PlanPage({ params, searchParams }: Props) {
	const locale = localeOf((await params).locale);
	const member = await requireMember(locale, "/plan");
	const [checked, reminders] = await Promise.all([check(member, locale), remindersOf(member)]);
	if (!checked.ok) return <CouldNotCheck locale={locale} path="/plan" />;
	const plan = await planOf(member, exposuresOf(checked.value.answers));
	const { done } = await searchParams;
	const t = translator(locale, "plan");
	const total = plan.steps.length;
	const open = plan.steps.filter((step) => step.state === "todo");
	const left = open.reduce((sum, step) => sum + step.minutes, 0);
	const general = plan.steps.every((step) => step.reason.kind === "general");
	return (
		<MemberPage locale={locale} path="/plan">
			{done === "set" || done === "stopped" ? (
				<Notice>
					{t(done === "set" ? "reminder.isSet" : "reminder.isStopped")} <a href="#reminder">{t("reminder.title")}</a>
				</Notice>
			) : null}
			<PageHeading lead={general ? t("leadGeneral") : t("lead")}>{t("title")}</PageHeading>
			<PlanProgress
				label={t("progressLabel")}
				text={t("progress", { done: plan.done, total })}
				left={left > 0 ? t("left", { minutes: left }) : undefined}
				done={plan.done}
				total={total}
			/>
			{open.length === 0 ? <Notice>{t("allDone")}</Notice> : null}
			<Part title={t("todo")} plan={plan} state="todo" locale={locale} />
			<Part title={t("skipped")} plan={plan} state="skipped" locale={locale} />
			<Part title={t("done")} plan={plan} state="done" locale={locale} />
			<Reminder reminders={reminders} open={open.length > 0} locale={locale} />
			<SafetyContact locale={locale} />
			<Where plan={plan} locale={locale} />
			<Section title={t("keepTitle")}>
				<Read>
					<p>{t("keepText")}</p>
				</Read>
				<Actions>
					<ButtonLink href={href(locale, "/plan/keep")} shape="plain">
						{t("print")}
					</ButtonLink>
					<a href={href(locale, "/check")}>{t("backToAnswer")}</a>
				</Actions>
			</Section>
		</MemberPage>
	);
}

/** Lists the steps in one state, numbered as in the whole plan. */
function Part({ title, plan, state, locale }: { title: string; plan: Plan; state: ActionState; locale: Locale }) {
	const t = translator(locale, "plan");
	const steps = plan.steps.filter((step) => step.state === state);
	if (steps.length === 0) return null;
	return (
		<Section title={title}>
			<Steps>
				{steps.map((step, at) => {
					const action = actionText(step, locale, plan.nation);
					return (
						<PlanStep
							key={step.id}
							number={plan.steps.indexOf(step) + 1}
							action={action}
							state={state}
							moreHref={href(locale, `/guidance/${step.topic}`)}
							open={state === "todo" && at === 0}
							changeState={changeActionState.bind(null, locale)}
							texts={{
								howTo: t("howTo"),
								more: t("more"),
								markDone: t("markDone"),
								skip: t("skip"),
								undo: t("undo"),
								putBack: t("putBack"),
								about: t("about", { title: action.title }),
								minutes: t("minutes", { minutes: step.minutes }),
							}}
						/>
					);
				})}
			</Steps>
		</Section>
	);
}

/** Asks for the nation. Shown only if the organisation works in nations with different numbers. */
function Where({ plan, locale }: { plan: Plan; locale: Locale }) {
	const t = translator(locale, "plan");
	const labels = translator(locale, "labels");
	const { nations } = organisation();
	if (nations.length < 2) return null;
	return (
		<Section title={t("nationTitle")}>
			<NationForm
				question={t("nationQuestion")}
				hint={t("nationHint")}
				submit={t("nationSave")}
				nations={nations.map((value) => ({ value, label: labels(`nation.${value}`) }))}
				chosen={plan.nation}
				save={saveNation.bind(null, locale)}
			/>
		</Section>
	);
}
