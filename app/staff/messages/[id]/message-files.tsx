import { AutoRefresh } from "@/app/staff/_shared/auto-refresh";
import { FileForm } from "@/app/staff/_shared/file-form";
import { CommandLine } from "@/components/ui/command-line";
import { Notice, Section } from "@/components/ui/layout";
import { DataTable } from "@/components/ui/list";
import type { Staff } from "@/lib/authority";
import { recipientUploads } from "@/lib/datasets";
import type { RecipientUpload } from "@/lib/datasets/schema";
import { formatNumber, formatRanges } from "@/lib/format-number";
import { messageAdmin } from "@/lib/messages";
import type { MessageFile } from "@/lib/messages/schema";

type Props = { staff: Staff; message: messageAdmin.StaffMessage; following: boolean };

/** Shows which files a message to people of the data needs, takes those that are missing, and says what their rows came to. */
export async function MessageFiles({ staff, message, following }: Props) {
	if (!message.audience.cohorts.includes("in-data")) return null;
	const files = await messageAdmin.messageFiles(staff, message.id);
	const missing = message.state === "prepared" ? files.filter(({ read }) => !read) : [];
	return (
		<Section title="People who have never signed in" id="files">
			{message.state === "draft" ? (
				<p>
					We do not keep their addresses. Once you have finalised the text and the recipients, upload the original file
					of each dataset here again.
				</p>
			) : null}
			{missing.length > 0 ? (
				<MissingFiles staff={staff} messageId={message.id} files={missing} following={following} />
			) : null}
			{files.length === 0 ? (
				<p>No dataset of this incident is live, so there is nobody in this group.</p>
			) : (
				<FileTable files={files} />
			)}
			{files.map((file) => (
				<UnmatchedRows key={file.versionId} {...file} />
			))}
		</Section>
	);
}

const fullName = ({ dataset, number }: MessageFile) => `${dataset}, version ${number}`;

async function MissingFiles(props: { staff: Staff; messageId: string; files: MessageFile[]; following: boolean }) {
	const { staff, messageId, files, following } = props;
	const uploads = await recipientUploads(staff, messageId);
	const isRead = uploads.some(({ state }) => state === "waiting");
	return (
		<>
			<p className="max-w-read">
				We do not keep their addresses, so the message needs the original file again. From it we keep only the encrypted
				address of each person who gets the message. We delete it once their email has been sent or has failed. Nobody
				can approve the message before the files are read. For more than {messageAdmin.secondPersonAbove} people,
				someone who uploads a file cannot approve it.
			</p>
			{files.map((file) => (
				<MissingFile
					key={file.versionId}
					messageId={messageId}
					file={file}
					upload={uploads.find(({ versionId }) => versionId === file.versionId)}
				/>
			))}
			{isRead && following ? <meta httpEquiv="refresh" content="2" /> : null}
			{isRead ? <AutoRefresh here={`/staff/messages/${messageId}`} following={following} /> : null}
			<p className="mt-4 max-w-read">
				An operator can read a file on the server instead, also one that has changed since:{" "}
				<CommandLine text={`npm run message -- FILE --message ${messageId} --as EMAIL`} />.
			</p>
		</>
	);
}

function MissingFile(props: { messageId: string; file: MessageFile; upload: RecipientUpload | undefined }) {
	const { messageId, file, upload } = props;
	if (upload?.state === "waiting")
		return (
			<Notice>The file of {fullName(file)} has arrived and is being read. This takes a few minutes at most.</Notice>
		);
	return (
		<>
			{upload?.state === "failed" ? <Notice tone="stop">{upload.failure}</Notice> : null}
			{upload?.state === "uploading" ? (
				<Notice tone="wait">
					The file of {fullName(file)} is being uploaded. Keep that window open. If it has stopped, upload the file
					again.
				</Notice>
			) : null}
			<FileForm
				action={`/staff/datasets/upload/recipients?message=${messageId}`}
				of={{ name: "version", id: file.versionId }}
				label={`Upload the file of ${fullName(file)} again`}
				hint={`The file ${file.fileName}, exactly as it was imported.`}
				button="Upload the file"
				sendsByScript
			/>
		</>
	);
}

function FileTable({ files }: { files: MessageFile[] }) {
	return (
		<DataTable
			caption="Files it needs"
			head={[
				"Dataset",
				"Rows",
				"Never signed in",
				"Signed in or left out",
				"Repeated",
				"Match nobody",
				"Not in the file",
			]}
			figures={[1, 2, 3, 4, 5, 6]}
			rows={files.map((file) => ({
				key: file.versionId,
				cells: [
					fullName(file),
					...(file.read
						? [
								file.read.rows,
								file.read.people,
								file.read.outside,
								file.read.repeated,
								file.read.unmatched,
								file.read.missing,
							].map(formatNumber)
						: ["Not read yet", "", "", "", "", ""]),
				],
			}))}
		/>
	);
}

/** So many ranges of rows are named. A file with more of them is another file. */
const rangesShown = 200;

function UnmatchedRows(file: MessageFile) {
	const rows = file.read?.unmatchedRows ?? [];
	if (rows.length === 0) return null;
	return (
		<p className="mt-4 max-w-read">
			These rows of {fullName(file)} match nobody in the data, so no message goes to them:{" "}
			{formatRanges(rows.slice(0, rangesShown))}
			{rows.length > rangesShown ? " and later ones" : ""}. A row’s number is the line of the file where it begins.
		</p>
	);
}
