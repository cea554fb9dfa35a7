"use client";

import { useActionState, useState } from "react";
import { Actions, Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { FieldErrorText, SelectField, TextField } from "@/components/ui/field";
import type { FormColumn } from "@/lib/datasets/schema";
import { type FormState, untouched } from "@/lib/form";
import { box, ColumnQuestions, type Option } from "./column-questions";

/** Draws a select for the role of each column, and for the meaning of each value of a relationship column. Works without scripts. */
export function MappingForm(props: {
	action: (state: FormState, form: FormData) => Promise<FormState>;
	columns: FormColumn[];
	roles: { label: string; options: Option[] }[];
	relationships: Option[];
	relationship: string;
	source: string;
}) {
	const [state, action] = useActionState(props.action, untouched);
	const value = (name: string, initial: string) => state.values[name] ?? initial;
	return (
		<>
			<ErrorSummary title="There is a problem" errors={state.errors} />
			<form action={action} noValidate key={JSON.stringify(state.values)}>
				<table className="data-table">
					<caption className="sr-only">What each column of the file is</caption>
					<thead>
						<tr>
							<th scope="col">Column</th>
							<th scope="col">Most frequent values</th>
							<th scope="col">What it is</th>
						</tr>
					</thead>
					<tbody>
						{props.columns.map((column, at) => (
							<ColumnRow
								key={column.header}
								at={at}
								column={column}
								roles={props.roles}
								relationships={props.relationships}
								value={value}
								error={state.errors.find((error) => error.field === `role-${at}`)?.message}
							/>
						))}
					</tbody>
				</table>
				<SelectField
					name="relationship"
					label="Relationship to use if no column gives one"
					value={value("relationship", props.relationship)}
					options={props.relationships}
				/>
				<TextField
					name="source"
					label="Source to use if no column gives one (optional)"
					hint="Such as “Supporter sign-up”. People see it beside their answer."
					value={value("source", props.source)}
					maxLength={200}
				/>
				<TextField
					name="saveAs"
					label="Save this mapping as (optional)"
					hint="So that you can use it again for the next export of this table. It replaces any saved mapping with that name."
					value={value("saveAs", "")}
					maxLength={100}
				/>
				<Actions>
					<Button>Check the file</Button>
				</Actions>
			</form>
		</>
	);
}

function ColumnRow(props: {
	at: number;
	column: FormColumn;
	roles: { label: string; options: Option[] }[];
	relationships: Option[];
	value: (name: string, initial: string) => string;
	error?: string;
}) {
	const { at, column } = props;
	const name = `role-${at}`;
	const [role, setRole] = useState(props.value(name, column.role));
	return (
		<tr>
			<th scope="row">
				<label htmlFor={name}>{column.header}</label>
			</th>
			<td className="break-words">
				{column.examples.length ? (
					<ul>
						{column.examples.map((example) => (
							<li key={example.text}>
								{example.text}
								{example.count > 1 ? <span className="meta"> × {example.count}</span> : null}
							</li>
						))}
					</ul>
				) : (
					<span className="text-soft">empty</span>
				)}
			</td>
			<td>
				<FieldErrorText name={name} error={props.error} />
				<select
					id={name}
					name={name}
					defaultValue={role}
					onChange={(event) => setRole(event.target.value)}
					aria-invalid={props.error ? true : undefined}
					aria-describedby={props.error ? `${name}-error` : undefined}
					className={box}
				>
					{props.roles.map((group) => (
						<optgroup key={group.label} label={group.label}>
							{group.options.map((option) => (
								<option key={option.value} value={option.value}>
									{option.label}
								</option>
							))}
						</optgroup>
					))}
				</select>
				<ColumnQuestions {...props} role={role} />
			</td>
		</tr>
	);
}
