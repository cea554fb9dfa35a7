"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import type { StatedKind } from "@/lib/exposure/schema";
import { type FormState, untouched } from "@/lib/form";

export type StatementField = {
	name: "number" | "telephone" | "name" | "postcode";
	label: string;
	hint?: string;
	autoComplete?: string;
	type?: "text" | "tel";
	short?: boolean;
};

/** One thing a person can say of themselves, as a form of its own. */
export function StatementForm(props: {
	kind: StatedKind;
	fields: StatementField[];
	action: (state: FormState, form: FormData) => Promise<FormState>;
	submit: string;
	errorTitle: string;
}) {
	const [state, send] = useActionState(props.action, untouched);
	return (
		<form action={send} noValidate>
			<ErrorSummary title={props.errorTitle} errors={state.errors} />
			<input type="hidden" name="kind" value={props.kind} />
			{props.fields.map((field) => (
				<TextField
					key={field.name}
					name={field.name}
					label={field.label}
					hint={field.hint}
					type={field.type}
					width={field.short ? "short" : "full"}
					autoComplete={field.autoComplete}
					value={state.values[field.name]}
					error={state.errors.find((error) => error.field === field.name)?.message}
				/>
			))}
			<Button shape="plain">{props.submit}</Button>
		</form>
	);
}
