import { Details, Meta, Notice, PageHeading, Section } from "@/components/ui/layout";
import { DataTable, Tag } from "@/components/ui/list";
import { listDatasets } from "@/lib/datasets";
import type { DatasetView, VersionView } from "@/lib/datasets/schema";
import { formatNumber } from "@/lib/format-number";
import { requireStaff } from "@/lib/identity/guard";
import { incidentAdmin } from "@/lib/incidents";
import { uploadFileSize } from "@/lib/limits";
import { formatDateTime } from "@/lib/time";
import { FileForm } from "../_shared/file-form";
import { StaffPage } from "../_shared/page-shell";
import { addDataset } from "./actions";
import { DatasetChanges } from "./dataset-changes";
import { doneMessage, refusalMessages, stateLabels } from "./labels";
import { NewDatasetForm } from "./new-dataset-form";

/** Versions that came to nothing or are gone. The list keeps them folded, so that the others are seen first. */
const isOver = ({ state }: VersionView) => state === "failed" || state === "cancelled" || state === "withdrawn";

function Versions({ set }: { set: DatasetView }) {
	if (set.versions.length === 0) return <p>No table has been uploaded yet.</p>;
	const over = set.versions.filter(isOver);
	const others = set.versions.filter((version) => !isOver(version));
	return (
		<>
			{others.length > 0 ? <VersionTable caption={`Versions of ${set.name}`} versions={others} /> : null}
			{over.length > 0 ? (
				<Details
					summary={`${formatNumber(over.length)} ${over.length === 1 ? "version" : "versions"} that failed, or that someone cancelled or withdrew`}
				>
					<VersionTable caption={`Versions of ${set.name} that failed or are gone`} versions={over} />
				</Details>
			) : null}
		</>
	);
}

function VersionTable({ caption, versions }: { caption: string; versions: VersionView[] }) {
	return (
		<DataTable
			caption={caption}
			captionHidden
			head={["Version", "State", "Records", "Imported", "Activated"]}
			figures={[2]}
			rows={versions.map((version) => ({
				key: version.id,
				cells: [
					<a key="version" href={`/staff/datasets/${version.id}`} className="sm:whitespace-nowrap">
						Version {version.number}
					</a>,
					<Tag key="state" tone={stateLabels[version.state].tone}>
						{stateLabels[version.state].text}
					</Tag>,
					version.report ? formatNumber(version.report.records) : "–",
					`${version.importedBy.name}, ${formatDateTime(version.importedAt, "en")}`,
					version.activatedBy && version.activatedAt
						? `${version.activatedBy.name}, ${formatDateTime(version.activatedAt, "en")}`
						: "–",
				],
			}))}
		/>
	);
}

/** Every dataset with its versions, and a form to add one. */
export default async function DatasetsPage(props: PageProps<"/staff/datasets">) {
	const staff = await requireStaff("datasets:import", "/staff/datasets");
	const query = await props.searchParams;
	const datasets = await listDatasets(staff);
	// Includes unpublished incidents, because a table is prepared before its incident is published.
	const incidents = await incidentAdmin.incidents(staff);
	const done = doneMessage(query);
	return (
		<StaffPage staff={staff} path="/staff/datasets" title="Datasets">
			{done ? <Notice>{done}</Notice> : null}
			{typeof query.problem === "string" && refusalMessages[query.problem] ? (
				<Notice tone="stop">{refusalMessages[query.problem]}</Notice>
			) : null}
			<PageHeading
				lead={
					<p>
						The affected tables as they were recovered. People get answers from a new version only after a second person
						has activated it.
					</p>
				}
			>
				Datasets
			</PageHeading>
			{datasets.map((set) => (
				<Section key={set.id} title={set.name} id={set.id}>
					<Meta>
						{set.incident.title}.{" "}
						{set.activeNumber
							? `Version ${set.activeNumber} is live.`
							: set.counts
								? "No version is live any more, so people who are not found are told that we are still looking."
								: "No version is live yet. It changes nobody's answer."}{" "}
						{set.complete ? "The table is complete." : "Parts of it are still being recovered."}
					</Meta>
					<Versions set={set} />
					<FileForm
						action="/staff/datasets/upload"
						of={{ name: "dataset", id: set.id }}
						label={`Upload a table to ${set.name}`}
						hint={`A CSV file as it was recovered, up to ${uploadFileSize}. Not a spreadsheet or an archive.`}
						button="Upload the table"
						sendsByScript
					/>
					<DatasetChanges staff={staff} set={set} />
				</Section>
			))}
			<Section title="Add a dataset" id="add">
				{incidents.length ? (
					<NewDatasetForm
						action={addDataset}
						incidents={[
							{ value: "", label: "Choose an incident" },
							...incidents.map(({ id, title, publishedAt }) => ({
								value: id,
								label: publishedAt ? title : `${title} (not published yet)`,
							})),
						]}
					/>
				) : (
					<p>
						A dataset belongs to an incident. <a href="/staff/incidents/new">Enter the incident first</a>.
					</p>
				)}
			</Section>
		</StaffPage>
	);
}
