import type { ReactNode } from "react";

/** The look of a button. A page has at most one primary. */
export type ButtonShape = "primary" | "plain" | "small" | "stop" | "link";

/** A button that sends its form; `name` and `value` say which of several was pressed. */
export function Button(props: {
	children: ReactNode;
	shape?: ButtonShape;
	name?: string;
	value?: string;
	/** Extra text for screen readers: the row that a "Remove" belongs to. */
	about?: string;
}) {
	return (
		<button type="submit" name={props.name} value={props.value} className={`button button-${props.shape ?? "primary"}`}>
			{props.children}
			{props.about ? <span className="sr-only"> {props.about}</span> : null}
		</button>
	);
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink(props: { href: string; children: ReactNode; shape?: ButtonShape }) {
	return (
		<a href={props.href} className={`button button-${props.shape ?? "primary"}`}>
			{props.children}
		</a>
	);
}

/** Buttons and links that stand side by side and wrap on a phone. */
export function Actions({ children }: { children: ReactNode }) {
	return <div className="mt-6 flex flex-wrap items-center gap-x-5 gap-y-3 print:hidden">{children}</div>;
}
