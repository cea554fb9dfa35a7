import { Columns, Heading, Notice, Section } from "@/components/ui/layout";
import { Figures, Ledger } from "@/components/ui/list";
import { type ProblemReason, problemReasons, type Report } from "@/lib/datasets/schema";

const number = (value: number) => value.toLocaleString("en-GB");

function Counts(props: { caption: string; of: string; counts: [string, number][] }) {
	return (
		<div className="mt-7">
			<Ledger caption={<b className="text-ink">{props.caption}</b>} head={[props.of, "Records"]} figures={[1]}>
				{props.counts.map(([name, count]) => (
					<tr key={name}>
						<th scope="row">{name}</th>
						<td className="number">{number(count)}</td>
					</tr>
				))}
			</Ledger>
		</div>
	);
}

const byCount = (counts: Record<string, number>, words: Record<string, string>): [string, number][] =>
	Object.entries(counts)
		.sort(([, a], [, b]) => b - a)
		.map(([name, count]) => [words[name] ?? name, count]);

/** The flight check: what looks wrong first, then how much there is, then what could not be used. */
export function FlightCheck(props: {
	report: Report;
	categories: Record<string, string>;
	relationships: Record<string, string>;
	problemsHref: string;
	csvHref: string;
}) {
	const { report } = props;
	const kept = Math.min(
		10_000,
		report.problems.reduce((sum, each) => sum + each.count, 0),
	);
	return (
		<>
			{report.warnings.length ? (
				<Section title="Look at this first">
					{report.warnings.map((warning) => (
						<Notice key={warning} tone="wait">
							{warning}
						</Notice>
					))}
				</Section>
			) : null}
			<Section title="What is in it">
				<Figures
					figures={[
						{ value: number(report.records), label: "records", note: `from ${number(report.rows)} rows` },
						{
							value: number(report.identifiers),
							label: "ways to be found",
							note: `${number(report.sharedIdentifiers)} shared by differently named people`,
						},
						{
							value: number(report.withoutIdentifier + report.misshapen),
							label: "rows left out",
							note: `${number(report.withoutIdentifier)} nobody can be found by, ${number(report.misshapen)} broken`,
						},
						{ value: number(report.duplicates), label: "rows that repeat another" },
					]}
				/>
				{report.change ? (
					<>
						<Heading>Against version {report.change.versionNumber}, which answered people at the time</Heading>
						<Figures
							figures={[
								{ value: number(report.change.added), label: "new" },
								{ value: number(report.change.changed), label: "changed" },
								{ value: number(report.change.gone), label: "gone" },
								{ value: number(report.change.same), label: "the same" },
							]}
						/>
					</>
				) : null}
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
						<Ledger
							caption="Values and rows that could not be used as they stand"
							captionHidden
							head={["Reason", "Column", "How many", "First in row"]}
							figures={[2, 3]}
						>
							{report.problems.map((each) => (
								<tr key={each.reason + each.column}>
									<th scope="row">{problemReasons[each.reason as ProblemReason] ?? each.reason}</th>
									<td>{each.column || "the whole row"}</td>
									<td className="number">{number(each.count)}</td>
									<td className="number">{number(each.firstRow)}</td>
								</tr>
							))}
						</Ledger>
						<p className="mt-4">
							<a href={props.problemsHref}>See them row by row, and get the rows back to correct them</a>, or{" "}
							<a href={props.csvHref}>download the list of {number(kept)} as CSV</a>, which names rows and columns and
							never what stood there.
						</p>
					</>
				) : (
					<p>Everything in the file could be used.</p>
				)}
			</Section>
		</>
	);
}
