import { SummaryList } from "@/components/ui/list";
import { TelephoneText } from "@/components/ui/telephone-text";

/** The organisation's contacts as name and value. */
export function Contacts({ rows }: { rows: { label: string; value: string; href?: string }[] }) {
	return (
		<SummaryList
			rows={rows.map((row) => ({
				key: row.label,
				value: row.href ? <a href={row.href}>{row.value}</a> : <TelephoneText text={row.value} />,
			}))}
		/>
	);
}
