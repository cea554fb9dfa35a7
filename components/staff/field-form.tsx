"use client";

import { Actions, Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { FormOwnerField } from "@/components/ui/form-owner";
import { useForm } from "@/components/ui/use-form";
import { untouched } from "@/lib/form";
import { FieldInputs } from "./field-inputs";
import { type Comparison, type FormField, type InputField, inputFields, type StaffFormState } from "./form-fields";
import { ReadersWillSee } from "./readers-will-see";
import { Comparisons } from "./value-comparisons";

/**
 * A staff form: fields with their typed values and errors, a button and a link to cancel. Works without scripts. `action` is
 * a server action that redirects on success. With `publish`, the form's button leads to "Readers will see", and only the button
 * there publishes.
 */
export function FieldForm(props: {
	/** The title of the page. It says so if there is an error. */
	title: string;
	action: (state: StaffFormState, form: FormData) => Promise<StaffFormState>;
	fields: FormField[];
	submit: string;
	/** The button under "Readers will see". */
	publish?: string;
	/** What readers will see, for a form without fields. The form opens with it. */
	review?: Comparison[];
	/** The revision that the values are of. A change that somebody else made since is shown before anything is saved. */
	revision?: string;
	cancel: string;
	/** Shows the button in the warning colour, for changes that cannot be undone. */
	loud?: boolean;
}) {
	const [state, send] = useForm<StaffFormState>(props.action, untouched);
	const sent = state !== untouched;
	const inputs = inputFields(props.fields);
	const fieldOf = (error: string) => inputs.find(({ name }) => name === `${error}[]`)?.name ?? error;
	const errors = state.errors.map((error) => ({ ...error, field: fieldOf(error.field) }));
	const shape = props.loud ? "stop" : "primary";
	const review = state.review ?? (state.conflict ? undefined : props.review);
	return (
		<form action={send} noValidate>
			<FormOwnerField />
			<title>{errors.length ? `Error: ${props.title}` : props.title}</title>
			<ErrorSummary title="There is a problem" errors={errors} />
			<input type="hidden" name="revision" value={state.values.revision ?? props.revision ?? ""} />
			{review ? (
				<ReadersWillSee
					changes={review}
					oldWelsh={state.oldWelsh}
					values={state.values}
					names={inputs.map(({ name }) => name)}
				/>
			) : (
				<div key={JSON.stringify(state.values)}>
					<Comparisons names={["What you wrote", "What it says now"]} values={state.conflict ?? []} />
					<FieldInputs
						fields={props.fields}
						sent={(field) => ({ typed: typedIn(field, state, sent), error: errorOf(field, errors) })}
					/>
				</div>
			)}
			<Actions>
				{review ? (
					<Button name="step" value="publish" shape={shape}>
						{props.publish ?? props.submit}
					</Button>
				) : (
					<Button shape={shape}>{props.submit}</Button>
				)}
				{review && inputs.length > 0 ? (
					<Button name="step" value="edit" shape="plain">
						Change it
					</Button>
				) : null}
				<a href={props.cancel}>Cancel</a>
			</Actions>
		</form>
	);
}

/** Returns what was typed. A browser sends nothing for an unticked box, so once the form is sent a missing value means unticked. */
const typedIn = (field: InputField, state: StaffFormState, sent: boolean) =>
	state.values[field.name] ?? (sent && field.kind === "several" ? "" : undefined);

const errorOf = (field: InputField, errors: StaffFormState["errors"]) =>
	errors.find((error) => error.field === field.name)?.message;
