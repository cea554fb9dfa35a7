import type { NextRequest } from "next/server";
import { answerForm, queryOf, refusalOf } from "@/app/[locale]/_shared/document-forms";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { memberDocument } from "@/app/[locale]/_shared/personal-document";
import { NationForm } from "@/components/plan/nation-form";
import { PlanProgress } from "@/components/plan/plan-progress";
import { PlanStep } from "@/components/plan/plan-step";
import { ChangedStep } from "@/components/plan/step-state-form";
import { Actions, ButtonLink, type ButtonShape } from "@/components/ui/button";
import type { SentForm } from "@/components/ui/document-form";
import { Details, Notice, PageHeading, Read, Section } from "@/components/ui/layout";
import { Steps } from "@/components/ui/list";
import type { Member } from "@/lib/authority";
import { check, checkSession } from "@/lib/exposure";
import { actionText, type Plan } from "@/lib/guidance";
import type { ActionState } from "@/lib/guidance/schema";
import { href, type Locale, translator } from "@/lib/i18n";
import { formOwner, requireMember, requireMemberAsking } from "@/lib/identity/guard";
import { organisation } from "@/lib/organisation";
import { remindersOf } from "@/lib/reminders";
import type { Reminders } from "@/lib/reminders/schema";
import { ok } from "@/lib/result";
import { SafetyContact } from "../safety-contact";
import { changedStep, stepStateForm } from "../step-state-form";
import { CouldNotCheck } from "./could-not-check";
import { saveNation, setReminder, stop } from "./forms";
import { Reminder } from "./reminder";

type Context = { params: Promise<{ locale: string }> };

/** The plan as a document (app/[locale]/_shared/personal-document.tsx). */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
	const locale = localeOf((await params).locale);
	const refused = await refusalOf(request, href(locale, "/plan"));
	if (refused) return refused;
	// The session and the answer in one round trip. If that fails, the check says why.
	const { member, value } = await requireMemberAsking(locale, "/plan", checkSession);
	return planDocument(member, value ? ok(value) : await check(member, locale), locale, queryOf(request));
}

/** Carries out one of its forms. */
export async function POST(request: NextRequest, { params }: Context): Promise<Response> {
	const locale = localeOf((await params).locale);
	const refused = await refusalOf(request, href(locale, "/plan"));
	if (refused) return refused;
	const member = await requireMember(locale, "/plan");
	const draw = async (sent: SentForm) =>
		planDocument(member, await check(member, locale), locale, queryOf(request), sent);
	return answerForm(request, locale, { saveNation, setReminder, stop }, draw);
}

async function planDocument(
	member: Member,
	checked: Awaited<ReturnType<typeof check>>,
	locale: Locale,
	query: Record<string, string>,
	sent?: SentForm,
): Promise<Response> {
	const t = translator(locale, "plan");
	const document = { locale, path: "/plan", title: t("title"), sent };
	if (!checked.ok) return memberDocument(document, <CouldNotCheck locale={locale} path="/plan" />);
	const props = { plan: checked.value.plan, reminders: await remindersOf(member), owner: formOwner(member.personId) };
	return memberDocument(document, <PlanPage {...{ ...props, query, locale, sent }} />);
}

type PlanProps = {
	plan: Plan;
	reminders: Reminders;
	query: Record<string, string>;
	owner: string;
	locale: Locale;
	sent: SentForm | undefined;
};

function PlanPage({ plan, reminders, query, owner, locale, sent }: PlanProps) {
	const { done } = query;
	const changed = changedStep(owner, locale, "plan", plan, query);
	const t = translator(locale, "plan");
	const total = plan.steps.length;
	const open = plan.steps.filter((step) => step.state === "todo");
	const left = timeLeft(open.reduce((sum, step) => sum + step.minutes, 0));
	const wanted = open.find((step) => step.id === query.step) ?? open[0];
	const general = plan.steps.every((step) => step.reason.kind === "general");
	return (
		<>
			{done === "set" || done === "stopped" ? (
				<Notice>
					{t(done === "set" ? "reminder.isSet" : "reminder.isStopped")} <a href="#reminder">{t("reminder.title")}</a>
				</Notice>
			) : null}
			<PageHeading lead={general ? t("leadGeneral") : t("lead")}>{t("title")}</PageHeading>
			<PlanProgress
				label={t("progressLabel")}
				text={t("progress", { done: plan.done, total })}
				left={left.minutes > 0 ? t(left.hours ? "leftHours" : "left", left) : undefined}
				done={plan.done}
				total={total}
			/>
			<div className="print:hidden">
				<Where plan={plan} locale={locale} owner={owner} />
			</div>
			{changed ? <ChangedStep {...changed} /> : null}
			{open.length === 0 ? (
				<Notice>
					<span id="next-step" tabIndex={-1}>
						{t(plan.skipped > 0 ? "allSeen" : "allDone")}
					</span>
				</Notice>
			) : null}
			<Part title={t("todo")} owner={owner} plan={plan} state="todo" locale={locale} wanted={wanted?.id} />
			<Part title={t("skipped")} owner={owner} plan={plan} state="skipped" locale={locale} />
			<Part title={t("done")} owner={owner} plan={plan} state="done" locale={locale} />
			<div className="print:hidden">
				<Reminder reminders={reminders} open={open.length > 0} locale={locale} owner={owner} sent={sent} />
			</div>
			<SafetyContact locale={locale} />
			<div className="print:hidden">
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
			</div>
		</>
	);
}

/** Lists the steps in one state, numbered as in the whole plan. */
function Part(props: {
	title: string;
	plan: Plan;
	state: ActionState;
	locale: Locale;
	wanted?: string | undefined;
	owner: string;
}) {
	const { title, plan, state, locale, wanted, owner } = props;
	const t = translator(locale, "plan");
	const steps = plan.steps.filter((step) => step.state === state);
	if (steps.length === 0) return null;
	const choice = (to: ActionState, label: string, shape: ButtonShape = "small") => ({ state: to, label, shape });
	// Of the next step one button is the louder one, as on the answer.
	const choicesOf = (isNext: boolean) =>
		({
			todo: [choice("done", t("markDone"), isNext ? "primary-small" : "small"), choice("skipped", t("skip"))],
			skipped: [choice("todo", t("putBack")), choice("done", t("markDone"))],
			done: [choice("todo", t("undo"))],
		})[state];
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
							moreHref={href(locale, `/plan/guidance/${step.topic}#${step.id}`)}
							open={step.id === wanted}
							next={state === "todo" && at === 0}
							changeState={stepStateForm(owner, locale, "plan", step.id, choicesOf(at === 0))}
							texts={{
								howTo: t("howTo"),
								more: t("more"),
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

/** Rounds minutes for people: to five up to 50, then to half hours. `hours` is 0 for less than an hour. */
function timeLeft(minutes: number): { minutes: number; hours: number } {
	if (minutes <= 10) return { minutes, hours: 0 };
	if (minutes < 50) return { minutes: Math.round(minutes / 5) * 5, hours: 0 };
	return { minutes, hours: Math.round(minutes / 30) / 2 };
}

/** Asks for the nation, in front of the steps whose numbers it changes. Shown only if the organisation works in nations with different numbers. */
function Where({ plan, locale, owner }: { plan: Plan; locale: Locale; owner: string }) {
	const t = translator(locale, "plan");
	const labels = translator(locale, "labels");
	const { nations } = organisation();
	if (nations.length < 2) return null;
	return (
		<Details summary={plan.nation ? t("nationChosen", { nation: labels(`nation.${plan.nation}`) }) : t("nationTitle")}>
			<NationForm
				name="saveNation"
				owner={owner}
				question={t("nationQuestion")}
				hint={t("nationHint")}
				submit={t("nationSave")}
				nations={nations.map((value) => ({ value, label: labels(`nation.${value}`) }))}
				chosen={plan.nation}
			/>
		</Details>
	);
}
