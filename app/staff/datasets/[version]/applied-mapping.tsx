import { Section } from "@/components/ui/layout";
import { DataTable, Tag } from "@/components/ui/list";
import type { AppliedColumn } from "@/lib/datasets/schema";
import { formatNumber } from "@/lib/format-number";
import { roles } from "./mapping-section";

const labels = new Map(
	roles.flatMap(({ label, options }) => options.map((option) => [option.value, { group: label, ...option }] as const)),
);

/** Draws what each column of the file was taken for. Columns that were ignored come first, because nobody is told about them. */
export function AppliedMapping({ columns }: { columns: AppliedColumn[] }) {
	if (columns.length === 0) return null;
	const ignored = columns.filter(({ role }) => role === "ignore");
	return (
		<Section title="What each column was read as" id="columns">
			<p className="mb-5 max-w-read">
				{ignored.length === 0
					? "Every column is used."
					: `${formatNumber(ignored.length)} of ${formatNumber(columns.length)} columns ${ignored.length === 1 ? "is" : "are"} ignored: nobody is told that ${ignored.length === 1 ? "it was" : "they were"} in the data.`}
			</p>
			<DataTable
				caption="Columns of the file, those that are ignored first"
				captionHidden
				head={["Column", "Read as", "Values"]}
				figures={[2]}
				rows={[...ignored, ...columns.filter((column) => !ignored.includes(column))].map(
					({ header, role, values }) => ({
						key: header,
						cells: [
							<span key="header" className="break-words">
								{header}
							</span>,
							role === "ignore" ? (
								<Tag key="role" tone="wait">
									Ignored
								</Tag>
							) : (
								<>
									{labels.get(role)?.label ?? role} <span className="meta block">{labels.get(role)?.group}</span>
								</>
							),
							values === undefined ? "–" : formatNumber(values),
						],
					}),
				)}
			/>
		</Section>
	);
}
