"use client";

import { typedForm } from "@/components/site/language-switch";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Choices, TextField } from "@/components/ui/field";
import { FormOwnerField } from "@/components/ui/form-owner";
import { useForm } from "@/components/ui/use-form";
import type { ClaimKind, ClaimState } from "@/lib/exposure/schema";
import { openedWith } from "@/lib/form";

type ClaimField = {
	name: "number" | "telephone" | "name" | "postcode";
	label: string;
	hint?: string;
	autoComplete?: string;
	type?: "text" | "tel";
	short?: boolean;
};

/**
 * Asks which kind of second identifier somebody can give, with the fields of the kind that is chosen. One form, because the language switch
 * carries one draft. Without kinds, once no try is left, it still says what the last try came to.
 */
export function ClaimForm(props: {
	kinds: readonly { kind: ClaimKind; title: string; fields: readonly ClaimField[] }[];
	action: (state: ClaimState, form: FormData) => Promise<ClaimState>;
	typed: Record<string, string>;
	/** How many tries are left. An error that took one says how many are left after it. */
	left: string;
	texts: { errorTitle: string; question: string; hint: string; submit: string };
}) {
	const [state, send] = useForm<ClaimState>(props.action, openedWith(props.typed));
	const { kinds, texts } = props;
	const { values } = state;
	const shown = new Set<string>(["kind", ...kinds.flatMap(({ fields }) => fields.map(({ name }) => name))]);
	const errors = state.errors.map((error) =>
		kinds.length > 0 && shown.has(error.field) ? error : { ...error, field: "" },
	);
	const errorOf = (field: string) => state.errors.find((error) => error.field === field)?.message;
	const typedKind = kinds.find(({ fields }) => fields.some(({ name }) => values[name]))?.kind;
	return (
		<form id={typedForm} action={send} noValidate>
			<FormOwnerField />
			<ErrorSummary title={texts.errorTitle} errors={errors} />
			{state.saysLeft ? null : <p className="mt-4">{props.left}</p>}
			{kinds.length > 0 ? (
				<>
					<Choices
						kind="radio"
						name="kind"
						label={texts.question}
						hint={texts.hint}
						error={errorOf("kind")}
						choices={kinds.map(({ kind, title, fields }) => ({
							value: kind,
							label: title,
							checked: kind === (values.kind || typedKind),
							reveals: fields.map((field) => (
								<TextField
									key={field.name}
									name={field.name}
									label={field.label}
									hint={field.hint}
									type={field.type}
									width={field.short ? "short" : "full"}
									autoComplete={field.autoComplete}
									value={values[field.name]}
									error={errorOf(field.name)}
								/>
							)),
						}))}
					/>
					<Button>{texts.submit}</Button>
				</>
			) : null}
		</form>
	);
}
