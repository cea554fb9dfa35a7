import type { ReactNode } from "react";

const shapes = {
	primary:
		"bg-accent text-accent-ink font-[650] px-[1.3rem] py-[.8rem] rounded-[4px] border-2 border-transparent shadow-[0_3px_0_color-mix(in_srgb,var(--accent),#000_45%)] active:translate-y-[2px] active:shadow-none",
	plain: "bg-transparent text-ink font-[650] px-[1.3rem] py-[.8rem] rounded-[4px] border-2 border-ink",
	small:
		"bg-transparent text-ink font-semibold text-[.95rem] px-[.8rem] py-[.45rem] min-h-[2.4rem] rounded-[4px] border-2 border-ink",
	stop: "bg-transparent text-stop font-[650] px-[1.3rem] py-[.8rem] rounded-[4px] border-2 border-stop",
	link: "bg-transparent p-0 underline underline-offset-[.18em] hover:decoration-[.16em] min-h-[1.5rem] text-left",
};

/** How loud a button is. One primary a page. */
export type ButtonShape = keyof typeof shapes;

/** A button that sends its form; `name` and `value` say which of several was pressed. */
export function Button(props: {
	children: ReactNode;
	shape?: ButtonShape;
	type?: "submit" | "button";
	name?: string;
	value?: string;
	/** Extra words for people who hear the page: which row a "Remove" belongs to. */
	about?: string;
	/** Sends the form to another action. */
	formAction?: (form: FormData) => void;
	formNoValidate?: boolean;
}) {
	return (
		<button
			type={props.type ?? "submit"}
			name={props.name}
			value={props.value}
			formAction={props.formAction}
			formNoValidate={props.formNoValidate}
			className={`inline-block text-center no-underline ${shapes[props.shape ?? "primary"]}`}
		>
			{props.children}
			{props.about ? <span className="sr-only"> {props.about}</span> : null}
		</button>
	);
}

/** A link that looks like a button: it goes somewhere and changes nothing. `leaves` where the address leads to another site. */
export function ButtonLink(props: { href: string; children: ReactNode; shape?: ButtonShape; leaves?: boolean }) {
	const look = `inline-block text-center !no-underline ${shapes[props.shape ?? "primary"]}`;
	return props.leaves ? (
		<a href={props.href} className={look}>
			{props.children}
		</a>
	) : (
		<a href={props.href} className={look}>
			{props.children}
		</a>
	);
}

/** Buttons and links that stand side by side and wrap on a phone. */
export function Actions({ children }: { children: ReactNode }) {
	return <div className="mt-6 flex flex-wrap items-center gap-x-5 gap-y-3 print:hidden">{children}</div>;
}
