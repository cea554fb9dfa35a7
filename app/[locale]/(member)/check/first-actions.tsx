import Link from "next/link";
import { Section } from "@/components/ui/layout";
import { Step, Steps } from "@/components/ui/list";
import { PrintButton } from "@/components/ui/print-button";
import { exposuresOf } from "@/lib/exposure";
import type { IncidentAnswer } from "@/lib/exposure/schema";
import { actionsFor, actionText, type PlannedAction } from "@/lib/guidance";
import { href, type Locale, translator } from "@/lib/i18n";

/** How many actions stand on the answer itself; the plan has all. */
const shown = 3;

/** The most urgent things to do, each with why it is there and a way to how it is done. */
export function FirstActions({ answers, locale }: { answers: IncidentAnswer[]; locale: Locale }) {
	const t = translator(locale, "check");
	const words = translator(locale, "words");
	const because = ({ reason }: PlannedAction) => {
		if (reason.kind === "general") return t("first.general");
		if (reason.kind === "unavailable") return t("first.unavailable");
		const categories = reason.categories.map((each) => words(`category.${each}`).toLowerCase());
		return t("first.seen", { categories: categories.join(", ") });
	};
	return (
		<Section title={t("first.title")}>
			<Steps>
				{actionsFor(exposuresOf(answers))
					.slice(0, shown)
					.map((action, index) => (
						<Step
							key={action.id}
							number={index + 1}
							title={
								<Link href={href(locale, `/guidance/${action.topic}`)} prefetch={false}>
									{actionText(action.id, locale).title}
								</Link>
							}
							meta={`${t("first.minutes", { minutes: action.minutes })} · ${because(action)}`}
						/>
					))}
			</Steps>
			<div className="mt-4 flex flex-wrap gap-x-6 gap-y-2 print:hidden">
				<Link href={href(locale, "/plan")} prefetch={false} className="inline-block py-1 font-bold">
					{t("first.plan")}
				</Link>
				<PrintButton label={translator(locale, "common")("print")} />
			</div>
		</Section>
	);
}
