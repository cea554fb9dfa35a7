import { Ledger, Mask, Tag } from "@/components/ui/list";

export type LedgerRow = {
	id: string;
	category: string;
	/** Masked values; none where even a hint would say too much. */
	hints: string[];
	standing: { tone: "stop" | "clear" | "wait"; label: string };
	/** Why there is nothing to do. */
	note?: string;
	/** Where to read what to do; `about` is for people who hear the link without its row. */
	guidance?: { href: string; label: string; about: string };
	/** What is printed instead of that link. */
	onPaper?: string;
};

/** One row for each kind of data: what it is, how the person knows it as theirs, where it stands, what next. */
export function AnswerLedger(props: { caption: string; head: string[]; noHint: string; rows: LedgerRow[] }) {
	return (
		<Ledger caption={props.caption} head={props.head}>
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
		</Ledger>
	);
}
