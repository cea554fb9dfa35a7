"use client";

import { typedForm } from "@/components/site/language-switch";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { FormOwnerField } from "@/components/ui/form-owner";
import { Section } from "@/components/ui/layout";
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
 * One form for all kinds of second identifier, each with its own button. One form, because the language switch carries one draft.
 * Without kinds, once no try is left, it still says what the last try came to.
 */
export function ClaimForm(props: {
	kinds: readonly { kind: ClaimKind; title: string; submit: string; fields: readonly ClaimField[] }[];
	action: (state: ClaimState, form: FormData) => Promise<ClaimState>;
	typed: Record<string, string>;
	/** How many tries are left. An error that took one says how many are left after it. */
	left: string;
	errorTitle: string;
}) {
	const [state, send] = useForm<ClaimState>(props.action, openedWith(props.typed));
	const shown = new Set<string>(props.kinds.flatMap(({ fields }) => fields.map(({ name }) => name)));
	const errors = state.errors.map((error) => (shown.has(error.field) ? error : { ...error, field: "" }));
	return (
		<form id={typedForm} action={send} noValidate>
			<FormOwnerField />
			<ErrorSummary title={props.errorTitle} errors={errors} />
			{state.saysLeft ? null : <p className="mt-4">{props.left}</p>}
			<div id="kind">
				{props.kinds.map(({ kind, title, submit, fields }) => (
					<Section key={kind} title={title}>
						{fields.map((field) => (
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
						<Button shape="plain" name="kind" value={kind}>
							{submit}
						</Button>
					</Section>
				))}
			</div>
		</form>
	);
}
