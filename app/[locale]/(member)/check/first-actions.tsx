import { Section } from "@/components/ui/layout";
import { Step, Steps } from "@/components/ui/list";
import { PrintButton } from "@/components/ui/print-button";
import { exposuresOf } from "@/lib/exposure";
import type { IncidentAnswer } from "@/lib/exposure/schema";
import { actionsFor, actionText } from "@/lib/guidance";
import { href, type Locale, translator } from "@/lib/i18n";

/** How many actions stand on the answer itself; the plan has all. */
const shown = 3;

/** The most urgent things to do, each with why it is there and a way to how it is done. */
export function FirstActions({ answers, locale }: { answers: IncidentAnswer[]; locale: Locale }) {
	const t = translator(locale, "check");
	const steps = actionsFor(exposuresOf(answers))
		.slice(0, shown)
		.map((action) => ({ ...actionText(action, locale), topic: action.topic }));
	return (
		<Section title={t("first.title")}>
			<Steps>
				{steps.map((step, index) => (
					<Step
						key={step.id}
						number={index + 1}
						title={<a href={href(locale, `/guidance/${step.topic}`)}>{step.title}</a>}
						meta={`${translator(locale, "plan")("minutes", { minutes: step.minutes })} · ${step.because}`}
					/>
				))}
			</Steps>
			<div className="mt-4 flex flex-wrap gap-x-6 gap-y-2 print:hidden">
				<a href={href(locale, "/plan")} className="inline-block py-1 font-bold">
					{t("first.plan")}
				</a>
				<PrintButton label={translator(locale, "common")("print")} />
			</div>
		</Section>
	);
}
