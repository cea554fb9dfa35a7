import { Children, type ReactNode } from "react";

/** The style of a button. A page has at most one primary button. */
export type ButtonShape = "primary" | "primary-small" | "plain" | "small" | "stop" | "link";

/** A button that sends its form. `name` and `value` tell several buttons apart. */
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

/** A link styled as a button. It only navigates and changes nothing. */
export function ButtonLink(props: { href: string; children: ReactNode; shape?: ButtonShape; about?: string }) {
	return (
		<a href={props.href} className={`button button-${props.shape ?? "primary"}`}>
			{props.children}
			{props.about ? <span className="sr-only"> {props.about}</span> : null}
		</a>
	);
}

/** A row of buttons and links that wraps on a phone. The spaces between them are for whoever hears or reads the page as text. */
export function Actions({ children }: { children: ReactNode }) {
	const row = Children.toArray(children).flatMap((child, at) => (at > 0 ? [" ", child] : [child]));
	return <div className="mt-6 flex flex-wrap items-center gap-x-5 gap-y-3 print:hidden">{row}</div>;
}
