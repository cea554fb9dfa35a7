"use client";

import { typedForm } from "@/components/site/language-switch";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { FormOwnerField } from "@/components/ui/form-owner";
import { useForm } from "@/components/ui/use-form";
import { type FormState, openedWith } from "@/lib/form";

export type PointField = {
	name: string;
	label: string;
	hint?: string;
	type?: "text" | "tel";
	autoComplete: string;
	short?: boolean;
};

/** The form of a telephone number or a postal address. */
export function PointForm(props: {
	fields: PointField[];
	action: (state: FormState, form: FormData) => Promise<FormState>;
	submit: string;
	errorTitle: string;
	/** The draft from before the page changed its language. */
	typed?: Record<string, string>;
}) {
	const [state, send] = useForm(props.action, openedWith(props.typed));
	return (
		<form id={typedForm} action={send} noValidate>
			<FormOwnerField />
			<ErrorSummary title={props.errorTitle} errors={state.errors} />
			{props.fields.map((field) => (
				<TextField
					key={field.name}
					name={field.name}
					label={field.label}
					hint={field.hint}
					type={field.type}
					inputMode={field.type === "tel" ? "tel" : undefined}
					autoComplete={field.autoComplete}
					width={field.short ? "short" : "full"}
					value={state.values[field.name]}
					error={state.errors.find((error) => error.field === field.name)?.message}
				/>
			))}
			<Button>{props.submit}</Button>
		</form>
	);
}
