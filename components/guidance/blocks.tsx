import type { ReactNode } from "react";
import { Aside, Read, Section } from "@/components/ui/layout";
import { Step, Steps } from "@/components/ui/list";
import { type ActionText, type Block, plainText } from "@/lib/guidance/schema";
import { type ExampleTexts, ScamExample } from "./scam-example";
import { LinkedSentence } from "./sentence";

type BlockTexts = ExampleTexts & { minutes: (minutes: number) => string };

/** Shows the body of a guidance page. Each heading begins a section. */
export function Blocks({ blocks, texts }: { blocks: Block[]; texts: BlockTexts }) {
	const parts: { heading: Extract<Block, { kind: "heading" }>; blocks: Block[] }[] = [];
	for (const block of blocks) {
		if (block.kind === "heading") parts.push({ heading: block, blocks: [] });
		else parts.at(-1)?.blocks.push(block);
	}
	return parts.map(({ heading, blocks }) => (
		<Section key={heading.id} id={heading.id} title={heading.text}>
			{blocks.map((block, at) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: the sections of a guidance page never change order
				<Part key={at} block={block} texts={texts} />
			))}
		</Section>
	));
}

function Part({ block, texts }: { block: Block; texts: BlockTexts }): ReactNode {
	switch (block.kind) {
		case "heading":
			return null;
		case "text":
			return (
				<Read>
					<p className="mb-3">
						<LinkedSentence sentence={block.text} />
					</p>
				</Read>
			);
		case "list":
			return (
				<Read>
					<ul className="mb-3">{items(block.items)}</ul>
				</Read>
			);
		case "steps":
			return (
				<Read>
					<ol className="mb-3">{items(block.items)}</ol>
				</Read>
			);
		case "note":
			return (
				<Aside title={block.heading}>
					<p>
						<LinkedSentence sentence={block.text} />
					</p>
				</Aside>
			);
		case "example":
			return (
				<Read>
					<ScamExample block={block} texts={texts} />
				</Read>
			);
		case "actions":
			return (
				<Steps>
					{block.actions.map((action, at) => (
						<Step key={action.id} number={at + 1} title={action.title} meta={texts.minutes(action.minutes)}>
							<HowTo action={action} />
						</Step>
					))}
				</Steps>
			);
	}
}

/** Shows why an action helps and its steps. */
export function HowTo({ action }: { action: ActionText }) {
	return (
		<div className="max-w-read">
			<p>{action.why}</p>
			<ul className="mt-2">{items(action.steps)}</ul>
		</div>
	);
}

function items(sentences: ActionText["steps"]) {
	return sentences.map((sentence) => (
		<li key={plainText(sentence)}>
			<LinkedSentence sentence={sentence} />
		</li>
	));
}
