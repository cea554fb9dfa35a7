import { FileForm } from "@/app/staff/_shared/file-form";
import { Section } from "@/components/ui/layout";

/** Draws the form that exports the rows to correct. The file must be sent again, because no cell of it is kept. */
export function RowsToCorrect({ versionId, fileName }: { versionId: string; fileName: string }) {
	return (
		<Section title="Download the rows to correct" id="rows">
			<p className="max-w-read">
				We do not keep what these rows say, so we need your file again. It is read while you send it, and neither the
				file nor the rows are kept here. The audit log shows that you asked for them. You get the rows of the first
				10,000 problems, without those that only repeat another row.
			</p>
			<FileForm
				action="/staff/datasets/upload/rows"
				of={{ name: "version", id: versionId }}
				label="Choose the same file again to get the rows to correct"
				hint={`The file ${fileName}, exactly as it was imported. You get a CSV file.`}
				button="Get the rows"
			/>
			<ol className="max-w-read list-decimal space-y-2 pl-6">
				<li>
					Open the CSV file and correct what its second column names. The first two columns are ignored on import.
				</li>
				<li>
					Rows with too many cells come as they are: move their values below the right headers. Delete rows nobody can
					correct. Leave the apostrophes before + - = and @.
				</li>
				<li>
					Save it as CSV, <a href="/staff/datasets#add">add a dataset</a> to the same incident, such as “Corrected
					rows”, and upload it there. People can then be found in either table. Where you can, correct the whole file
					instead and upload it as the next version.
				</li>
				<li>Delete the CSV file: it contains people’s information, unencrypted.</li>
			</ol>
		</Section>
	);
}
