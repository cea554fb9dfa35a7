import type { ReactNode } from "react";

/** The h1 of a page, with a line of facts above it and the lead below. */
export function PageHeading(props: { children: ReactNode; meta?: ReactNode; lead?: ReactNode }) {
	return (
		<>
			{props.meta ? <p className="meta">{props.meta}</p> : null}
			<h1 className="title">{props.children}</h1>
			{props.lead ? <div className="lead">{props.lead}</div> : null}
		</>
	);
}

/** A section of a page with a strong line above it. `tools` are shown beside its heading. */
export function Section(props: { title: ReactNode; id?: string; children: ReactNode; tools?: ReactNode }) {
	return (
		<section id={props.id} className="section">
			<div className="section-head">
				<h2>{props.title}</h2>
				{props.tools}
			</div>
			{props.children}
		</section>
	);
}

/** A section that is folded until somebody opens it. It is printed whole. */
export function FoldedSection({ title, id, children }: { title: string; id: string; children: ReactNode }) {
	return (
		<details id={id} className="section print-open">
			<summary className="section-head no-underline">
				<h2>{title}</h2>
			</summary>
			{children}
		</details>
	);
}

/** A smaller heading inside a section. */
export function Heading({ children, id }: { children: ReactNode; id?: string }) {
	return (
		<h3 id={id} className="heading">
			{children}
		</h3>
	);
}

/** Running text with at most 75 characters a line. */
export function Read({ children }: { children: ReactNode }) {
	return <div className="prose max-w-read">{children}</div>;
}

/** Two or three columns. On a phone there is one. */
export function Columns({ children }: { children: ReactNode }) {
	return <div className="columns-fold">{children}</div>;
}

/** A line of secondary text. */
export function Meta({ children }: { children: ReactNode }) {
	return <p className="meta mt-3">{children}</p>;
}

/** A box for a side note. */
export function Aside({ title, level = 3, children }: { title?: string; level?: 2 | 3; children: ReactNode }) {
	const Title = `h${level}` as const;
	return (
		<div className="set-apart my-6 max-w-read rounded-[4px] bg-accent-tint px-[min(1.1rem,max(.15rem,(100vw-12rem)*.1))] py-[.9rem] sm:px-[1.4rem] sm:py-[1.1rem] print:my-2 print:p-0">
			{title ? (
				<Title className="mb-1 text-[min(1.05rem,max(1rem,9.8vw))] font-bold sm:text-heading">{title}</Title>
			) : null}
			<div className="prose">{children}</div>
		</div>
	);
}

/** The result of an action, on the page that follows it. */
export function Notice({ children, tone = "clear" }: { children: ReactNode; tone?: "clear" | "wait" | "stop" }) {
	const tones = {
		clear: "border-clear bg-clear-tint",
		wait: "border-wait bg-wait-tint",
		stop: "border-stop bg-stop-tint",
	};
	return (
		<div role="status" className={`my-6 max-w-read border-l-8 px-[min(1.25rem,5vw)] py-4 ${tones[tone]}`}>
			{children}
		</div>
	);
}

/** Collapsed text that opens without scripts. With `onPaper` it is printed even while collapsed. */
export function Details(props: { summary: ReactNode; onPaper?: boolean; children: ReactNode }) {
	const { summary, onPaper, children } = props;
	return (
		<details className={onPaper ? "print-open my-3" : "my-3"}>
			<summary className="py-1">{summary}</summary>
			<div className="prose mt-2 border-l-4 border-line pl-4">{children}</div>
		</details>
	);
}
