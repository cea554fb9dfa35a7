import type { FormColumn } from "@/lib/datasets/schema";

export type Option = { value: string; label: string };
export const box =
	"block max-w-full rounded-[3px] border-2 border-field bg-card px-[.6rem] py-[.45rem] text-ink [&[aria-invalid=true]]:border-stop min-h-[max(2.4rem,44px)]";

type Questions = {
	at: number;
	column: FormColumn;
	relationships: Option[];
	value: (name: string, initial: string) => string;
};

/** Draws what is asked about a column that has this role: what its values mean, and the order of its dates. */
export function ColumnQuestions(props: Questions & { role: string }) {
	const { at, column, role } = props;
	if (role === "relationship") return <Meanings {...props} />;
	if (role === "source") return <SourceNames {...props} />;
	if (role !== "since" && !role.startsWith("category:")) return null;
	const fields = column.asked.map(({ text, means }, index) => ({
		name: `value-${at}-${index}`,
		label: `“${text}” means`,
		means,
	}));
	const dates = role === "since" || role === "category:date-of-birth";
	return (
		<>
			{dates && column.dateOrder !== undefined ? (
				<Choices {...props} fields={[dateOrderField(at, column.dateOrder)]} options={dateOrders} />
			) : null}
			<Choices {...props} fields={fields} options={valueMeanings} />
		</>
	);
}

/** Draws a select for the meaning of each value of a relationship column. */
function Meanings(props: {
	at: number;
	column: FormColumn;
	relationships: Option[];
	value: (name: string, initial: string) => string;
}) {
	const { at, column } = props;
	const fields = [
		...column.distinct.map((distinct, index) => ({
			name: `means-${at}-${index}`,
			label: `“${distinct.value}” means`,
			means: distinct.means,
		})),
		{ name: `otherwise-${at}`, label: "Anything else means", means: "other" },
	];
	return <Choices {...props} fields={fields} options={props.relationships} />;
}

const dateOrderField = (at: number, means: string) => ({
	name: `order-${at}`,
	label: "What comes first in its dates",
	means,
});
const dateOrders = [
	{ value: "", label: "Choose" },
	{ value: "day-first", label: "The day: 30/05/1989" },
	{ value: "month-first", label: "The month: 05/30/1989" },
];
const valueMeanings = [
	{ value: "nothing", label: "We hold nothing" },
	{ value: "held", label: "We hold something, but this does not say what" },
	{ value: "data", label: "This is the data itself" },
];

/** Draws a select for each field, beside the column that it is about. */
function Choices(props: {
	fields: { name: string; label: string; means: string }[];
	options: Option[];
	value: (name: string, initial: string) => string;
}) {
	if (props.fields.length === 0) return null;
	return (
		<div className="mt-3 border-l-4 border-line pl-3">
			{props.fields.map((field) => (
				<div key={field.name} className="mb-2">
					<label htmlFor={field.name} className="block text-[.95rem]">
						{field.label}
					</label>
					<select id={field.name} name={field.name} defaultValue={props.value(field.name, field.means)} className={box}>
						{props.options.map((option) => (
							<option key={option.value} value={option.value}>
								{option.label}
							</option>
						))}
					</select>
				</div>
			))}
		</div>
	);
}

/** Draws a text field for what people are told of each source. An empty one tells them nothing of it. */
function SourceNames(props: { at: number; column: FormColumn; value: (name: string, initial: string) => string }) {
	const { at, column } = props;
	return (
		<div className="mt-3 border-l-4 border-line pl-3">
			<p className="meta">
				People see these names beside their answer. We count other sources, and those left empty, but do not show them.
			</p>
			{column.distinct.map(({ value, label }, index) => (
				<div key={value} className="mb-2">
					<label htmlFor={`label-${at}-${index}`} className="block text-[.95rem]">
						{`“${value}” is called`}
					</label>
					<input
						id={`label-${at}-${index}`}
						name={`label-${at}-${index}`}
						defaultValue={props.value(`label-${at}-${index}`, label)}
						maxLength={200}
						className={box}
					/>
				</div>
			))}
		</div>
	);
}
