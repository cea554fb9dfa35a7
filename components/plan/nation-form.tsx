import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Choices } from "@/components/ui/field";
import type { Nation } from "@/lib/guidance/schema";

/** Asks for the nation somebody lives in, because some numbers differ between nations. */
export function NationForm(props: {
	question: string;
	hint: string;
	submit: string;
	nations: { value: Nation; label: string }[];
	chosen: Nation | undefined;
	save: (form: FormData) => Promise<void>;
}) {
	return (
		<ActionForm action={props.save} className="print:hidden">
			<Choices
				kind="radio"
				name="nation"
				label={props.question}
				legendHidden
				hint={props.hint}
				choices={props.nations.map((nation) => ({ ...nation, checked: nation.value === props.chosen }))}
			/>
			<Button shape="plain">{props.submit}</Button>
		</ActionForm>
	);
}
