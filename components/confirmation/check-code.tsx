"use client";

import { type ReactNode, useActionState, useEffect, useRef } from "react";
import { typedForm } from "@/components/site/language-switch";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextArea } from "@/components/ui/field";
import { type FormState, openedWith } from "@/lib/form";
import { Confirmed, type ConfirmedTexts } from "./confirmation-facts";

export type CodeState = FormState & { found?: ConfirmedTexts };

/** Asks for a confirmation's code or text and replaces the form by its contents. Typed values never enter a URL. */
export function CheckCode(props: {
	action: (state: CodeState, form: FormData) => Promise<CodeState>;
	texts: { title: string; titleError: string; errorTitle: string; code: string; hint: string; submit: string };
	typed: Record<string, string>;
	children: ReactNode;
}) {
	const [state, action] = useActionState<CodeState, FormData>(props.action, openedWith(props.typed));
	const { texts } = props;
	const result = useRef<HTMLDivElement>(null);
	// The form was further down, and perhaps its errors.
	useEffect(() => {
		if (state.found) result.current?.focus();
	}, [state.found]);
	if (state.found)
		return (
			<>
				<form id={typedForm}>
					<input type="hidden" name="code" value={state.values.code} />
				</form>
				<div ref={result} tabIndex={-1}>
					<Confirmed {...state.found} />
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
					key={state.values.code}
					name="code"
					label={texts.code}
					hint={texts.hint}
					value={state.values.code}
					error={state.errors[0]?.message}
					rows={4}
				/>
				<Button>{texts.submit}</Button>
			</form>
		</>
	);
}
