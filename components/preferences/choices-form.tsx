"use client";

import { Button, type ButtonShape } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Choices } from "@/components/ui/field";
import { FormOwnerField } from "@/components/ui/form-owner";
import { useForm } from "@/components/ui/use-form";
import { type FormState, untouched } from "@/lib/form";

type Group = {
	name: string;
	label: string;
	hint?: string;
	choices: { value: string; label: string; checked: boolean }[];
};

/** A form of checkboxes and radio buttons with one button. Keeps the choices if there is an error. */
export function ChoicesForm(props: {
	kind: "radio" | "checkbox";
	groups: Group[];
	/** The version of the wording shown, sent back with a consent. */
	wording?: string;
	action: (state: FormState, form: FormData) => Promise<FormState>;
	submit: string;
	shape?: ButtonShape;
	errorTitle: string;
}) {
	const [state, send] = useForm(props.action, untouched);
	const sent = state.errors.length > 0;
	const chosen = (group: Group, value: string) => (state.values[group.name] ?? "").split("\n").includes(value);
	return (
		<form action={send}>
			<FormOwnerField />
			<ErrorSummary title={props.errorTitle} errors={state.errors} />
			{props.wording ? <input type="hidden" name="wording" value={props.wording} /> : null}
			{props.groups.map((group) => (
				<Choices
					key={group.name}
					kind={props.kind}
					name={group.name}
					label={group.label}
					hint={group.hint}
					error={state.errors.find((error) => error.field === group.name.replace("[]", ""))?.message}
					choices={group.choices.map((choice) => ({
						...choice,
						checked: sent ? chosen(group, choice.value) : choice.checked,
					}))}
				/>
			))}
			<Button shape={props.shape}>{props.submit}</Button>
		</form>
	);
}
