import { Heading } from "@/components/ui/layout";
import { MarkdownText } from "@/components/ui/markdown";
import { TelephoneText } from "@/components/ui/telephone-text";
import type { Comparison } from "./form-fields";

/** Shows each value in its two wordings, under the names of the wordings. They are side by side on a wide screen. */
export function Comparisons({ names, values }: { names: readonly [string, string]; values: Comparison[] }) {
	return values.map((value) => (
		<div key={value.label}>
			<Heading>{value.label}</Heading>
			<div className="side-by-side mt-2">
				<Wording name={names[0]} text={value.one} value={value} />
				<Wording name={names[1]} text={value.other} value={value} />
			</div>
		</div>
	));
}

function Wording({ name, text, value }: { name: string; text: string; value: Comparison }) {
	return (
		<div className="mb-3 border-l-4 border-line pl-4">
			<p className="meta">{name}</p>
			{text === "" ? (
				<p className="text-soft">Nothing</p>
			) : value.markdown ? (
				<MarkdownText text={text} lang={value.lang} />
			) : (
				<p className="whitespace-pre-line" lang={value.lang}>
					<TelephoneText text={text} inWords />
				</p>
			)}
		</div>
	);
}
