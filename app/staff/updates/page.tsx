import { ButtonLink } from "@/components/ui/button";
import { Meta, Notice, PageHeading } from "@/components/ui/layout";
import { DataTable } from "@/components/ui/list";
import { requireStaff } from "@/lib/identity/guard";
import { updateAdmin } from "@/lib/incidents";
import { missingWelsh } from "@/lib/incidents/schema";
import { pageNumber } from "@/lib/pagination";
import { formatDateTime } from "@/lib/time";
import { StaffPage } from "../_shared/page-shell";
import { StaffPagination } from "../_shared/pagination";
import { StateTag } from "./state-tag";

/** Lists all updates, drafts first. */
export default async function StaffUpdatesPage(props: PageProps<"/staff/updates">) {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const query = await props.searchParams;
	const { updates, page, pages } = await updateAdmin.updates(staff, pageNumber(query.page) ?? 1);
	return (
		<StaffPage staff={staff} path="/staff/updates" title="Updates">
			{query.done === "discarded" ? <Notice>We have discarded the draft.</Notice> : null}
			<PageHeading>Updates</PageHeading>
			<ButtonLink href="/staff/updates/new">Write an update</ButtonLink>
			<div className="mt-9">
				{updates.length === 0 ? (
					<p>Nothing has been written yet.</p>
				) : (
					<DataTable
						caption="All updates, drafts first"
						captionHidden
						head={["Title", "State", "When", "Welsh"]}
						rows={updates.map((update) => ({
							key: update.id,
							cells: [
								<>
									<a href={`/staff/updates/${update.id}`}>{update.titleEn}</a>
									<Meta>{update.incidentTitle}</Meta>
								</>,
								<StateTag key="state" update={update} />,
								update.publishedAt
									? formatDateTime(update.publishedAt, "en")
									: `Edited ${formatDateTime(update.editedAt, "en")}`,
								missingWelsh(update).length > 0 ? "Missing" : "Complete",
							],
						}))}
					/>
				)}
			</div>
			<StaffPagination
				label="Pages of updates"
				path="/staff/updates"
				page={page}
				pages={pages}
				previous="Newer"
				next="Older"
			/>
		</StaffPage>
	);
}
