import { Mask, Tag } from "@/components/ui/list";

type CategoryRow = {
	id: string;
	category: string;
	/** Masked values, as they are shown and as they are spoken. Empty if even a mask would reveal too much. */
	hints: { shown: string; spoken: string }[];
	/** The address of the guidance. */
	guidance?: string;
};

/** The categories in one standing. `note` says what holds for all of them. */
export type CategoryGroup = {
	id: string;
	tone: "stop" | "clear" | "wait";
	title: string;
	note?: string;
	rows: CategoryRow[];
};

/** Lists the data categories of an answer by standing. A category in the data leads to its guidance. */
export function CategoryTable(props: { caption: string; head: [string, string]; groups: CategoryGroup[] }) {
	return (
		<table className="category-table">
			<caption className="sr-only">{props.caption}</caption>
			<thead className="sr-only">
				<tr>
					{props.head.map((cell) => (
						<th key={cell} scope="col">
							{cell}
						</th>
					))}
				</tr>
			</thead>
			{props.groups.map((group) => (
				<tbody key={group.id}>
					<tr>
						<th scope="rowgroup" colSpan={2}>
							<Tag tone={group.tone}>{group.title}</Tag>
							{group.note ? <span className="meta">{` ${group.note}`}</span> : null}
						</th>
					</tr>
					{group.rows.map((row) => (
						<tr key={row.id}>
							<th scope="row">{row.guidance ? <a href={row.guidance}>{row.category}</a> : row.category}</th>
							<td>
								{row.hints.map((hint) => (
									<Mask key={hint.shown} block spoken={hint.spoken}>
										{hint.shown}
									</Mask>
								))}
							</td>
						</tr>
					))}
				</tbody>
			))}
		</table>
	);
}
