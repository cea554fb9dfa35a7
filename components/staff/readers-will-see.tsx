import { useEffect, useRef } from "react";
import { Notice } from "@/components/ui/layout";
import { BracketNotice } from "./bracket-notice";
import type { Comparison } from "./form-fields";
import { Comparisons } from "./value-comparisons";

/** Returns the values of one name. A name that ends in "[]" has one value on each line. */
function valuesOf(name: string, value: string | undefined): string[] {
	if (value === undefined) return [];
	return name.endsWith("[]") ? value.split("\n").filter(Boolean) : [value];
}

/** Shows what readers will see once a form is published, before and after, and keeps the form's values. Takes the focus. */
export function ReadersWillSee(props: {
	changes: Comparison[];
	oldWelsh?: string[] | undefined;
	values: Record<string, string>;
	names: string[];
}) {
	const heading = useRef<HTMLHeadingElement>(null);
	useEffect(() => heading.current?.focus(), []);
	return (
		<>
			{/* biome-ignore lint/a11y/noAutofocus: without scripts only autofocus moves the browser to the preview */}
			<h2 ref={heading} tabIndex={-1} autoFocus className="group-heading mt-9">
				Readers will see
			</h2>
			{props.changes.length === 0 ? <Notice tone="wait">You have not changed anything that readers see.</Notice> : null}
			{props.oldWelsh?.length ? (
				<Notice tone="wait">
					You have changed the English but not the Welsh: {props.oldWelsh.join(", ")}. Welsh readers see what it said
					before.
				</Notice>
			) : null}
			<BracketNotice texts={props.changes.map(({ other }) => other)} />
			<Comparisons names={["Now", "After you publish"]} values={props.changes} />
			{props.names.flatMap((name) =>
				valuesOf(name, props.values[name]).map((value) => (
					<input key={name + value} type="hidden" name={name} value={value} />
				)),
			)}
		</>
	);
}
