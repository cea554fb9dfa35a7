import { AutoRefresh } from "@/app/staff/_shared/auto-refresh";
import { formatBytes, formatDuration } from "@/app/staff/_shared/format-amounts";
import { ActionForm } from "@/components/ui/action-form";
import { Actions, Button } from "@/components/ui/button";
import { Section } from "@/components/ui/layout";
import { Figures } from "@/components/ui/list";
import type { VersionView } from "@/lib/datasets/schema";
import { formatNumber } from "@/lib/format-number";
import { cancel } from "../actions";

/** Says whether anything of a cancelled import is still there: a running importer drops what it has read. */
export function Cancelled({ version, following }: { version: VersionView; following: boolean }) {
	if (version.finishedAt) return <p className="mt-4">We have kept nothing from the file.</p>;
	return (
		<>
			{following ? <meta httpEquiv="refresh" content="2" /> : null}
			<p className="mt-4">The import is stopping, and what it has read is being deleted. This takes a few seconds.</p>
			<AutoRefresh here={`/staff/datasets/${version.id}`} following={following} />
		</>
	);
}

/** Draws the progress of an upload or import: rows, rate, time left. `following` reloads the page, for browsers without scripts. */
export function Progress({ version, following }: { version: VersionView; following: boolean }) {
	if (version.state !== "uploading" && version.state !== "waiting" && version.state !== "importing") return null;
	const seconds = Math.max(1, (Date.now() - (version.startedAt ?? version.importedAt).getTime()) / 1000);
	const done = version.bytesRead;
	const left = done > 0 ? (seconds * (version.fileBytes - done)) / done : undefined;
	const reading = version.state === "importing";
	const stalled = Date.now() - version.seenAt.getTime() > 60_000;
	const allRead = reading && done > 0 && done >= version.fileBytes;
	return (
		<Section
			title={
				reading
					? allRead
						? "Counting and comparing"
						: "The file is being read"
					: version.state === "waiting"
						? "The file is waiting to be imported"
						: "The file is being uploaded"
			}
		>
			{following ? <meta httpEquiv="refresh" content="2" /> : null}
			{version.state !== "waiting" && version.fileBytes > 0 ? (
				<>
					<progress
						aria-label={`How much of the file has been ${reading ? "read" : "received"}`}
						value={done}
						max={Math.max(1, version.fileBytes)}
						className="mb-6 h-4 w-full max-w-read accent-accent"
					>
						{Math.round((100 * done) / Math.max(1, version.fileBytes))} %
					</progress>
					<Figures
						figures={[
							...(reading
								? [
										{ value: formatNumber(version.rowsRead), label: "rows so far" },
										{ value: formatNumber(Math.round(version.rowsRead / seconds)), label: "rows a second" },
									]
								: [
										{ value: formatBytes(done), label: `of ${formatBytes(version.fileBytes)}` },
										{ value: formatBytes(Math.round(done / seconds)), label: "a second" },
									]),
							...(left !== undefined && !allRead ? [{ value: formatDuration(left), label: "left, about" }] : []),
						]}
					/>
				</>
			) : (
				<p>
					{version.state === "uploading"
						? `${formatBytes(done)} so far.`
						: "This takes a few seconds. If it takes minutes, ask whoever runs this site whether its worker is running."}
				</p>
			)}
			{stalled && version.state === "uploading" ? (
				<p className="mt-4 max-w-read">
					Nothing has arrived for a minute. If your browser has stopped, cancel this and upload the file again: nothing
					has been kept. If nothing more arrives, it is cancelled automatically after ten minutes.
				</p>
			) : null}
			{stalled && reading ? (
				<p className="mt-4 max-w-read">
					There has been no progress for a minute. If the import has stopped, you need not do anything. A file that was
					uploaded here is read again from the beginning. An import from the command line is marked as failed.
				</p>
			) : null}
			<AutoRefresh here={`/staff/datasets/${version.id}`} following={following} />
			<p className="mt-4">
				{version.state === "uploading"
					? "Keep the window that is uploading the file open."
					: "You can leave this page: the import carries on."}
			</p>
			<Actions>
				<ActionForm action={cancel.bind(null, version.id)}>
					<Button shape="plain">Cancel</Button>
				</ActionForm>
			</Actions>
		</Section>
	);
}
