import { Columns, Notice, Section } from "@/components/ui/layout";
import { DataTable, Figures } from "@/components/ui/list";
import { type ProblemReason, problemReasons, type Report } from "@/lib/datasets/schema";
import { formatNumber } from "@/lib/format-number";

function Counts(props: { caption: string; of: string; counts: [string, number][] }) {
	return (
		<div className="mt-7">
			<DataTable
				caption={<b className="text-ink">{props.caption}</b>}
				head={[props.of, "Records"]}
				figures={[1]}
				rows={props.counts.map(([name, count]) => ({ key: name, cells: [name, formatNumber(count)] }))}
			/>
		</div>
	);
}

/** Returns counts with their labels, the largest first. */
const byCount = (counts: Record<string, number>, labels: Record<string, string>): [string, number][] =>
	Object.entries(counts)
		.sort(([, a], [, b]) => b - a)
		.map(([name, count]) => [labels[name] ?? name, count]);

/** Draws the warnings of the flight check, the most harmful on top. They come before whatever can be pressed. */
export function FlightWarnings({ report }: { report: Report }) {
	if (report.warnings.length === 0) return null;
	return (
		<Section title="Check this first">
			{report.warnings.map((warning) => (
				<Notice key={warning} tone="wait">
					{warning}
				</Notice>
			))}
		</Section>
	);
}

/** Draws the rest of the flight check: counts, then problems. */
export function FlightCheck(props: {
	report: Report;
	categories: Record<string, string>;
	relationships: Record<string, string>;
	problemsHref: string;
	csvHref: string;
}) {
	const { report } = props;
	const listed = Math.min(
		10_000,
		report.problems.reduce((sum, problem) => sum + problem.count, 0),
	);
	return (
		<>
			<Section title="What is in it">
				<Figures
					figures={[
						{ value: formatNumber(report.records), label: "records", note: `from ${formatNumber(report.rows)} rows` },
						{ value: formatNumber(report.identifiers), label: "addresses and numbers" },
						{
							value: formatNumber(report.withoutIdentifier + report.misshapen),
							label: "rows left out",
							note: `${formatNumber(report.withoutIdentifier)} with nothing to search by, ${formatNumber(report.misshapen)} broken`,
						},
						...(report.duplicates === undefined
							? []
							: [{ value: formatNumber(report.duplicates), label: "repeated rows" }]),
					]}
				/>
				<Columns>
					<Counts
						caption="Who they are"
						of="Relationship"
						counts={byCount(report.byRelationship, props.relationships)}
					/>
					<Counts caption="Which information" of="Information" counts={byCount(report.byCategory, props.categories)} />
				</Columns>
			</Section>
			<Section title="What could not be used">
				{report.problems.length ? (
					<>
						<DataTable
							caption="Values and rows that could not be used"
							captionHidden
							head={["Reason", "Column", "How many", "First in row"]}
							figures={[2, 3]}
							rows={report.problems.map((problem) => ({
								key: problem.reason + problem.column,
								cells: [
									problemReasons[problem.reason as ProblemReason] ?? problem.reason,
									problem.column || "the whole row",
									formatNumber(problem.count),
									formatNumber(problem.firstRow),
								],
							}))}
						/>
						<p className="mt-4">
							<a href={props.problemsHref}>See the rows, or download them to correct</a>. You can also{" "}
							<a href={props.csvHref}>download the list of {formatNumber(listed)} as CSV</a>. It gives rows and columns,
							and never what they say.
						</p>
					</>
				) : (
					<p>{report.rows > 0 ? "Everything in the file could be used." : "The file has no rows."}</p>
				)}
			</Section>
		</>
	);
}
