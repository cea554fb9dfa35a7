import { CommandLine } from "@/components/ui/command-line";
import { Section } from "@/components/ui/layout";
import { DataTable } from "@/components/ui/list";
import { formatNumber } from "@/lib/format-number";
import type { LetterCount } from "@/lib/messages/schema";
import { letterFormatLabels } from "../labels";

const languages = { en: "English", cy: "Welsh" };

/** Shows how many people need a letter, and what became of the letters. */
export function LetterTable({ counts, messageId }: { counts: readonly LetterCount[]; messageId: string }) {
	if (counts.length === 0) return null;
	const isOpen = counts.some(({ people, handedOver }) => handedOver < people);
	return (
		<Section title="Letters">
			<p>These people chose post, or nothing else reaches them.</p>
			{isOpen ? (
				<p>
					An operator writes the printer's files. For people who gave an address on this site:{" "}
					<CommandLine text={`npm run letters -- --members --message ${messageId} --as EMAIL --out FOLDER`} />. For
					people in the data, from the original file:{" "}
					<CommandLine text={`npm run letters -- FILE --message ${messageId} --as EMAIL --out FOLDER`} />.
				</p>
			) : null}
			<DataTable
				caption="Letters by language and format"
				head={["Letter", "People", "Handed over to the printer", "Returned by the post"]}
				figures={[1, 2, 3]}
				rows={counts.map(({ locale, format, people, handedOver, returned }) => ({
					key: `${locale}-${format}`,
					cells: [
						locale && format ? `${languages[locale]}, ${letterFormatLabels[format]}` : "Not written yet",
						...[people, handedOver, returned].map(formatNumber),
					],
				}))}
			/>
		</Section>
	);
}
