import { notFound } from "next/navigation";
import { formatBytes } from "@/app/staff/_shared/format-amounts";
import { StaffPage } from "@/app/staff/_shared/page-shell";
import { Notice, PageHeading, Section } from "@/components/ui/layout";
import { SummaryList, Tag } from "@/components/ui/list";
import { describeFormat, readVersion } from "@/lib/datasets";
import { requireStaff } from "@/lib/identity/guard";
import { formatDateTime } from "@/lib/time";
import { categoryLabels, doneMessage, refusalMessages, relationshipLabels, stateLabels } from "../labels";
import { ActivationSummary } from "./activation-summary";
import { AppliedMapping } from "./applied-mapping";
import { Decision, Withdrawal } from "./decision";
import { FlightCheck, FlightWarnings } from "./flight-check";
import { MappingSection } from "./mapping-section";
import { Cancelled, Progress } from "./progress";

/** One version from its upload to its withdrawal: its progress, its flight check, its actions. */
export default async function VersionPage(props: PageProps<"/staff/datasets/[version]">) {
	const staff = await requireStaff("datasets:import", "/staff/datasets");
	const { version: versionId } = await props.params;
	const query = await props.searchParams;
	const version = await readVersion(staff, versionId);
	if (!version) notFound();
	const report = version.state === "withdrawn" ? undefined : version.report;
	const here = `/staff/datasets/${version.id}`;
	const done = doneMessage(query);
	const state = stateLabels[version.state];
	const problem = typeof query.problem === "string" ? refusalMessages[query.problem] : undefined;
	const formatTime = (at: Date | undefined) => (at ? formatDateTime(at, "en") : "");
	return (
		<StaffPage staff={staff} path="/staff/datasets" title={`${version.dataset.name}, version ${version.number}`}>
			{done ? <Notice>{done}</Notice> : null}
			{problem ? <Notice tone="stop">{problem}</Notice> : null}
			<p>
				<a href="/staff/datasets">All datasets</a>
			</p>
			<PageHeading meta={version.dataset.incident.title}>
				{version.dataset.name}, version {version.number}
			</PageHeading>
			<p>
				<Tag tone={state.tone}>{state.text}</Tag>
			</p>
			{version.state === "cancelled" ? <Cancelled version={version} following={query.follow === "1"} /> : null}
			{version.failure ? (
				<Notice tone="stop">
					<p>{version.failure}</p>
					<p>
						<a href={`/staff/datasets#${version.dataset.id}`}>Choose another file</a>
					</p>
				</Notice>
			) : null}
			<Progress version={version} following={query.follow === "1"} />
			{version.state === "staged" ? <MappingSection staff={staff} version={version} query={query} /> : null}
			{report ? (
				<div className="lg:grid lg:grid-cols-[minmax(0,1fr)_21rem] lg:gap-x-12">
					<div className="lg:col-start-1">
						<FlightWarnings report={report} />
						{version.state === "active" ? null : (
							<ActivationSummary
								versionId={version.id}
								report={report}
								answers={version.answers}
								activeNumber={version.dataset.activeNumber}
								mayActivate={staff.permissions.includes("datasets:activate")}
								ignored={version.columns.filter(({ role }) => role === "ignore").map(({ header }) => header)}
							/>
						)}
					</div>
					<div className="lg:col-start-2 lg:row-span-2 lg:row-start-1">
						<div className="lg:sticky lg:top-6">
							<Decision staff={staff} version={version} />
						</div>
					</div>
					<div className="lg:col-start-1">
						<AppliedMapping columns={version.columns} />
						<FlightCheck
							report={report}
							categories={categoryLabels}
							relationships={relationshipLabels}
							problemsHref={`${here}/problems`}
							csvHref={`${here}/problems/download`}
						/>
						<Withdrawal staff={staff} version={version} unsure={query.problem === "sure"} />
					</div>
				</div>
			) : null}
			<Section title="About this version">
				<SummaryList
					rows={[
						// Until a file has arrived whole and has a hash, its size is what the browser says of the form.
						{
							key: "File",
							value: version.fileHash ? `${version.fileName}, ${formatBytes(version.fileBytes)}` : version.fileName,
						},
						...(version.format ? [{ key: "Format", value: describeFormat(version.format) }] : []),
						...(version.fileHash
							? [
									{
										key: "SHA-256",
										value: <span className="font-mono text-[.9rem] break-all">{version.fileHash}</span>,
									},
								]
							: []),
						{ key: "Imported by", value: `${version.importedBy.name}, ${formatTime(version.importedAt)}` },
						...(version.activatedBy
							? [{ key: "Activated by", value: `${version.activatedBy.name}, ${formatTime(version.activatedAt)}` }]
							: []),
						...(version.withdrawnAt ? [{ key: "Withdrawn", value: formatTime(version.withdrawnAt) }] : []),
					]}
				/>
			</Section>
		</StaffPage>
	);
}
