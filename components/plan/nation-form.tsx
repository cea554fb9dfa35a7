import { Button } from "@/components/ui/button";
import { DocumentForm, type DocumentFormProps } from "@/components/ui/document-form";
import { Choices } from "@/components/ui/field";
import type { Nation } from "@/lib/guidance/schema";

/** Asks for the nation somebody lives in, because some numbers differ between nations. */
export function NationForm(
	props: DocumentFormProps & {
		question: string;
		hint: string;
		submit: string;
		nations: { value: Nation; label: string }[];
		chosen: Nation | undefined;
	},
) {
	const { question, hint, submit, nations, chosen, ...form } = props;
	return (
		<DocumentForm {...form} className="print:hidden">
			<Choices
				kind="radio"
				name="nation"
				label={question}
				legendHidden
				hint={hint}
				choices={nations.map((nation) => ({ ...nation, checked: nation.value === chosen }))}
			/>
			<Button shape="plain">{submit}</Button>
		</DocumentForm>
	);
}
