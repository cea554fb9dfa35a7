import { notFound } from "next/navigation";
import { StaffPage } from "@/app/staff/_shared/page-shell";
import { number, problemWords } from "@/app/staff/datasets/labels";
import { Notice, PageHeading } from "@/components/ui/layout";
import { Ledger, Pagination } from "@/components/ui/list";
import { readProblems, readVersion } from "@/lib/datasets";
import { problemReasons } from "@/lib/datasets/schema";
import { requireStaff } from "@/lib/identity/guard";
import { RowsToCorrect } from "./rows";

export const metadata = { title: "Rows to correct" };
const perPage = 100;

/** What could not be used, row by row in the order of the file. */
export default async function ProblemsPage(props: PageProps<"/staff/datasets/[version]/problems">) {
	const staff = await requireStaff("datasets:import", "/staff/datasets");
	const version = await readVersion(staff, (await props.params).version);
	if (!version) notFound();
	const query = await props.searchParams;
	const problem = typeof query.problem === "string" ? problemWords[query.problem] : undefined;
	const asked = Number(query.page ?? 1);
	const page = Number.isInteger(asked) && asked > 0 && asked < 1000 ? asked : 1;
	const found = await readProblems(staff, version.id, { offset: (page - 1) * perPage, limit: perPage + 1 });
	const here = `/staff/datasets/${version.id}`;
	return (
		<StaffPage staff={staff} path="/staff/datasets">
			{problem ? <Notice tone="stop">{problem}</Notice> : null}
			<p>
				<a href={here}>
					{version.dataset.name}, version {version.number}
				</a>
			</p>
			<PageHeading
				lead={
					<p>
						Rows are numbered as a spreadsheet numbers them: the header is row 1.
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
				<Ledger caption="Rows that could not be used as they stand" captionHidden head={["Row", "Column", "Reason"]}>
					{found.slice(0, perPage).map((each) => (
						<tr key={`${each.row} ${each.column} ${each.reason}`}>
							<th scope="row" className="tabular-nums">
								{number(each.row)}
							</th>
							<td>{each.column || "the whole row"}</td>
							<td>{problemReasons[each.reason]}</td>
						</tr>
					))}
				</Ledger>
			) : (
				<p>There is nothing to correct{page > 1 ? " on this page" : ""}.</p>
			)}
			<Pagination
				label="Pages"
				position={`Page ${page}`}
				{...(page > 1 ? { previous: { href: `${here}/problems?page=${page - 1}`, label: "Previous" } } : {})}
				{...(found.length > perPage ? { next: { href: `${here}/problems?page=${page + 1}`, label: "Next" } } : {})}
			/>
			{found.length ? <RowsToCorrect versionId={version.id} fileName={version.fileName} /> : null}
		</StaffPage>
	);
}
