import type { ReactNode } from "react";
import { Button, type ButtonShape } from "@/components/ui/button";
import { Notice } from "@/components/ui/layout";
import { formOwnerField } from "@/lib/form";
import type { ActionId, ActionState } from "@/lib/guidance/schema";

/** The texts of a form that changes the state of a step. */
export type StepStateFormTexts = {
	/** The address it posts to. */
	href: string;
	/** For whom it is drawn. */
	owner: string;
	/** The page it returns to. */
	page: "check" | "plan";
	action: ActionId;
	choices: { state: ActionState; label: string; shape: ButtonShape }[];
	/** The step's name, for screen readers, which read buttons without their row. */
	about: string;
};

/** Changes the state of a step of the plan. A plain form: its response opens the page at the next step and moves the focus there. */
export function StepStateForm({ children, ...props }: StepStateFormTexts & { children?: ReactNode }) {
	return (
		<form
			method="post"
			action={props.href}
			encType="multipart/form-data"
			className="flex flex-wrap items-baseline gap-x-2 gap-y-2 print:hidden"
		>
			{children}
			<input type="hidden" name={formOwnerField} value={props.owner} />
			<input type="hidden" name="page" value={props.page} />
			<input type="hidden" name="action" value={props.action} />
			{props.choices.map(({ state, label, shape }) => (
				<Button key={state} shape={shape} name="state" value={state} about={props.about}>
					{label}
				</Button>
			))}
		</form>
	);
}

/** Says what a form has just done to a step, with the way back. Takes the focus if no step is left to do. */
export function ChangedStep({ text, undo, last }: { text: string; undo: StepStateFormTexts; last?: boolean }) {
	return (
		<Notice>
			<StepStateForm {...undo}>
				<span {...(last ? { id: "next-step", tabIndex: -1 } : {})}>{text}</span>
			</StepStateForm>
		</Notice>
	);
}
