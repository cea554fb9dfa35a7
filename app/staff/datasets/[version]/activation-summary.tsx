import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Notice, Section } from "@/components/ui/layout";
import { Figures, SummaryList } from "@/components/ui/list";
import type { AnswerCount, Report } from "@/lib/datasets/schema";
import { formatNumber } from "@/lib/format-number";
import { formatDateTime } from "@/lib/time";
import { countAgain } from "../actions";

const people = (count: number) => `${formatNumber(count)} ${count === 1 ? "person" : "people"}`;

/** How many ignored columns are named above the decision; all of them are below. */
const shownIgnored = 8;

/** Whether so many people of the live version are gone that the file may be a part of the table: one in ten. */
const isMuchSmaller = ({ gone, same, changed }: NonNullable<Report["change"]>) => gone * 10 >= gone + same + changed;

/** Draws what activating a version does: who becomes affected, who no longer is, who gets another answer, who is asked for more. */
export function ActivationSummary(props: {
	versionId: string;
	report: Report;
	answers: AnswerCount | undefined;
	activeNumber: number | undefined;
	mayActivate: boolean;
	/** The names of the columns that nobody is told about. */
	ignored: string[];
}) {
	const { report, answers, activeNumber } = props;
	const { change } = report;
	const outdated = change?.versionNumber !== activeNumber;
	const distinct = report.records - (report.duplicates ?? 0);
	const checked = (count: number | undefined) =>
		count === undefined ? undefined : `${formatNumber(count)} of them ${count === 1 ? "has" : "have"} checked`;
	return (
		<Section title="If you activate it">
			{outdated ? (
				<p className="mb-5 max-w-read">
					{change
						? `This was compared with version ${change.versionNumber}, which is no longer live.`
						: `This was counted before version ${activeNumber} went live.`}{" "}
					Import the file again to compare it with the live version.
				</p>
			) : null}
			<Figures
				figures={[
					{
						value: formatNumber(change ? change.added : distinct),
						label: (change ? change.added : distinct) === 1 ? "person becomes affected" : "people become affected",
						note: checked(answers?.becoming),
					},
					{
						value: formatNumber(change?.gone ?? 0),
						label: change?.gone === 1 ? "person is no longer affected" : "people are no longer affected",
						note: change ? checked(answers?.leaving) : "nobody was before",
					},
					{
						value: answers ? formatNumber(answers.changed) : "–",
						label: answers?.changed === 1 ? "person gets a different answer" : "people get a different answer",
						note: answers
							? `of ${people(answers.checked)} who ${answers.checked === 1 ? "has" : "have"} checked`
							: "not counted yet",
					},
					{
						value: report.askedForDetail === undefined ? "–" : formatNumber(report.askedForDetail),
						label: "will be asked for one more detail",
						note: report.sharedAddresses
							? `at ${formatNumber(report.sharedAddresses)} shared ${report.sharedAddresses === 1 ? "address" : "addresses"}`
							: undefined,
					},
				]}
			/>
			{change && isMuchSmaller(change) ? (
				<Notice tone="wait">
					This table leaves out {formatNumber(change.gone)} of the{" "}
					{formatNumber(change.gone + change.same + change.changed)} people of version {change.versionNumber}. If it is
					only a part of the table, do not activate it: they would be told that they were not found.
				</Notice>
			) : null}
			{change ? (
				<p className="mt-5 max-w-read">
					Of the people of version {change.versionNumber}, {formatNumber(change.same)} stay the same, and{" "}
					{formatNumber(change.changed)} have different data.
				</p>
			) : null}
			{props.ignored.length > 0 ? (
				<p className="mt-5 max-w-read break-words">
					{props.ignored.length === 1
						? "1 column is ignored, so nobody is told about it:"
						: `${formatNumber(props.ignored.length)} columns are ignored, so nobody is told about them:`}{" "}
					{props.ignored.slice(0, shownIgnored).join(", ")}
					{props.ignored.length > shownIgnored ? ` and ${formatNumber(props.ignored.length - shownIgnored)} more` : ""}.{" "}
					<a href="#columns">See what each column was read as</a>
				</p>
			) : null}
			<div className="mt-5 flex flex-wrap items-center gap-x-5 gap-y-2">
				<span className="text-soft">
					{answers
						? `Answers counted ${formatDateTime(answers.countedAt, "en")}.`
						: "The answers have not been counted yet."}
				</span>
				{props.mayActivate ? (
					<ActionForm action={countAgain.bind(null, props.versionId)}>
						<Button shape="small">Count the answers again</Button>
					</ActionForm>
				) : null}
			</div>
			<UnreachableRows report={report} />
		</Section>
	);
}

/** Draws how many rows nobody can sign in for, with the reasons. */
function UnreachableRows({ report }: { report: Report }) {
	const { withoutAddress: count, addressRefused, misshapen } = report;
	if (report.rows === 0) return null;
	if (count === 0) return <p className="mt-5">Everyone in the table can sign in: each row has an email address.</p>;
	const rows = [
		{ key: "They have no email address", value: count - addressRefused - misshapen },
		{ key: "What they have is not an email address", value: addressRefused },
		{ key: "They have more cells than the table has columns, and were left out", value: misshapen },
	];
	return (
		<>
			<h3 className="heading">
				{formatNumber(count)} {count === 1 ? "record" : "records"} nobody can sign in for
			</h3>
			<SummaryList
				rows={rows
					.filter(({ value }) => value > 0)
					.map(({ key, value }) => ({ key, value: <span className="tabular-nums">{formatNumber(value)}</span> }))}
			/>
			<p className="mt-3 max-w-read">
				If they sign in, these people are told that nothing was found, and roughly how many records have no address.
			</p>
		</>
	);
}
