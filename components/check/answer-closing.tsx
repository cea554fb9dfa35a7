import { Aside, Section } from "@/components/ui/layout";

export type ClosingTexts = {
	title: string;
	ways: { href: string; label: string }[];
	safety: { title: string; text: string; guidance: { href: string; label: string } };
};

/** The section below every answer: further links, and the contact for people who fear for their safety. */
export function Closing({ title, ways, safety }: ClosingTexts) {
	return (
		<>
			<div className="print:hidden">
				<Section title={title}>
					<ul>
						{ways.map((way) => (
							<li key={way.href} className="border-b border-line py-[.6rem]">
								<a href={way.href} className="inline-block py-1">
									{way.label}
								</a>
							</li>
						))}
					</ul>
				</Section>
			</div>
			<Aside title={safety.title}>
				<p>{safety.text}</p>
				<p className="print:hidden">
					<a href={safety.guidance.href}>{safety.guidance.label}</a>
				</p>
			</Aside>
		</>
	);
}
