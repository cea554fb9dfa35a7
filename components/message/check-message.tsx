"use client";

import type { ReactNode } from "react";
import { AddressList, type AddressTexts } from "@/components/fakes/address-list";
import { LinkedSentence } from "@/components/guidance/sentence";
import { CheckForm, type CheckFormTexts } from "@/components/ui/check-form";
import { Notice, PageHeading } from "@/components/ui/layout";
import type { FormState } from "@/lib/form";
import type { Sentence } from "@/lib/guidance/schema";

/** What a message turned out to be, in words. `marked` are the sentences that differ, each with its mark. */
export type MessageVerdict = {
	tone: "clear" | "wait" | "stop";
	title: string;
	/** The title of the browser's tab. */
	documentTitle: string;
	lead: string;
	/** What to do if the words were read from a picture. */
	picture?: string;
	report?: Sentence;
	reportFake?: { label: string; href: string };
	/** Addresses in it that are not ours, or the sender that was entered. */
	addresses?: AddressTexts[];
	marked: { mark: string; text: string }[];
	/** The pages of our own messages. */
	ours?: { label: string; href: string }[];
	another: { label: string; href: string };
};
export type MessageState = FormState & { verdict?: MessageVerdict };

/** Asks for a reference or a message and replaces the form by what it is. */
export function CheckMessage(props: {
	action: (state: MessageState, form: FormData) => Promise<MessageState>;
	texts: CheckFormTexts;
	typed: Record<string, string>;
	children: ReactNode;
}) {
	return (
		<CheckForm {...props} field="message" rows={8} result={({ verdict }) => verdict && <Verdict {...verdict} />} />
	);
}

function Verdict(verdict: MessageVerdict) {
	return (
		<>
			<title>{verdict.documentTitle}</title>
			<Notice tone={verdict.tone}>
				<PageHeading>{verdict.title}</PageHeading>
				<p className="mt-3">{verdict.lead}</p>
			</Notice>
			{verdict.marked.length > 0 ? (
				<ul className="max-w-read list-disc pl-5">
					{verdict.marked.map(({ mark, text }) => (
						<li key={`${mark}${text}`} className="my-2 [overflow-wrap:anywhere]">
							<b>{mark}</b> <bdi>{text}</bdi>
						</li>
					))}
				</ul>
			) : null}
			{verdict.addresses?.length ? <AddressList addresses={verdict.addresses} /> : null}
			{verdict.report ? (
				<p className="my-5 max-w-read">
					<LinkedSentence sentence={verdict.report} />
				</p>
			) : null}
			{verdict.reportFake ? (
				<p className="my-3">
					<a href={verdict.reportFake.href}>{verdict.reportFake.label}</a>
				</p>
			) : null}
			{verdict.picture ? <p className="my-5 max-w-read">{verdict.picture}</p> : null}
			{verdict.ours?.map((message) => (
				<p key={message.href} className="my-3">
					<a href={message.href}>{message.label}</a>
				</p>
			))}
			<p className="my-3">
				<a href={verdict.another.href}>{verdict.another.label}</a>
			</p>
		</>
	);
}
