import { HowTo } from "@/components/guidance/blocks";
import { Step } from "@/components/ui/list";
import type { ActionState, ActionText } from "@/lib/guidance/schema";
import { StepStateForm, type StepStateFormTexts } from "./step-state-form";

type PlanStepTexts = {
	howTo: string;
	more: string;
	/** The step's name, for screen readers. */
	about: string;
	minutes: string;
};

/** Shows one step of a plan with buttons that change its state. */
export function PlanStep(props: {
	number: number;
	action: ActionText;
	state: ActionState;
	moreHref: string;
	open: boolean;
	/** Whether it is the next step to do, where the focus goes after a change. */
	next: boolean;
	texts: PlanStepTexts;
	changeState: StepStateFormTexts;
}) {
	const { action, state, texts } = props;
	return (
		<Step
			anchor={action.id}
			id={props.next ? "next-step" : undefined}
			number={props.number}
			title={action.title}
			done={state === "done"}
			meta={`${texts.minutes} · ${action.because}`}
			action={<StepStateForm {...props.changeState} />}
		>
			{state === "done" ? null : (
				<details open={props.open} className="print-open">
					<summary className="py-1 print:hidden">
						{texts.howTo}
						<span className="sr-only"> {texts.about}</span>
					</summary>
					<HowTo action={action} />
					<p className="mt-2 print:hidden">
						<a href={props.moreHref}>
							{texts.more}
							<span className="sr-only"> {texts.about}</span>
						</a>
					</p>
				</details>
			)}
		</Step>
	);
}
