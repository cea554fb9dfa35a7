import { Aside } from "@/components/ui/layout";
import { TelephoneText } from "@/components/ui/telephone-text";

export type ClosingTexts = {
	title: string;
	ways: { href: string; label: string }[];
	safety: { title: string; text: string; emergency: string; guidance: { href: string; label: string } };
};

/** The section below every answer: further links, and the contact for people who fear for their safety. */
export function Closing({ title, ways, safety }: ClosingTexts) {
	return (
		<>
			<nav aria-label={title} className="mt-6 border-t border-line pt-3 print:hidden">
				<ul className="sm:grid sm:grid-cols-2">
					{ways.map((way) => (
						<li key={way.href}>
							<a href={way.href} className="inline-block py-[.3rem]">
								{way.label}
							</a>
						</li>
					))}
				</ul>
			</nav>
			<Aside title={safety.title} level={2}>
				<p>
					<TelephoneText text={safety.text} short={safety.emergency} />
				</p>
				<p className="print:hidden">
					<a href={safety.guidance.href}>{safety.guidance.label}</a>
				</p>
			</Aside>
		</>
	);
}
