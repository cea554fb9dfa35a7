"use client";

import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Choices } from "@/components/ui/field";
import { FormOwnerField } from "@/components/ui/form-owner";
import { useForm } from "@/components/ui/use-form";
import { type FormState, untouched } from "@/lib/form";

/** The form for a new confirmation. Asks what it may contain; nothing is preselected. */
export function MakeForm(props: {
	action: (state: FormState, form: FormData) => Promise<FormState>;
	texts: { errorTitle: string; question: string; yes: string; no: string; make: string };
}) {
	const [state, action] = useForm(props.action, untouched);
	const { texts } = props;
	return (
		<form action={action} noValidate className="print:hidden">
			<FormOwnerField />
			<ErrorSummary title={texts.errorTitle} errors={state.errors} />
			<Choices
				kind="radio"
				name="categories"
				label={texts.question}
				error={state.errors.find((error) => error.field === "categories")?.message}
				choices={[
					{ value: "yes", label: texts.yes, checked: state.values.categories === "yes" },
					{ value: "no", label: texts.no, checked: state.values.categories === "no" },
				]}
			/>
			<Button shape="plain">{texts.make}</Button>
		</form>
	);
}
