import { Meta, PageHeading } from "@/components/ui/layout";
import { DataTable, Pagination } from "@/components/ui/list";
import { history } from "@/lib/audit";
import { staffNames } from "@/lib/identity";
import { requireStaff } from "@/lib/identity/guard";
import { incidentAdmin } from "@/lib/incidents";
import { formatDateTime } from "@/lib/time";
import { StaffPage } from "../_shared/page-shell";
import { actionLabel, actorLabel, detailLabel } from "./labels";
import { SubjectFilter } from "./subject-filter";

const pageSize = 50;

/** Lists the audit log, newest entry first. */
export default async function AuditPage(props: PageProps<"/staff/audit">) {
	const staff = await requireStaff("audit:read", "/staff/audit");
	const query = await props.searchParams;
	const requested = typeof query.subject === "string" ? query.subject.trim() : "";
	const subject = /^[\w:.-]{1,80}$/.test(requested) ? requested : undefined;
	const before = /^[1-9]\d{0,14}$/.test(String(query.before)) ? Number(query.before) : undefined;
	const events = await history(staff, { subjectId: subject, before });
	const named = events.flatMap(({ actor, detail }) => [actor.id, ...Object.values(detail).flat().map(String)]);
	const titles = (await incidentAdmin.incidents(staff)).map(({ id, title }) => [id, title] as const);
	const names = new Map([
		...titles,
		...(await staffNames(staff, [...new Set(named.filter((id) => id.startsWith("stf_")))])),
	]);
	const filter = subject ? `subject=${encodeURIComponent(subject)}` : "";
	const last = events.at(-1);
	return (
		<StaffPage staff={staff} path="/staff/audit" title="Audit log">
			<PageHeading lead="Who did what, newest first. Nobody can change or remove an entry.">Audit log</PageHeading>
			<SubjectFilter subject={subject} />
			{events.length === 0 ? (
				<p className="mt-6">{subject ? "There are no entries about it." : "There are no entries yet."}</p>
			) : (
				<div className="mt-6">
					<DataTable
						caption="Entries of the audit log"
						captionHidden
						head={["What", "Of", "Who", "When"]}
						rows={events.map((event) => ({
							key: String(event.id),
							cells: [
								<>
									{actionLabel(event.action)}
									<Meta>{detailLabel(event.detail, names)}</Meta>
								</>,
								<a
									key="of"
									href={`/staff/audit?subject=${encodeURIComponent(event.subjectId)}`}
									className="inline-block min-h-[1.5rem] font-mono text-[.9em] break-all"
								>
									{event.subjectId}
								</a>,
								actorLabel(event.actor, names),
								<time key="when" dateTime={event.at.toISOString()}>
									{formatDateTime(event.at, "en")}
								</time>,
							],
						}))}
					/>
				</div>
			)}
			<Pagination
				label="Pages of the audit log"
				position={before ? "Older entries" : "Newest entries"}
				previous={
					before ? { href: filter ? `/staff/audit?${filter}` : "/staff/audit", label: "Newest entries" } : undefined
				}
				next={
					events.length === pageSize && last
						? {
								href: `/staff/audit?${[filter, `before=${last.id}`].filter(Boolean).join("&")}`,
								label: "Older entries",
							}
						: undefined
				}
			/>
		</StaffPage>
	);
}
