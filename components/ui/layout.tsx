import type { ReactNode } from "react";

/** The page's one heading, with the line of facts above it and the lead below. */
export function PageHeading(props: { children: ReactNode; meta?: ReactNode; lead?: ReactNode }) {
	return (
		<>
			{props.meta ? <p className="m-0 text-[.95rem] text-soft">{props.meta}</p> : null}
			<h1 className="mt-[.4rem] mb-4 max-w-[22ch] text-[clamp(1.9rem,5.2vw,2.9rem)] leading-[1.08] font-[780] tracking-[-.022em] text-balance">
				{props.children}
			</h1>
			{props.lead ? <div className="max-w-read text-[1.3rem] leading-[1.45]">{props.lead}</div> : null}
		</>
	);
}

/** A part of a page under a strong rule. `tools` stand beside its heading. */
export function Section(props: { title: ReactNode; id?: string; children: ReactNode; tools?: ReactNode }) {
	return (
		<section id={props.id} className="mt-11 border-t-2 border-ink pt-[.6rem]">
			<div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-6">
				<h2 className="text-[1.5rem] leading-[1.2] font-bold tracking-[-.01em]">{props.title}</h2>
				{props.tools}
			</div>
			{props.children}
		</section>
	);
}

/** A smaller heading inside a section. */
export function Heading({ children, id }: { children: ReactNode; id?: string }) {
	return (
		<h3 id={id} className="mt-6 mb-1 text-[1.14rem] font-bold">
			{children}
		</h3>
	);
}

/** Running text at a width that reads well: at most 75 characters a line. */
export function Read({ children }: { children: ReactNode }) {
	return <div className="prose max-w-read">{children}</div>;
}

/** Two or three columns that fold into one on a phone. */
export function Columns({ children }: { children: ReactNode }) {
	return <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,15rem),1fr))] gap-x-10">{children}</div>;
}

/** Small print that is still readable. */
export function Meta({ children }: { children: ReactNode }) {
	return <p className="mt-4 text-[.95rem] text-soft">{children}</p>;
}

/** Something set apart without alarm. */
export function Aside({ title, level = 3, children }: { title?: string; level?: 2 | 3; children: ReactNode }) {
	const Title = `h${level}` as const;
	return (
		<div className="my-6 rounded-[4px] bg-accent-tint px-[1.4rem] py-[1.1rem]">
			{title ? <Title className="mb-1 text-[1.14rem] font-bold">{title}</Title> : null}
			<div className="prose">{children}</div>
		</div>
	);
}

/** That something was done, after the page it was done on came back. */
export function Notice({ children, tone = "clear" }: { children: ReactNode; tone?: "clear" | "wait" | "stop" }) {
	const tones = {
		clear: "border-clear bg-clear-tint",
		wait: "border-wait bg-wait-tint",
		stop: "border-stop bg-stop-tint",
	};
	return (
		<div role="status" className={`my-6 border-l-8 px-5 py-4 ${tones[tone]}`}>
			{children}
		</div>
	);
}

/** More for those who want it; works without scripts. */
export function Details({ summary, children }: { summary: ReactNode; children: ReactNode }) {
	return (
		<details className="my-4">
			<summary className="py-1">{summary}</summary>
			<div className="prose mt-2 border-l-4 border-line pl-4">{children}</div>
		</details>
	);
}
