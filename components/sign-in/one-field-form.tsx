"use client";

import type { ReactNode } from "react";
import { typedForm } from "@/components/site/language-switch";
import { ErrorSummary } from "@/components/ui/error-summary";
import { FormOwnerField } from "@/components/ui/form-owner";
import { useForm } from "@/components/ui/use-form";
import { type FormState, openedWith } from "@/lib/form";
import { OneField, type OneFieldTexts } from "./one-field";

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
	return (
		<>
			<title>{state.errors.length ? texts.titleError : texts.title}</title>
			{props.children}
			<form id={typedForm} action={action} noValidate>
				<FormOwnerField />
				<ErrorSummary title={texts.errorTitle} errors={state.errors} />
				<OneField field={field} texts={texts} state={state} />
			</form>
		</>
	);
}
