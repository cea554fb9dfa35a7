import type { Block } from "@/lib/guidance/schema";

export type ExampleTexts = { example: string; exampleEnd: string; exampleFrom: string; tells: string };

/**
 * Shows an invented scam message and the signs that it is a scam. A frame and a label mark it as an example. Its addresses
 * are text, never links.
 */
export function ScamExample({ block, texts }: { block: Extract<Block, { kind: "example" }>; texts: ExampleTexts }) {
	return (
		<figure className="my-6 border-4 border-dashed border-stop">
			<figcaption className="bg-stop-tint px-4 py-2 font-bold text-stop">
				{block.medium}. {texts.example}
			</figcaption>
			<blockquote className="!border-0 px-4 py-3 [&>p+p]:mt-2">
				<p className="text-[.95rem] text-soft">
					{texts.exampleFrom}: {block.from}
				</p>
				{block.lines.map((line) => (
					<p key={line}>{line}</p>
				))}
			</blockquote>
			<p className="sr-only">{texts.exampleEnd}</p>
			<div className="border-t border-line px-4 py-3">
				<h3 className="!mt-0 font-bold">{texts.tells}</h3>
				<ul className="list-disc pl-5">
					{block.tells.map((tell) => (
						<li key={tell}>{tell}</li>
					))}
				</ul>
			</div>
		</figure>
	);
}
