import { describedBy, type FieldCommon, fieldBox, LabelledField } from "./field";
import { TextBox } from "./text-box";

/** A field for several lines of text. */
export function TextArea(props: FieldCommon & { value?: string; rows?: number; lang?: string; maxLength?: number }) {
	return (
		<LabelledField name={props.name} label={props.label} hint={props.hint} error={props.error}>
			<TextBox
				id={props.name}
				name={props.name}
				rows={props.rows ?? 5}
				defaultValue={props.value}
				lang={props.lang}
				maxLength={props.maxLength}
				spellCheck
				aria-describedby={describedBy(props)}
				aria-invalid={props.error ? true : undefined}
				className={`${fieldBox} w-full max-w-read`}
			/>
		</LabelledField>
	);
}
