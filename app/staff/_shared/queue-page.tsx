import type { ReactNode } from "react";
import { Notice, PageHeading, Section } from "@/components/ui/layout";
import { type DataRow, DataTable } from "@/components/ui/list";
import type { Staff } from "@/lib/authority";
import { StaffPage } from "./page-shell";
import { StaffPagination } from "./pagination";

/**
 * The page of a staff queue: the result of the last action, then one page of the entries, oldest first, then `children`.
 */
export function QueuePage(props: {
	staff: Staff;
	path: "/staff/formats" | "/staff/reminders";
	title: string;
	lead: string;
	notice?: string;
	problem?: string;
	/** The noun for one entry and for several, for heading and pagination: "request", "requests". */
	noun: { one: string; other: string };
	empty: string;
	total: number;
	page: number;
	pages: number;
	head: string[];
	rows: DataRow[];
	children?: ReactNode;
}) {
	const { staff, path, noun, total, page, pages } = props;
	const all = `${noun.other.replace(/^./, (first) => first.toUpperCase())} to send`;
	return (
		<StaffPage staff={staff} path={path} title={props.title}>
			<PageHeading lead={props.lead}>{props.title}</PageHeading>
			{props.notice ? <Notice>{props.notice}</Notice> : null}
			{props.problem ? <Notice tone="wait">{props.problem}</Notice> : null}
			<Section title={total === 0 ? all : total === 1 ? `1 ${noun.one} to send` : `${total} ${noun.other} to send`}>
				{props.rows.length === 0 ? (
					<p>{props.empty}</p>
				) : (
					<DataTable caption={all} captionHidden head={props.head} rows={props.rows} />
				)}
				<StaffPagination label={`Pages of ${noun.other}`} path={path} page={page} pages={pages} />
			</Section>
			{props.children}
		</StaffPage>
	);
}
