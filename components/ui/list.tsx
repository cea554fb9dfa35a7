import type { ReactNode } from "react";

/** A state as text, shape and colour, so that it does not depend on colour. */
export function Tag({ tone = "plain", children }: { tone?: "stop" | "clear" | "wait" | "plain"; children: ReactNode }) {
	const tones = { stop: "text-stop", clear: "tag-clear text-clear", wait: "tag-wait text-wait", plain: "text-ink" };
	return <span className={`tag ${tones[tone]}`}>{children}</span>;
}

/** A masked value in figures of equal width. `block` puts it on its own line. `spoken` is what a screen reader says in its place. */
export function Mask({ children, block, spoken }: { children: ReactNode; block?: boolean; spoken: string }) {
	return (
		<span className={block ? "mask block" : "mask"}>
			<span aria-hidden="true">{children}</span> <span className="sr-only">{spoken}</span>
		</span>
	);
}

/** A row of a table, with one cell for each column. The first cell is the row's heading. */
export type DataRow = { key: string; cells: ReactNode[] };

/** A table whose cells stack on a phone. There each cell but the row's heading begins with the name of its column. */
export function DataTable(props: {
	caption: ReactNode;
	captionHidden?: boolean;
	/** The names of the columns. A column of buttons may be without one. */
	head: string[];
	/** The columns of numbers, counted from 0. They are aligned right. */
	figures?: number[];
	rows: DataRow[];
}) {
	const { head, rows } = props;
	const style = (column: number) => (props.figures?.includes(column) ? "number" : undefined);
	return (
		<table className="data-table">
			<caption className={props.captionHidden ? "sr-only" : undefined}>{props.caption}</caption>
			<thead>
				<tr>
					{head.map((name, column) =>
						name === "" ? (
							<td key={name} />
						) : (
							<th key={name} scope="col" className={style(column)}>
								{name}
							</th>
						),
					)}
				</tr>
			</thead>
			<tbody>
				{rows.map((row) => (
					<tr key={row.key}>
						<th scope="row">{row.cells[0]}</th>
						{row.cells.slice(1).map((cell, index) => (
							<td key={head[index + 1]} data-label={head[index + 1] || undefined} className={style(index + 1)}>
								{cell}
							</td>
						))}
					</tr>
				))}
			</tbody>
		</table>
	);
}

/** A list of facts as name and value. */
export function SummaryList({ rows }: { rows: { key: string; value: ReactNode; action?: ReactNode }[] }) {
	return (
		<dl>
			{rows.map((row) => (
				<div key={row.key} className="fact">
					<dt>{row.key}</dt>
					<dd>{row.value}</dd>
					{row.action ? <dd>{row.action}</dd> : null}
				</div>
			))}
		</dl>
	);
}

/** A list of dated `<TimelineItem>`s, newest first. */
export function Timeline({ children }: { children: ReactNode }) {
	return <ol>{children}</ol>;
}

export function TimelineItem(props: { at: string; dateTime: string; children: ReactNode }) {
	return (
		<li className="timeline-item">
			<time dateTime={props.dateTime}>{props.at}</time>
			<div>{props.children}</div>
		</li>
	);
}

/** A numbered list of `<Step>`s. */
export function Steps({ children }: { children: ReactNode }) {
	return <ol>{children}</ol>;
}

export function Step(props: {
	/** The anchor of the step. */
	anchor?: string | undefined;
	/** The anchor of its title, which takes the focus when a page opens at it. */
	id?: string | undefined;
	number: number;
	title: ReactNode;
	meta?: ReactNode;
	done?: boolean;
	/** The form that changes its state. */
	action?: ReactNode;
	children?: ReactNode;
}) {
	return (
		<li id={props.anchor} className="step">
			{/* Drawn by the style sheet, because the list numbers its items itself where there is none. */}
			<span aria-hidden="true" className="step-number" data-number={props.number} />
			<div>
				<h3
					id={props.id}
					tabIndex={props.id ? -1 : undefined}
					className={`text-[min(1.08rem,max(1rem,9.6vw))] leading-[1.35] ${props.done ? "font-normal text-soft line-through" : "font-bold"}`}
				>
					{props.title}
				</h3>
				{props.meta ? <span className="meta block">{props.meta}</span> : null}
				{props.children ? <div className="prose mt-2">{props.children}</div> : null}
			</div>
			{props.action ? <div className="step-action">{props.action}</div> : null}
		</li>
	);
}

/** A row of counts on the staff's first page. */
export function Figures({ figures }: { figures: { value: string; label: string; note?: ReactNode }[] }) {
	return (
		<div className="mt-4 grid grid-cols-[repeat(auto-fit,minmax(min(100%,7.5rem),1fr))] gap-5">
			{figures.map((figure) => (
				<div key={figure.label} className="border-t border-line pt-2">
					<strong className="block text-[2.1rem] leading-[1.1] tracking-[-.02em] tabular-nums">{figure.value}</strong>{" "}
					{figure.label} {figure.note ? <span className="meta block">{figure.note}</span> : null}
				</div>
			))}
		</div>
	);
}

/** Links to the neighbouring pages of a long list. `position` is a text such as "Page 2 of 7". */
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

/** The pagination of a list with numbered pages. `href` returns the address of a page. */
export function NumberedPagination(props: {
	label: string;
	position: string;
	page: number;
	pages: number;
	href: (page: number) => string;
	previous: string;
	next: string;
}) {
	const { page, pages, href } = props;
	return (
		<Pagination
			label={props.label}
			position={props.position}
			previous={page > 1 ? { href: href(page - 1), label: props.previous } : undefined}
			next={page < pages ? { href: href(page + 1), label: props.next } : undefined}
		/>
	);
}
