"use client";

import type { ReactNode } from "react";
import { AddressList, type AddressTexts } from "@/components/fakes/address-list";
import { typedForm } from "@/components/site/language-switch";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextArea } from "@/components/ui/field";
import { Notice, PageHeading } from "@/components/ui/layout";
import { useForm } from "@/components/ui/use-form";
import { type FormState, openedWith } from "@/lib/form";

/** What a message turned out to be, in words. `marked` are the sentences that differ, each with its mark. */
export type MessageVerdict = {
	tone: "clear" | "wait" | "stop";
	title: string;
	lead: string;
	report?: string;
	reportFake?: { label: string; href: string };
	/** Addresses in it that are not ours, or the sender that was entered. */
	addresses?: AddressTexts[];
	marked: { mark: string; text: string }[];
	/** The page of our own message. */
	ours?: { label: string; href: string };
	another: { label: string; href: string };
};
export type MessageState = FormState & { verdict?: MessageVerdict };

/** Asks for a reference or a message and shows what it is in place of the form. What was typed never enters a URL. */
export function CheckMessage(props: {
	action: (state: MessageState, form: FormData) => Promise<MessageState>;
	texts: { title: string; titleError: string; errorTitle: string; typed: string; hint: string; submit: string };
	typed: Record<string, string>;
	children: ReactNode;
}) {
	const [state, action] = useForm<MessageState>(props.action, openedWith(props.typed));
	const { texts } = props;
	if (state.verdict) return <Verdict verdict={state.verdict} typed={state.values.message ?? ""} />;
	return (
		<>
			<title>{state.errors.length ? texts.titleError : texts.title}</title>
			<ErrorSummary title={texts.errorTitle} errors={state.errors} />
			{props.children}
			<form id={typedForm} action={action} noValidate>
				<TextArea
					key={state.values.message}
					name="message"
					label={texts.typed}
					hint={texts.hint}
					value={state.values.message}
					error={state.errors[0]?.message}
					rows={8}
				/>
				<Button>{texts.submit}</Button>
			</form>
		</>
	);
}

function Verdict({ verdict, typed }: { verdict: MessageVerdict; typed: string }) {
	return (
		<>
			<title>{verdict.title}</title>
			<form id={typedForm}>
				<input type="hidden" name="message" value={typed} />
			</form>
			<Notice tone={verdict.tone}>
				<PageHeading>{verdict.title}</PageHeading>
				<p className="mt-3">{verdict.lead}</p>
			</Notice>
			{verdict.marked.length > 0 ? (
				<ul className="max-w-read list-disc pl-5">
					{verdict.marked.map(({ mark, text }) => (
						<li key={`${mark}${text}`} className="my-2 [overflow-wrap:anywhere]">
							<b>{mark}</b> {text}
						</li>
					))}
				</ul>
			) : null}
			{verdict.addresses?.length ? <AddressList addresses={verdict.addresses} /> : null}
			{verdict.report ? <p className="my-5 max-w-read">{verdict.report}</p> : null}
			{verdict.reportFake ? (
				<p className="my-3">
					<a href={verdict.reportFake.href}>{verdict.reportFake.label}</a>
				</p>
			) : null}
			{verdict.ours ? (
				<p className="my-3">
					<a href={verdict.ours.href}>{verdict.ours.label}</a>
				</p>
			) : null}
			<p className="my-3">
				<a href={verdict.another.href}>{verdict.another.label}</a>
			</p>
		</>
	);
}
