"use client";

import type { ReactNode } from "react";
import type { OneFieldTexts } from "@/components/sign-in/one-field";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { useForm } from "@/components/ui/use-form";
import { type FormState, openedWith } from "@/lib/form";

/** The form that stops emails about updates, by the code at the end of one. */
export function StopForm(props: {
	action: (state: FormState, form: FormData) => Promise<FormState>;
	texts: OneFieldTexts;
	typed: Record<string, string>;
	children: ReactNode;
}) {
	const [state, action] = useForm(props.action, openedWith(props.typed));
	const { texts } = props;
	return (
		<>
			<title>{state.errors.length ? texts.titleError : texts.title}</title>
			{props.children}
			<form action={action} noValidate>
				<ErrorSummary title={texts.errorTitle} errors={state.errors} />
				<TextField
					key={state.values.ending}
					name="ending"
					label={texts.label}
					hint={texts.hint}
					value={state.values.ending}
					error={state.errors[0]?.message}
				/>
				<Button>{texts.submit}</Button>
			</form>
		</>
	);
}
