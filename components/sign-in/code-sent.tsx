import type { ReactNode } from "react";
import { Aside, Details, Notice, PageHeading } from "@/components/ui/layout";
import { TelephoneText } from "@/components/ui/telephone-text";

/** The texts above a code form: the address the code was mailed to, and how to recognise the mail. */
export function CodeSent(props: {
	title: string;
	sent: ReactNode;
	wrongAddress: { href: string; label: string };
	notice?: { tone: "clear" | "wait"; text: string };
	oursTitle: string;
	ours: ReactNode;
}) {
	return (
		<>
			<PageHeading>{props.title}</PageHeading>
			{props.notice ? <Notice tone={props.notice.tone}>{props.notice.text}</Notice> : null}
			<div className="max-w-read">
				<p>
					{props.sent} <a href={props.wrongAddress.href}>{props.wrongAddress.label}</a>
				</p>
				<Aside title={props.oursTitle} level={2}>
					<p>{props.ours}</p>
				</Aside>
			</div>
		</>
	);
}

/**
 * The form that requests another code, in sight because an expired code needs it, and advice for when none arrives. `again` is
 * absent if no more codes are sent.
 */
export function CodeNotArrived(props: {
	summary: string;
	look: string;
	/** Where to find a long code, which works although no new mail comes. */
	longCode: string;
	ifNone: string;
	again?: ReactNode;
	noMore: string;
	children?: ReactNode;
}) {
	return (
		<div className="mt-8 max-w-read">
			{props.again}
			<Details summary={props.summary}>
				<p>{props.look}</p>
				<p>{props.longCode}</p>
				<p>
					<TelephoneText text={props.ifNone} />
				</p>
				{props.again ? null : <p>{props.noMore}</p>}
				{props.children}
			</Details>
		</div>
	);
}
