import type { ReactNode } from "react";

/** A short state in word, shape and colour: never colour alone. */
export function Tag({ tone = "plain", children }: { tone?: "stop" | "clear" | "wait" | "plain"; children: ReactNode }) {
	const tones = { stop: "text-stop", clear: "tag-clear text-clear", wait: "tag-wait text-wait", plain: "text-ink" };
	return <span className={`tag ${tones[tone]}`}>{children}</span>;
}

/** A masked value, in figures that line up. */
export function Mask({ children }: { children: ReactNode }) {
	return <span className="font-mono text-[.95em] tracking-[.02em]">{children}</span>;
}

/** A table under rules that stacks on a phone. Rows come as `<tr>` with a `<th scope="row">` first. */
export function Ledger(props: { caption: ReactNode; captionHidden?: boolean; head: ReactNode[]; children: ReactNode }) {
	return (
		<table className="ledger">
			<caption className={props.captionHidden ? "sr-only" : undefined}>{props.caption}</caption>
			<thead>
				<tr>
					{props.head.map((cell, index) =>
						cell === "" ? (
							// biome-ignore lint/suspicious/noArrayIndexKey: the head of a table does not move
							<td key={index} />
						) : (
							// biome-ignore lint/suspicious/noArrayIndexKey: the head of a table does not move
							<th key={index} scope="col">
								{cell}
							</th>
						),
					)}
				</tr>
			</thead>
			<tbody>{props.children}</tbody>
		</table>
	);
}

/** Facts as name and value. */
export function SummaryList({ rows }: { rows: { key: string; value: ReactNode; action?: ReactNode }[] }) {
	return (
		<dl>
			{rows.map((row) => (
				<div
					key={row.key}
					className="grid gap-x-6 border-b border-line py-[.85rem] sm:grid-cols-[minmax(9rem,14rem)_1fr_auto]"
				>
					<dt className="font-[650]">{row.key}</dt>
					<dd>{row.value}</dd>
					{row.action ? <dd>{row.action}</dd> : null}
				</div>
			))}
		</dl>
	);
}

/** Dated things, newest first: `<TimelineItem>`s. */
export function Timeline({ children }: { children: ReactNode }) {
	return <ol>{children}</ol>;
}

export function TimelineItem(props: { at: string; dateTime: string; children: ReactNode }) {
	return (
		<li className="grid gap-x-4 border-b border-line py-4 sm:grid-cols-[8.5rem_1fr]">
			<time dateTime={props.dateTime} className="text-soft">
				{props.at}
			</time>
			<div>{props.children}</div>
		</li>
	);
}

/** Things to do, numbered: `<Step>`s. */
export function Steps({ children }: { children: ReactNode }) {
	return <ol>{children}</ol>;
}

export function Step(props: {
	number: number;
	title: ReactNode;
	meta?: ReactNode;
	done?: boolean;
	/** The form that marks it. */
	action?: ReactNode;
	children?: ReactNode;
}) {
	return (
		<li className="grid grid-cols-[2rem_1fr] gap-x-[.9rem] gap-y-1 border-b border-line py-[1.15rem] sm:grid-cols-[2.4rem_1fr_auto]">
			<span aria-hidden="true" className="text-[1.5rem] leading-[1.2] font-[780] text-accent tabular-nums">
				{props.number}
			</span>
			<div>
				<b className={`text-[1.08rem] ${props.done ? "font-normal text-soft line-through" : ""}`}>{props.title}</b>
				{props.meta ? <span className="block text-[.95rem] text-soft">{props.meta}</span> : null}
				{props.children ? <div className="prose mt-2">{props.children}</div> : null}
			</div>
			{props.action ? <div className="col-start-2 mt-1 sm:col-start-3 sm:mt-0 print:hidden">{props.action}</div> : null}
		</li>
	);
}

/** Figures of the desk. */
export function Figures({ figures }: { figures: { value: string; label: string; note?: ReactNode }[] }) {
	return (
		<div className="grid grid-cols-[repeat(auto-fit,minmax(11rem,1fr))] gap-5">
			{figures.map((figure) => (
				<div key={figure.label} className="border-t-[3px] border-ink pt-2">
					<strong className="block text-[2.1rem] leading-[1.1] tracking-[-.02em] tabular-nums">{figure.value}</strong>
					{figure.label}
					{figure.note ? <span className="block text-[.95rem] text-soft">{figure.note}</span> : null}
				</div>
			))}
		</div>
	);
}

/** Ways to the neighbouring pages of a long list. `position` says "Page 2 of 7". */
export function Pagination(props: {
	label: string;
	position: string;
	previous?: { href: string; label: string };
	next?: { href: string; label: string };
}) {
	if (!props.previous && !props.next) return null;
	return (
		<nav aria-label={props.label} className="mt-6 flex flex-wrap items-baseline gap-x-8 gap-y-2 print:hidden">
			{props.previous ? (
				<a href={props.previous.href} rel="prev" className="py-1">
					{props.previous.label}
				</a>
			) : null}
			<span className="text-soft">{props.position}</span>
			{props.next ? (
				<a href={props.next.href} rel="next" className="py-1">
					{props.next.label}
				</a>
			) : null}
		</nav>
	);
}
