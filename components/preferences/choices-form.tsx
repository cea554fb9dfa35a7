import { Button, type ButtonShape } from "@/components/ui/button";
import { DocumentForm, type DocumentFormProps, stateOf } from "@/components/ui/document-form";
import { ErrorList } from "@/components/ui/error-list";
import { Choices } from "@/components/ui/field";

type Group = {
	name: string;
	label: string;
	hint?: string;
	choices: { value: string; label: string; checked: boolean }[];
};

/** A form of checkboxes and radio buttons with one button. Keeps the choices if there is an error. */
export function ChoicesForm(
	props: DocumentFormProps & {
		kind: "radio" | "checkbox";
		groups: Group[];
		submit: string;
		shape?: ButtonShape;
		errorTitle: string;
	},
) {
	const { kind, groups, submit, shape, errorTitle, ...form } = props;
	const state = stateOf(form);
	const sent = state.errors.length > 0;
	const chosen = (group: Group, value: string) => (state.values[group.name] ?? "").split("\n").includes(value);
	return (
		<DocumentForm {...form}>
			<ErrorList title={errorTitle} errors={state.errors} />
			{groups.map((group) => (
				<Choices
					key={group.name}
					kind={kind}
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
			<Button shape={shape}>{submit}</Button>
		</DocumentForm>
	);
}
