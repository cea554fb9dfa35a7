"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { typedForm } from "@/components/site/language-switch";
import { type FormState, openedWith } from "@/lib/form";
import { Button } from "./button";
import { ErrorSummary } from "./error-summary";
import { TextArea } from "./field";
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
	const found = Boolean(result);
	const shown = useRef<HTMLDivElement>(null);
	// The form was further down, and perhaps its errors.
	useEffect(() => {
		if (found) shown.current?.focus();
	}, [found]);
	const typed = state.values[field];
	if (found)
		return (
			<>
				<form id={typedForm}>
					<input type="hidden" name={field} value={typed} />
				</form>
				<div ref={shown} tabIndex={-1}>
					{result}
				</div>
			</>
		);
	return (
		<>
			<title>{state.errors.length ? texts.titleError : texts.title}</title>
			<ErrorSummary title={texts.errorTitle} errors={state.errors} />
			{props.children}
			<form id={typedForm} action={action} noValidate>
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
