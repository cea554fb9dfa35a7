"use client";

import type { ReactNode } from "react";
import { typedForm } from "@/components/site/language-switch";
import { type FormState, openedWith } from "@/lib/form";
import { Button } from "./button";
import { ErrorSummary } from "./error-summary";
import { TextArea } from "./text-area";
import { useForm } from "./use-form";

export type CheckFormTexts = {
	title: string;
	titleError: string;
	errorTitle: string;
	label: string;
	hint: string;
	submit: string;
};

/** Asks for a text and replaces the form by what it was found to be. What was typed never enters a URL. */
export function CheckForm<State extends FormState>(props: {
	action: (state: State, form: FormData) => Promise<State>;
	/** The name of the field. */
	field: string;
	rows: number;
	texts: CheckFormTexts;
	/** The draft from before the page changed its language. */
	typed: Record<string, string>;
	/** Renders what was found; undefined while there is nothing. */
	result: (state: Awaited<State>) => ReactNode;
	children: ReactNode;
}) {
	const [state, action] = useForm<State>(props.action, openedWith(props.typed) as Awaited<State>);
	const { texts, field } = props;
	const result = props.result(state);
	const typed = state.values[field];
	if (result)
		return (
			<>
				<form id={typedForm}>
					<input type="hidden" name={field} value={typed} />
				</form>
				{/* biome-ignore lint/a11y/noAutofocus: the form was further down, and perhaps its errors */}
				<div tabIndex={-1} autoFocus className="begins-here">
					{result}
				</div>
			</>
		);
	return (
		<>
			<title>{state.errors.length ? texts.titleError : texts.title}</title>
			{props.children}
			<form id={typedForm} action={action} noValidate>
				<ErrorSummary title={texts.errorTitle} errors={state.errors} />
				<TextArea
					key={typed}
					name={field}
					label={texts.label}
					hint={texts.hint}
					value={typed}
					error={state.errors[0]?.message}
					rows={props.rows}
				/>
				<Button>{texts.submit}</Button>
			</form>
		</>
	);
}
