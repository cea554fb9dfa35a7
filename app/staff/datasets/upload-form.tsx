import { Button } from "@/components/ui/button";

/** Sends a table to a dataset. A plain form: the file goes up as it is read, with or without scripts. */
export function UploadForm({ datasetId, name }: { datasetId: string; name: string }) {
	const id = `file-${datasetId}`;
	return (
		<form action="/staff/datasets/upload" method="post" encType="multipart/form-data" className="my-6">
			<input type="hidden" name="dataset" value={datasetId} />
			<label htmlFor={id} className="mb-1 block text-[1.14rem] font-bold">
				Upload a table to {name}
			</label>
			<span id={`${id}-hint`} className="mb-2 block text-soft">
				A CSV file as it was recovered, up to 20 GB. No spreadsheets and no archives.
			</span>
			<input
				id={id}
				type="file"
				name="file"
				accept=".csv,.tsv,.txt,text/csv,text/plain"
				required
				aria-describedby={`${id}-hint`}
				className="block max-w-full rounded-[3px] border-2 border-field bg-card px-[.75rem] py-[.65rem]"
			/>
			<div className="mt-4">
				<Button shape="plain">Upload the table</Button>
			</div>
		</form>
	);
}
