"use client";

import { type FormEvent, type ReactNode, startTransition } from "react";
import { type FormState, untouched } from "@/lib/form";
import { ErrorSummary } from "./error-summary";
import { FormOwnerField } from "./form-owner";
import { useForm } from "./use-form";

/**
 * A form whose action redirects and returns no errors: buttons, and choices that need no explanation. If the action gives no answer, for example because
 * the session has ended, the form says so and stays as it was filled in. Works without scripts.
 */
export function ActionForm(props: {
	action: (form: FormData) => Promise<void>;
	className?: string;
	children: ReactNode;
}) {
	const [state, send] = useForm<FormState>(async (_, form) => {
		await props.action(form);
		return untouched;
	}, untouched);
	// React resets the fields of a form whose action has ended, so it gets the fields without the form.
	const sendFields = (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const fields = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
		startTransition(() => send(fields));
	};
	// The server renders the action itself, so that the form works without scripts.
	const action = typeof window === "undefined" ? props.action : send;
	return (
		<form action={action} onSubmit={sendFields} className={props.className}>
			<FormOwnerField />
			<ErrorSummary errors={state.errors} />
			{props.children}
		</form>
	);
}
