"use client";

import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Choices, SelectField, TextField } from "@/components/ui/field";
import { FormOwnerField } from "@/components/ui/form-owner";
import { useForm } from "@/components/ui/use-form";
import { type FormState, untouched } from "@/lib/form";

/** Draws the form that adds a dataset to an incident. */
export function NewDatasetForm(props: {
	action: (state: FormState, form: FormData) => Promise<FormState>;
	incidents: { value: string; label: string }[];
}) {
	const [state, action] = useForm(props.action, untouched);
	const error = (field: string) => state.errors.find((candidate) => candidate.field === field)?.message;
	return (
		<>
			<ErrorSummary title="There is a problem" errors={state.errors} />
			<form action={action} noValidate key={JSON.stringify(state.values)}>
				<FormOwnerField />
				<SelectField
					name="incident"
					label="Incident"
					error={error("incident")}
					value={state.values.incident}
					options={props.incidents}
				/>
				<TextField
					name="name"
					label="Name of the dataset"
					hint="Such as “Membership table”. Staff see it, members do not."
					error={error("name")}
					value={state.values.name}
					maxLength={100}
				/>
				<Choices
					kind="checkbox"
					name="complete"
					label="How complete it is"
					choices={[
						{
							value: "yes",
							label: "This is the whole table",
							hint: "Leave this unticked while parts are still being recovered. People who are not found are then told that we are still looking.",
							checked: state.values.complete === "yes",
						},
					]}
				/>
				<Button shape="plain">Add the dataset</Button>
			</form>
		</>
	);
}
