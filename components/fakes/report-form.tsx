"use client";

import type { ReactNode } from "react";
import { typedForm } from "@/components/site/language-switch";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Choices, TextField } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { useForm } from "@/components/ui/use-form";
import { type FormState, openedWith } from "@/lib/form";

/** The form by which anybody reports a fake message. */
export function ReportForm(props: {
	action: (state: FormState, form: FormData) => Promise<FormState>;
	texts: Record<
		"title" | "titleError" | "errorTitle" | "channel" | "sender" | "senderHint" | "text" | "textHint" | "submit",
		string
	>;
	channels: { value: string; label: string }[];
	typed: Record<string, string>;
	children: ReactNode;
}) {
	const [state, action] = useForm(props.action, openedWith(props.typed));
	const { texts } = props;
	const { values, errors } = state;
	const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
	return (
		<>
			<title>{errors.length ? texts.titleError : texts.title}</title>
			{props.children}
			<form id={typedForm} action={action} noValidate key={JSON.stringify(values)}>
				<ErrorSummary title={texts.errorTitle} errors={errors} />
				<Choices
					kind="radio"
					name="channel"
					label={texts.channel}
					error={errorOf("channel")}
					choices={props.channels.map((choice) => ({ ...choice, checked: choice.value === values.channel }))}
				/>
				<TextField
					name="sender"
					label={texts.sender}
					hint={texts.senderHint}
					value={values.sender}
					error={errorOf("sender")}
				/>
				<TextArea
					name="text"
					label={texts.text}
					hint={texts.textHint}
					value={values.text}
					error={errorOf("text")}
					rows={8}
				/>
				<Button>{texts.submit}</Button>
			</form>
		</>
	);
}
