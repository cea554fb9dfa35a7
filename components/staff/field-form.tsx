"use client";

import { useActionState } from "react";
import { Actions, Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Choices, SelectField, TextArea, TextField } from "@/components/ui/field";
import { type FormState, untouched } from "@/lib/form";

type Option = { value: string; label: string; hint?: string };
type Named = { name: string; label: string; hint?: string; optional?: boolean };

/** One field of a staff form, as data. Pages list their fields and only this file renders them. */
export type FormField =
	| (Named & { kind: "line"; value: string; lang?: string; type?: "text" | "date" | "datetime-local" })
	| (Named & { kind: "text"; value: string; lang?: string; rows?: number })
	| (Named & { kind: "one"; value: string; options: Option[] })
	| (Named & { kind: "several"; values: readonly string[]; options: Option[] })
	| (Named & { kind: "list"; value: string; options: Option[] })
	| { kind: "heading"; name: string; label: string; hint?: string };

function Field({ field, typed, error }: { field: FormField; typed?: string; error?: string }) {
	if (field.kind === "heading") {
		return (
			<div className="mt-9 border-t-2 border-ink pt-2">
				<h2 className="text-[1.3rem] font-bold">{field.label}</h2>
				{field.hint ? <p className="text-soft">{field.hint}</p> : null}
			</div>
		);
	}
	const label = field.optional ? `${field.label} (optional)` : field.label;
	const common = { name: field.name, label, hint: field.hint, error };
	switch (field.kind) {
		case "line":
			return <TextField {...common} value={typed ?? field.value} type={field.type} lang={field.lang} spellCheck />;
		case "text":
			return <TextArea {...common} value={typed ?? field.value} rows={field.rows} lang={field.lang} />;
		case "list":
			return <SelectField {...common} value={typed ?? field.value} options={field.options} />;
		case "one":
		case "several": {
			const chosen = typed?.split("\n") ?? (field.kind === "one" ? [field.value] : field.values);
			return (
				<Choices
					{...common}
					kind={field.kind === "one" ? "radio" : "checkbox"}
					choices={field.options.map((option) => ({ ...option, checked: chosen.includes(option.value) }))}
				/>
			);
		}
	}
}

/**
 * A staff form: fields with their typed values and errors, a button and a link to cancel. Works without scripts. `action` is
 * a server action that redirects on success.
 */
export function FieldForm(props: {
	action: (state: FormState, form: FormData) => Promise<FormState>;
	fields: FormField[];
	submit: string;
	cancel: string;
	/** Shows the button in the warning colour, for changes that cannot be undone. */
	loud?: boolean;
}) {
	const [state, send] = useActionState(props.action, untouched);
	const sent = state !== untouched;
	// The field of a list is named "name[]", its error "name".
	const errorOf = (name: string) => state.errors.find((error) => error.field === name.replace(/\[\]$/, ""))?.message;
	const summary = state.errors.map((error) => ({
		...error,
		field: props.fields.find((field) => field.name === `${error.field}[]`)?.name ?? error.field,
	}));
	return (
		<form action={send} noValidate>
			<ErrorSummary title="There is a problem" errors={summary} />
			<div key={JSON.stringify(state.values)}>
				{props.fields.map((field) => (
					<Field
						key={field.name}
						field={field}
						// A browser sends nothing for an unticked box, so after an error a missing value means unticked.
						typed={state.values[field.name] ?? (sent && field.kind === "several" ? "" : undefined)}
						error={errorOf(field.name)}
					/>
				))}
			</div>
			<Actions>
				<Button shape={props.loud ? "stop" : "primary"}>{props.submit}</Button>
				<a href={props.cancel}>Cancel</a>
			</Actions>
		</form>
	);
}
