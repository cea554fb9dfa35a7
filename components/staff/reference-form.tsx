"use client";

import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { FormOwnerField } from "@/components/ui/form-owner";
import { Notice } from "@/components/ui/layout";
import { DataTable } from "@/components/ui/list";
import { useForm } from "@/components/ui/use-form";
import { type FormState, untouched } from "@/lib/form";

/** One entry found under a reference, in words. */
export type FoundEntry = { key: string; what: string; when: string; href?: string };
export type ReferenceState = FormState & { found?: FoundEntry[] };

/** Looks up a reference that a caller reads out. Shows what happened under it and when, below the field. */
export function ReferenceForm(props: {
	/** The title of the page. It says so if there is an error. */
	title: string;
	action: (state: ReferenceState, form: FormData) => Promise<ReferenceState>;
	/** An example of a reference. */
	example: string;
}) {
	const [state, send] = useForm<ReferenceState>(props.action, untouched);
	const { reference } = state.values;
	return (
		<>
			<title>{state.errors.length ? `Error: ${props.title}` : props.title}</title>
			<ErrorSummary title="There is a problem" errors={state.errors} />
			<form action={send} noValidate>
				<FormOwnerField />
				<TextField
					key={reference}
					name="reference"
					label="Reference"
					hint={
						<>
							Ask the caller to read it out, such as <span className="whitespace-nowrap">{props.example}</span>. It does
							not matter whether you use capitals, the hyphen, or O for 0.
						</>
					}
					value={reference}
					width="short"
					maxLength={40}
					error={state.errors[0]?.message}
				/>
				<Button shape="plain">Look it up</Button>
			</form>
			{state.found?.length === 0 ? <Notice tone="wait">We cannot find the reference {reference}.</Notice> : null}
			{state.found?.length ? (
				<div role="status" className="mt-6">
					<DataTable
						caption={`What happened under ${reference}`}
						head={["What", "When", ""]}
						rows={state.found.map((entry) => ({
							key: entry.key,
							cells: [
								entry.what,
								entry.when,
								entry.href ? (
									<a key="open" href={entry.href}>
										Open
									</a>
								) : null,
							],
						}))}
					/>
					<p className="meta mt-3">
						A reference does not prove who is calling. Do not tell the caller anything about their records.
					</p>
				</div>
			) : null}
		</>
	);
}
