import { DataTable, Mask, Tag } from "@/components/ui/list";

export type CategoryRow = {
	id: string;
	category: string;
	/** Masked values. Empty if even a mask would reveal too much. */
	hints: string[];
	standing: { tone: "stop" | "clear" | "wait"; label: string };
	/** The reason why there is nothing to do. */
	note?: string;
	/** The link to the guidance. `about` names the category for screen readers, which read links without their row. */
	guidance?: { href: string; label: string; about: string };
	/** What is printed instead of that link. */
	onPaper?: string;
};

/** Lists the data categories of an answer: category, masked values, standing and what to do. */
export function CategoryTable(props: { caption: string; head: string[]; noHint: string; rows: CategoryRow[] }) {
	return (
		<DataTable caption={props.caption} head={props.head}>
			{props.rows.map((row) => (
				<tr key={row.id}>
					<th scope="row">{row.category}</th>
					<td>
						{row.hints.length > 0 ? (
							row.hints.map((hint) => (
								<Mask key={hint} block>
									{hint}
								</Mask>
							))
						) : (
							<span className="text-soft max-sm:hidden">{props.noHint}</span>
						)}
					</td>
					<td>
						<Tag tone={row.standing.tone}>{row.standing.label}</Tag>
					</td>
					<td>
						{row.note}
						{row.onPaper ? <span className="hidden print:inline">{row.onPaper}</span> : null}
						{row.guidance ? (
							<a href={row.guidance.href} className="print:hidden">
								{row.guidance.label}
								<span className="sr-only">{` ${row.guidance.about}`}</span>
							</a>
						) : null}
					</td>
				</tr>
			))}
		</DataTable>
	);
}
