import { notFound } from "next/navigation";
import { StaffPage } from "@/app/staff/_shared/page-shell";
import { StaffPagination } from "@/app/staff/_shared/pagination";
import { refusalMessages } from "@/app/staff/datasets/labels";
import { Notice, PageHeading } from "@/components/ui/layout";
import { DataTable } from "@/components/ui/list";
import { readProblems, readVersion } from "@/lib/datasets";
import { problemReasons } from "@/lib/datasets/schema";
import { formatNumber } from "@/lib/format-number";
import { requireStaff } from "@/lib/identity/guard";
import { pageNumber, pageOffset } from "@/lib/pagination";
import { RowsToCorrect } from "./rows-to-correct";

const perPage = 100;

/** The problems of a version, row by row in the order of the file. */
export default async function ProblemsPage(props: PageProps<"/staff/datasets/[version]/problems">) {
	const staff = await requireStaff("datasets:import", "/staff/datasets");
	const version = await readVersion(staff, (await props.params).version);
	if (!version) notFound();
	const query = await props.searchParams;
	const problem = typeof query.problem === "string" ? refusalMessages[query.problem] : undefined;
	const page = pageNumber(query.page) ?? 1;
	const found = await readProblems(staff, version.id, { offset: pageOffset(page, perPage), limit: perPage + 1 });
	const here = `/staff/datasets/${version.id}`;
	return (
		<StaffPage
			staff={staff}
			path="/staff/datasets"
			title={`Rows to correct: ${version.dataset.name}, version ${version.number}`}
		>
			{problem ? <Notice tone="stop">{problem}</Notice> : null}
			<p>
				<a href={here}>
					{version.dataset.name}, version {version.number}
				</a>
			</p>
			<PageHeading
				lead={
					<p>
						A row’s number is the line of the file where it begins. A spreadsheet numbers rows differently if cells hold
						line breaks.
						{found.length ? (
							<>
								{" "}
								You can <a href="#rows">get the rows back and correct them</a>.
							</>
						) : null}
					</p>
				}
			>
				Rows to correct
			</PageHeading>
			{found.length ? (
				<DataTable
					caption="Rows that could not be used"
					captionHidden
					head={["Row", "Column", "Reason"]}
					rows={found.slice(0, perPage).map(({ row, column, reason }) => ({
						key: `${row} ${column} ${reason}`,
						cells: [
							<span key="row" className="tabular-nums">
								<span className="sm:hidden">Row </span>
								{formatNumber(row)}
							</span>,
							column || "the whole row",
							problemReasons[reason],
						],
					}))}
				/>
			) : (
				<p>There is nothing to correct{page > 1 ? " on this page" : ""}.</p>
			)}
			<StaffPagination
				label="Pages"
				position={`Page ${page}`}
				path={`${here}/problems`}
				page={page}
				pages={found.length > perPage ? page + 1 : page}
				previous="Previous"
				next="Next"
			/>
			{found.length ? <RowsToCorrect versionId={version.id} fileName={version.fileName} /> : null}
		</StaffPage>
	);
}
