"use client";

import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Choices, TextField } from "@/components/ui/field";
import { FormOwnerField } from "@/components/ui/form-owner";
import { useForm } from "@/components/ui/use-form";
import { type FormState, untouched } from "@/lib/form";

/** The form that adds somebody to the team. */
export function AddForm(props: {
	action: (state: FormState, form: FormData) => Promise<FormState>;
	roles: { value: string; label: string; hint: string }[];
	/** Whether staff may sign in with a code by email. */
	byCode: boolean;
}) {
	const [state, action] = useForm(props.action, untouched);
	const errorOf = (field: string) => state.errors.find((error) => error.field === field)?.message;
	const chosen = (state.values["roles[]"] ?? "").split("\n");
	return (
		<form action={action} noValidate key={JSON.stringify(state.values)}>
			<FormOwnerField />
			<ErrorSummary
				title="There is a problem"
				errors={state.errors.map((error) => (error.field === "roles" ? { ...error, field: "roles[]" } : error))}
			/>
			<TextField
				name="displayName"
				label="Name"
				hint="Shown to the team and in the audit log."
				value={state.values.displayName}
				error={errorOf("displayName")}
			/>
			<TextField
				name="email"
				type="email"
				inputMode="email"
				label="Work email address"
				hint={
					props.byCode
						? "They get a code there each time they sign in. We do not email them now."
						: "That of their work account. We do not email them now."
				}
				value={state.values.email}
				error={errorOf("email")}
			/>
			<Choices
				kind="checkbox"
				name="roles[]"
				label="Roles"
				error={errorOf("roles")}
				choices={props.roles.map((role) => ({ ...role, checked: chosen.includes(role.value) }))}
			/>
			<Button>Add to the team</Button>
		</form>
	);
}
