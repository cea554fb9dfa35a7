"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { typedForm } from "@/components/site/language-switch";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextArea } from "@/components/ui/field";
import { Outcome, type OutcomeTone } from "@/components/ui/outcome";
import { useForm } from "@/components/ui/use-form";
import { type FormState, openedWith } from "@/lib/form";
import { AddressList, type AddressTexts } from "./address-list";

/** What is said about each address that somebody entered. */
export type SenderTexts = {
	tone: OutcomeTone;
	title: string;
	addresses: AddressTexts[];
	caution: string;
	spot: { label: string; href: string };
	another: { label: string; href: string };
};
export type SenderState = FormState & { found?: SenderTexts };

/** Asks for an address or a message and replaces the form by what is said about it. Typed values never enter a URL. */
export function CheckSender(props: {
	action: (state: SenderState, form: FormData) => Promise<SenderState>;
	texts: { title: string; titleError: string; errorTitle: string; address: string; hint: string; submit: string };
	typed: Record<string, string>;
	children: ReactNode;
}) {
	const [state, action] = useForm<SenderState>(props.action, openedWith(props.typed));
	const { texts } = props;
	const { found } = state;
	const result = useRef<HTMLDivElement>(null);
	// The form was further down, and perhaps its errors.
	useEffect(() => {
		if (found) result.current?.focus();
	}, [found]);
	if (found)
		return (
			<>
				<form id={typedForm}>
					<input type="hidden" name="address" value={state.values.address} />
				</form>
				<div ref={result} tabIndex={-1}>
					<Verdicts {...found} />
				</div>
			</>
		);
	return (
		<>
			<title>{state.errors.length ? texts.titleError : texts.title}</title>
			<ErrorSummary title={texts.errorTitle} errors={state.errors} />
			{props.children}
			<form id={typedForm} action={action} noValidate>
				<TextArea
					key={state.values.address}
					name="address"
					label={texts.address}
					hint={texts.hint}
					value={state.values.address}
					error={state.errors[0]?.message}
					rows={4}
				/>
				<Button>{texts.submit}</Button>
			</form>
		</>
	);
}

/** Shows what is said about each address. None of them is a link. */
function Verdicts(props: SenderTexts) {
	return (
		<>
			<title>{props.title}</title>
			<Outcome tone={props.tone} title={props.title}>
				<p>{props.caution}</p>
			</Outcome>
			<AddressList addresses={props.addresses} />
			<p className="mt-6 flex flex-wrap gap-x-6">
				<a href={props.another.href}>{props.another.label}</a>
				<a href={props.spot.href}>{props.spot.label}</a>
			</p>
		</>
	);
}
