import { ChangedStep, StepStateForm, type StepStateFormTexts } from "@/components/plan/step-state-form";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/layout";
import { Step, Steps } from "@/components/ui/list";
import { PrintButton } from "@/components/ui/print-button";

export type FirstActionsTexts = {
	title: string;
	/** How many steps of the plan are done. */
	progress: string;
	/** What was marked a moment ago, with the way back. */
	changed?: { text: string; undo: StepStateFormTexts };
	steps: { id: string; number: number; href: string; title: string; meta: string; done: StepStateFormTexts }[];
	plan: { href: string; label: string };
	print: string;
};

/** The next steps that are still to do, each with its reason, the way to its instructions and a button that marks it as done. */
export function FirstActions({ title, progress, changed, steps, plan, print }: FirstActionsTexts) {
	return (
		<Section id="steps" title={title} tools={<span className="meta tabular-nums">{progress}</span>}>
			{changed ? <ChangedStep {...changed} last={steps.length === 0} /> : null}
			<Steps>
				{steps.map((step, at) => (
					<Step
						key={step.id}
						id={at === 0 ? "next-step" : undefined}
						number={step.number}
						title={<a href={step.href}>{step.title}</a>}
						meta={step.meta}
						action={<StepStateForm {...step.done} />}
					/>
				))}
			</Steps>
			<div className="mt-4 flex flex-wrap items-center gap-x-6 gap-y-2 print:hidden">
				<ButtonLink href={plan.href} shape="plain">
					{plan.label}
				</ButtonLink>
				<PrintButton label={print} />
			</div>
		</Section>
	);
}
