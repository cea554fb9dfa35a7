import { Section } from "@/components/ui/layout";
import { Step, Steps } from "@/components/ui/list";
import { PrintButton } from "@/components/ui/print-button";

export type FirstActionsTexts = {
	title: string;
	steps: { id: string; href: string; title: string; meta: string }[];
	plan: { href: string; label: string };
	print: string;
};

/** The most urgent actions, each with its reason and a link to how it is done. */
export function FirstActions({ title, steps, plan, print }: FirstActionsTexts) {
	return (
		<Section title={title}>
			<Steps>
				{steps.map((step, index) => (
					<Step key={step.id} number={index + 1} title={<a href={step.href}>{step.title}</a>} meta={step.meta} />
				))}
			</Steps>
			<div className="mt-4 flex flex-wrap gap-x-6 gap-y-2 print:hidden">
				<a href={plan.href} className="inline-block py-1 font-bold">
					{plan.label}
				</a>
				<PrintButton label={print} />
			</div>
		</Section>
	);
}
