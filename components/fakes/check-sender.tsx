"use client";

import type { ReactNode } from "react";
import { CheckForm, type CheckFormTexts } from "@/components/ui/check-form";
import { Outcome, type OutcomeTone } from "@/components/ui/outcome";
import type { FormState } from "@/lib/form";
import { AddressList, type AddressTexts } from "./address-list";

/** What is said about each address that somebody entered. */
export type SenderTexts = {
	tone: OutcomeTone;
	title: string;
	/** The title of the browser's tab. */
	documentTitle: string;
	addresses: AddressTexts[];
	caution: string;
	/** Where to report it, if it is not ours. */
	report?: { label: string; href: string };
	spot: { label: string; href: string };
	another: { label: string; href: string };
};
export type SenderState = FormState & { found?: SenderTexts };

/** Asks for an address or a message and replaces the form by what is said about it. */
export function CheckSender(props: {
	action: (state: SenderState, form: FormData) => Promise<SenderState>;
	texts: CheckFormTexts;
	typed: Record<string, string>;
	children: ReactNode;
}) {
	return <CheckForm {...props} field="address" rows={4} result={({ found }) => found && <Verdicts {...found} />} />;
}

/** Shows what is said about each address. None of them is a link. */
function Verdicts(props: SenderTexts) {
	return (
		<>
			<title>{props.documentTitle}</title>
			<Outcome tone={props.tone} title={props.title}>
				<p>{props.caution}</p>
			</Outcome>
			<AddressList addresses={props.addresses} />
			<p className="mt-6 flex flex-wrap gap-x-6">
				{props.report ? <a href={props.report.href}>{props.report.label}</a> : null}{" "}
				<a href={props.another.href}>{props.another.label}</a> <a href={props.spot.href}>{props.spot.label}</a>
			</p>
		</>
	);
}
