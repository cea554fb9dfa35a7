import type { ReactNode } from "react";
import { typedForm } from "@/components/site/language-switch";
import { Button } from "@/components/ui/button";
import { DocumentForm, type DocumentFormProps, stateOf } from "@/components/ui/document-form";
import { ErrorList } from "@/components/ui/error-list";
import { TextField } from "@/components/ui/field";
import type { FormState } from "@/lib/form";

/** The texts of a form with one field. `titleError` replaces the page's `title` while the form has an error. */
export type OneFieldTexts = {
	title: string;
	titleError: string;
	errorTitle: string;
	label: string;
	hint?: string;
	submit: string;
};

/** The field of a form with one, an email address or a code, and its button. */
export function OneField({ field, texts, state }: { field: "email" | "code"; texts: OneFieldTexts; state: FormState }) {
	const error = state.errors.find((error) => error.field === field)?.message;
	const said = { label: texts.label, hint: texts.hint, error };
	return (
		<>
			{field === "email" ? (
				<TextField
					key={state.values.email}
					name="email"
					type="email"
					inputMode="email"
					autoComplete="email"
					value={state.values.email}
					{...said}
				/>
			) : (
				<TextField name="code" inputMode="numeric" autoComplete="one-time-code" width="code" {...said} />
			)}
			<Button>{texts.submit}</Button>
		</>
	);
}

/** The form of a document with one field. `typed` is the draft from before the page changed its language; `children` stand above the form. */
export function OneFieldDocumentForm(
	props: DocumentFormProps & {
		field: "email" | "code";
		texts: OneFieldTexts;
		typed?: Record<string, string>;
		children?: ReactNode;
	},
) {
	const { field, texts, typed, children, ...form } = props;
	const state = stateOf(form);
	return (
		<>
			{children}
			<DocumentForm {...form} id={typedForm}>
				<ErrorList title={texts.errorTitle} errors={state.errors} />
				<OneField
					field={field}
					texts={texts}
					state={typed && !state.errors.length ? { ...state, values: typed } : state}
				/>
			</DocumentForm>
		</>
	);
}
