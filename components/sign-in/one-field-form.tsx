"use client";

import type { ReactNode } from "react";
import { typedForm } from "@/components/site/language-switch";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { FormOwnerField } from "@/components/ui/form-owner";
import { useForm } from "@/components/ui/use-form";
import { type FormState, openedWith } from "@/lib/form";

/** The texts of a form with one field. `titleError` replaces the page's `title` while the form has an error. */
export type OneFieldTexts = {
	title: string;
	titleError: string;
	errorTitle: string;
	label: string;
	hint?: string;
	submit: string;
};

/**
 * A form with one field, an email address or a code, and the page's title. The title says so if there is an error.
 * `children` are shown above the form.
 */
export function OneFieldForm(props: {
	field: "email" | "code";
	action: (state: FormState, form: FormData) => Promise<FormState>;
	texts: OneFieldTexts;
	/** The draft from before the page changed its language. */
	typed?: Record<string, string>;
	children?: ReactNode;
}) {
	const [state, action] = useForm(props.action, openedWith(props.typed));
	const { field, texts } = props;
	const error = state.errors.find((error) => error.field === field)?.message;
	return (
		<>
			<title>{state.errors.length ? texts.titleError : texts.title}</title>
			{props.children}
			<form id={typedForm} action={action} noValidate>
				<FormOwnerField />
				<ErrorSummary title={texts.errorTitle} errors={state.errors} />
				{field === "email" ? (
					<TextField
						key={state.values.email}
						name="email"
						type="email"
						inputMode="email"
						autoComplete="email"
						label={texts.label}
						hint={texts.hint}
						error={error}
						value={state.values.email}
					/>
				) : (
					<TextField
						name="code"
						inputMode="numeric"
						autoComplete="one-time-code"
						width="code"
						label={texts.label}
						hint={texts.hint}
						error={error}
					/>
				)}
				<Button>{texts.submit}</Button>
			</form>
		</>
	);
}
