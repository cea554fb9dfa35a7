"use client";

import { useState } from "react";
import { Actions, Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { FieldErrorText, SelectField, TextField } from "@/components/ui/field";
import { FormOwnerField } from "@/components/ui/form-owner";
import { DataTable } from "@/components/ui/list";
import { useForm } from "@/components/ui/use-form";
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
	const [state, action] = useForm(props.action, untouched);
	const value = (name: string, initial: string) => state.values[name] ?? initial;
	return (
		<>
			<ErrorSummary title="There is a problem" errors={state.errors} />
			<form action={action} noValidate key={JSON.stringify(state.values)}>
				<FormOwnerField />
				<DataTable
					caption="What each column of the file is"
					captionHidden
					head={["Column", "Most frequent values", "What it is"]}
					rows={props.columns.map((column, at) => ({
						key: column.header,
						cells: [
							<label key="column" htmlFor={`role-${at}`}>
								{column.header}
							</label>,
							<FrequentValues key="values" column={column} />,
							<ColumnRole
								key="role"
								at={at}
								column={column}
								roles={props.roles}
								relationships={props.relationships}
								value={value}
								error={state.errors.find((error) => error.field === `role-${at}`)?.message}
							/>,
						],
					}))}
				/>
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

function FrequentValues({ column }: { column: FormColumn }) {
	if (column.examples.length === 0) return <span className="text-soft">empty</span>;
	return (
		<ul className="break-words">
			{column.examples.map((example) => (
				<li key={example.text}>
					{example.text}
					{example.count > 1 ? <span className="meta"> × {example.count}</span> : null}
				</li>
			))}
		</ul>
	);
}

function ColumnRole(props: {
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
		<>
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
		</>
	);
}
