import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Notice, PageHeading, Section } from "@/components/ui/layout";
import { DataTable } from "@/components/ui/list";
import { fakeAdmin } from "@/lib/fakes";
import { requireStaff } from "@/lib/identity/guard";
import { pageNumber } from "@/lib/pagination";
import { formatDateTime } from "@/lib/time";
import { ActionLink } from "../_shared/action-link";
import { StaffPage } from "../_shared/page-shell";
import { StaffPagination } from "../_shared/pagination";
import { remove } from "./actions";
import { channelLabels } from "./labels";

const done: Record<string, string> = {
	published: "Published. Everyone can see it on the list of fakes.",
	dismissed: "Dismissed.",
	removed: "It is no longer on the public list.",
};
const problems: Record<string, string> = {
	settled: "Someone else has already decided on that report.",
	gone: "That fake was no longer on the public list.",
};

/** Lists the reported messages that nobody has decided on, and the fakes that everybody can read. */
export default async function FakesPage(props: PageProps<"/staff/fakes">) {
	const staff = await requireStaff("updates:write", "/staff/fakes");
	const query = await props.searchParams;
	const [{ reports, all, page, pages }, published] = await Promise.all([
		fakeAdmin.waitingReports(staff, pageNumber(query.page) ?? 1),
		fakeAdmin.publishedFakes(staff),
	]);
	const notice = done[String(query.done)];
	const problem = problems[String(query.problem)];
	return (
		<StaffPage staff={staff} path="/staff/fakes" title="Fakes">
			<PageHeading lead="Messages that people reported as fake, oldest first. We delete each report after 30 days.">
				Fakes
			</PageHeading>
			{notice ? <Notice>{notice}</Notice> : null}
			{problem ? <Notice tone="wait">{problem}</Notice> : null}
			<Section
				title={all === 0 ? "Reports to decide on" : all === 1 ? "1 report to decide on" : `${all} reports to decide on`}
			>
				{reports.length === 0 ? (
					<p>No reports to decide on.</p>
				) : (
					<DataTable
						caption="Reports to decide on"
						captionHidden
						head={["Arrived by", "Reported on", "Action"]}
						rows={reports.map(({ id, channel, reportedAt }) => ({
							key: id,
							cells: [
								channelLabels[channel],
								formatDateTime(reportedAt, "en"),
								<ActionLink
									key="action"
									href={`/staff/fakes/${id}`}
									label="Open"
									about={`${channelLabels[channel]}, reported on ${formatDateTime(reportedAt, "en")}`}
								/>,
							],
						}))}
					/>
				)}
				<StaffPagination label="Pages of reports" path="/staff/fakes" page={page} pages={pages} />
			</Section>
			<Section title="On the public list" tools={<a href="/verify/fakes">See the list</a>}>
				{published.length === 0 ? (
					<p>Nothing is on the public list.</p>
				) : (
					<DataTable
						caption="Fakes on the public list"
						captionHidden
						head={["Sender", "Published on", "Action"]}
						rows={published.map(({ id, sender, publishedAt }) => ({
							key: id,
							cells: [
								<bdi key="sender">{sender || "Unknown sender"}</bdi>,
								formatDateTime(publishedAt, "en"),
								<ActionForm key="action" action={remove.bind(null, id)}>
									<Button shape="small" about={sender || "Unknown sender"}>
										Remove
									</Button>
								</ActionForm>,
							],
						}))}
					/>
				)}
			</Section>
		</StaffPage>
	);
}
