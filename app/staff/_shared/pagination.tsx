import { NumberedPagination } from "@/components/ui/list";

/** Links to the neighbouring pages of a staff list. The page number is in the query. */
export function StaffPagination(props: {
	label: string;
	path: string;
	page: number;
	pages: number;
	position?: string;
	previous?: string;
	next?: string;
}) {
	const { label, path, page, pages } = props;
	return (
		<NumberedPagination
			label={label}
			position={props.position ?? `Page ${page} of ${pages}`}
			page={page}
			pages={pages}
			href={(number) => `${path}?page=${number}`}
			previous={props.previous ?? "Previous page"}
			next={props.next ?? "Next page"}
		/>
	);
}
