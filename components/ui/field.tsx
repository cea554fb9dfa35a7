import { Fragment, type ReactNode } from "react";

/** The look of a field. */
export const fieldBox =
	"block rounded-[3px] border-2 border-field bg-card px-[.75rem] py-[.65rem] text-ink [&[aria-invalid=true]]:border-stop";

export type FieldCommon = {
	name: string;
	label: string;
	hint?: ReactNode;
	/** The error to show beside the field. */
	error?: string;
};

/** The ids of what describes a field. */
export function describedBy(props: FieldCommon): string | undefined {
	const ids = [props.hint && `${props.name}-hint`, props.error && `${props.name}-error`].filter(Boolean);
	return ids.length ? ids.join(" ") : undefined;
}

function Hint({ name, hint }: { name: string; hint?: ReactNode }) {
	return hint ? (
		<p id={`${name}-hint`} className="mb-2 max-w-read text-soft">
			{hint}
		</p>
	) : null;
}

/** The error of one field. */
export function FieldErrorText({ name, error }: { name: string; error?: string }) {
	return error ? (
		<p id={`${name}-error`} className="mb-2 font-semibold text-stop">
			{error}
		</p>
	) : null;
}

/** What stands above a field, in the frame around it. */
export function LabelledField(props: FieldCommon & { children: ReactNode }) {
	return (
		<Frame error={props.error}>
			<Label {...props} />
			<Hint {...props} />
			<FieldErrorText {...props} />
			{props.children}
		</Frame>
	);
}

function Frame({ children, error, close }: { children: ReactNode; error?: string; close?: boolean }) {
	return (
		<div
			className={`${close ? "my-2" : "my-6"} max-w-full ${error ? "border-l-4 border-stop pl-[min(1rem,4vw)]" : ""}`}
		>
			{children}
		</div>
	);
}

function Label({ name, label }: { name: string; label: string }) {
	return (
		<label htmlFor={name} className="mb-1 block text-heading font-bold">
			{label}
		</label>
	);
}

/** A field for one line of text. Its id is its name, so that the error summary can link to it. */
export function TextField(
	props: FieldCommon & {
		type?: "text" | "email" | "tel" | "date" | "datetime-local";
		value?: string;
		autoComplete?: string;
		inputMode?: "text" | "numeric" | "tel" | "email";
		/** The width, chosen by the kind of value. */
		width?: "code" | "short" | "full";
		maxLength?: number;
		lang?: string;
		spellCheck?: boolean;
	},
) {
	const width = {
		code: "max-w-[9.2em] font-mono text-[1.7rem] tracking-[.22em]",
		short: "max-w-[14em]",
		full: "max-w-[30rem]",
	}[props.width ?? "full"];
	return (
		<LabelledField name={props.name} label={props.label} hint={props.hint} error={props.error}>
			<input
				id={props.name}
				name={props.name}
				type={props.type ?? "text"}
				defaultValue={props.value}
				autoComplete={props.autoComplete ?? "off"}
				inputMode={props.inputMode}
				maxLength={props.maxLength}
				lang={props.lang}
				spellCheck={props.spellCheck ?? false}
				aria-describedby={describedBy(props)}
				aria-invalid={props.error ? true : undefined}
				className={`${fieldBox} w-full ${width}`}
			/>
		</LabelledField>
	);
}

/** A select, for lists too long for radio buttons. */
export function SelectField(props: FieldCommon & { value?: string; options: { value: string; label: string }[] }) {
	return (
		<LabelledField name={props.name} label={props.label} hint={props.hint} error={props.error}>
			<select
				id={props.name}
				name={props.name}
				defaultValue={props.value}
				aria-describedby={describedBy(props)}
				aria-invalid={props.error ? true : undefined}
				className={`${fieldBox} min-h-[max(2.4rem,44px)] max-w-full`}
			>
				{props.options.map((option) => (
					<option key={option.value} value={option.value}>
						{option.label}
					</option>
				))}
			</select>
		</LabelledField>
	);
}

type Choice = {
	value: string;
	label: string;
	hint?: string;
	checked?: boolean;
	/** The fields of this choice. Hidden while it is not chosen, if the browser can tell. */
	reveals?: ReactNode;
};

/**
 * A question with radio buttons (one answer) or checkboxes (several). Nothing is ticked unless `checked` is set.
 * Checkboxes share `name`; end it in "[]" so that parseForm reads a list. The first choice has the id the summary links to.
 */
export function Choices(
	props: FieldCommon & {
		kind: "radio" | "checkbox";
		choices: Choice[];
		legendHidden?: boolean;
		/** Puts the question and its choices on one line of a wide screen, for a list of alike questions. */
		inline?: boolean;
	},
) {
	return (
		<Frame error={props.error} close={props.inline}>
			<fieldset aria-describedby={describedBy(props)} className={props.inline ? "choices-inline" : undefined}>
				<legend className={props.legendHidden ? "sr-only" : "mb-1 text-heading font-bold"}>{props.label}</legend>
				<Hint {...props} />
				<FieldErrorText {...props} />
				{props.choices.map((choice, index) => {
					const id = index === 0 ? props.name : `${props.name}-${choice.value}`;
					return (
						<Fragment key={choice.value}>
							<div className={`items-start gap-3 ${props.inline ? "mr-6 inline-flex" : "flex"}`}>
								<input
									id={id}
									type={props.kind}
									name={props.name}
									value={choice.value}
									defaultChecked={choice.checked}
									aria-describedby={choice.hint ? `${id}-about` : undefined}
									className="mt-[.45rem] size-[1.5rem] flex-none accent-accent"
								/>{" "}
								{/* No block, so that text browsers show the words beside their box. */}
								<span>
									<label htmlFor={id} className="block py-[.55rem] sm:py-[.42rem]">
										{choice.label}
									</label>{" "}
									{choice.hint ? (
										<span
											id={`${id}-about`}
											className="block -mt-[.55rem] pb-[.55rem] sm:-mt-[.42rem] sm:pb-[.42rem] text-[.95rem] text-soft"
										>
											{choice.hint}
										</span>
									) : null}
								</span>
							</div>
							{choice.reveals ? <div className="revealed">{choice.reveals}</div> : null}
						</Fragment>
					);
				})}
			</fieldset>
		</Frame>
	);
}
