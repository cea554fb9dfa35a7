import { Choices, SelectField, TextField } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import type { FormField, InputField } from "./form-fields";

/** What a field shows after the form was sent: the value as typed, and its error. */
type Sent = { typed?: string; error?: string };

/** Renders the fields of a staff form. English and Welsh are side by side on a wide screen. */
export function FieldInputs(props: { fields: FormField[]; sent: (field: InputField) => Sent }) {
	const input = (field: InputField) => <Input key={field.name} field={field} {...props.sent(field)} />;
	return props.fields.map((field) => {
		if (field.kind === "heading") return <GroupHeading key={field.name} label={field.label} hint={field.hint} />;
		if (field.kind === "fold") {
			const isUsed = field.fields.some((inside) => isFilled(inside, props.sent(inside)));
			return (
				<details key={field.name} open={isUsed} className="my-6 max-w-read">
					<summary className="py-1 text-heading font-bold">{field.label}</summary>
					{field.hint ? <p className="text-soft">{field.hint}</p> : null}
					<div className="border-l-4 border-line pl-4">{field.fields.map(input)}</div>
				</details>
			);
		}
		if (field.kind !== "languages") return input(field);
		return (
			<div key={field.name} className="side-by-side languages">
				{field.withoutHeadings ? null : (
					<div>
						<GroupHeading label="English" />
					</div>
				)}
				{field.english.map((english) => (
					<div key={english.name}>{input(english)}</div>
				))}
				{field.withoutHeadings ? null : (
					<div className="welsh">
						<GroupHeading label="Welsh" hint="You can add this later. Until then, Welsh readers see the English." />
					</div>
				)}
				{field.welsh.map((welsh) => (
					<div key={welsh.name} className="welsh">
						{input(welsh)}
					</div>
				))}
			</div>
		);
	});
}

const isFilled = (field: InputField, { typed, error }: Sent) =>
	Boolean(error || (typed ?? (field.kind === "several" ? field.values.join() : field.value)));

function GroupHeading({ label, hint }: { label: string; hint?: string }) {
	return (
		<div className="mt-9">
			<h2 className="group-heading">{label}</h2>
			{hint ? <p className="text-soft">{hint}</p> : null}
		</div>
	);
}

function Input({ field, typed, error }: { field: InputField } & Sent) {
	const label = field.optional ? `${field.label} (optional)` : field.label;
	const common = { name: field.name, label, hint: field.hint, error };
	switch (field.kind) {
		case "line":
			return <TextField {...common} value={typed ?? field.value} type={field.type} lang={field.lang} spellCheck />;
		case "text":
			return <TextArea {...common} value={typed ?? field.value} rows={field.rows} lang={field.lang} />;
		case "list":
			return <SelectField {...common} value={typed ?? field.value} options={field.options} />;
		case "one":
		case "several": {
			const chosen = typed?.split("\n") ?? (field.kind === "one" ? [field.value] : field.values);
			return (
				<Choices
					{...common}
					kind={field.kind === "one" ? "radio" : "checkbox"}
					inline={field.kind === "one" && field.inline}
					choices={field.options.map((option) => ({ ...option, checked: chosen.includes(option.value) }))}
				/>
			);
		}
	}
}
