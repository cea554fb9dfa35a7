import type { ReactNode } from "react";
import { Aside, Read, Section } from "@/components/ui/layout";
import { Step, Steps, Tag } from "@/components/ui/list";
import { type ActionId, type ActionText, type Block, plainText } from "@/lib/guidance/schema";
import { type ExampleTexts, ScamExample } from "./scam-example";
import { LinkedSentence } from "./sentence";

type BlockTexts = ExampleTexts & { minutes: (minutes: number) => string };

/** The states of the steps in a plan: its label, and the way to the step if the plan has it. */
export type StepStates = Partial<
	Record<
		ActionId,
		{ label: string; tone: "clear" | "wait" | "plain"; done: boolean; way?: { href: string; label: string } }
	>
>;

/** Shows the body of a guidance page. Each heading begins a section. */
export function Blocks({
	blocks,
	texts,
	states = {},
}: {
	blocks: Block[];
	texts: BlockTexts;
	states?: StepStates | undefined;
}) {
	const parts: { heading: Extract<Block, { kind: "heading" }>; blocks: Block[] }[] = [];
	for (const block of blocks) {
		if (block.kind === "heading") parts.push({ heading: block, blocks: [] });
		else parts.at(-1)?.blocks.push(block);
	}
	return parts.map(({ heading, blocks }) => (
		<Section key={heading.id} id={heading.id} title={heading.text}>
			{blocks.map((block, at) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: the sections of a guidance page never change order
				<Part key={at} block={block} texts={texts} states={states} />
			))}
		</Section>
	));
}

function Part({ block, texts, states }: { block: Block; texts: BlockTexts; states: StepStates }): ReactNode {
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
					{block.actions.map((action, at) => {
						const state = states[action.id];
						return (
							<Step
								key={action.id}
								anchor={action.id}
								number={at + 1}
								title={action.title}
								done={state?.done ?? false}
								meta={texts.minutes(action.minutes)}
								action={state ? <StepState {...state} about={action.title} /> : undefined}
							>
								<HowTo action={action} />
							</Step>
						);
					})}
				</Steps>
			);
	}
}

/** The state of a step, and the way to it in the plan. */
function StepState(props: NonNullable<StepStates[ActionId]> & { about: string }) {
	return (
		<>
			<Tag tone={props.tone}>{props.label}</Tag>
			{props.way ? (
				<a href={props.way.href} className="block py-1">
					{props.way.label}
					<span className="sr-only">: {props.about}</span>
				</a>
			) : null}
		</>
	);
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
