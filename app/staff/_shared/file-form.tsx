import { Button } from "@/components/ui/button";
import { FormOwnerField } from "@/components/ui/form-owner";
import { FileSender } from "./file-sender";

/** Draws a form that uploads a table. Works without scripts. `of` names the dataset or version of the table. */
export function FileForm(props: {
	action: string;
	of: { name: "dataset" | "version"; id: string };
	label: string;
	hint: string;
	button: string;
	/** Whether scripts show how far the upload is and can stop it. Not for a form that is answered with a file. */
	sendsByScript?: boolean;
}) {
	const id = `file-${props.of.id}`;
	return (
		<form action={props.action} method="post" encType="multipart/form-data" className="my-6">
			<FormOwnerField />
			<input type="hidden" name={props.of.name} value={props.of.id} />
			<label htmlFor={id} className="mb-1 block text-heading font-bold">
				{props.label}
			</label>
			<span id={`${id}-hint`} className="mb-2 block text-soft">
				{props.hint}
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
			{props.sendsByScript ? (
				<FileSender button={props.button} />
			) : (
				<div className="mt-4">
					<Button shape="plain">{props.button}</Button>
				</div>
			)}
		</form>
	);
}
