import { HowTo } from "@/components/guidance/blocks";
import { Button } from "@/components/ui/button";
import { Step } from "@/components/ui/list";
import type { ActionState, ActionText } from "@/lib/guidance/schema";

type PlanStepTexts = {
	howTo: string;
	more: string;
	markDone: string;
	skip: string;
	undo: string;
	putBack: string;
	/** The step's name, added to button labels for screen readers. */
	about: string;
	minutes: string;
};

/** Shows one step of a plan with buttons that change its state. The buttons are forms and need no script. */
export function PlanStep(props: {
	number: number;
	action: ActionText;
	state: ActionState;
	moreHref: string;
	open: boolean;
	texts: PlanStepTexts;
	changeState: (form: FormData) => Promise<void>;
}) {
	const { action, state, texts } = props;
	return (
		<Step
			number={props.number}
			title={action.title}
			done={state === "done"}
			meta={`${texts.minutes} · ${action.because}`}
			action={
				<form action={props.changeState} className="flex flex-wrap gap-x-2 gap-y-2">
					<input type="hidden" name="action" value={action.id} />
					<Choices state={state} texts={texts} />
				</form>
			}
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

function Choices({ state, texts }: { state: ActionState; texts: PlanStepTexts }) {
	const button = (value: ActionState, label: string) => (
		<Button key={value} shape="small" name="state" value={value} about={texts.about}>
			{label}
		</Button>
	);
	if (state === "done") return button("todo", texts.undo);
	if (state === "skipped") return [button("todo", texts.putBack), button("done", texts.markDone)];
	return [button("done", texts.markDone), button("skipped", texts.skip)];
}
