import type { ReactNode } from "react";
import { LocalisedText } from "@/components/ui/localised-text";
import { Outcome, type OutcomeTone } from "@/components/ui/outcome";
import { FirstActions, type FirstActionsTexts } from "./first-actions";
import { IncidentSection, type IncidentTexts, OutcomeTag } from "./incident-answer";

/** All texts of an answer, made by app/[locale]/(member)/check. */
export type AnswerTexts = {
	tone: OutcomeTone;
	title: string;
	lead: string;
	/** The accessible name of the list of incidents. */
	incidentsLabel: string;
	incidents: IncidentTexts[];
	/** The number of incidents shown before the first actions. */
	actionsAfter: number;
	actions?: FirstActionsTexts;
};

/** Shows the worst outcome, then each incident. The first actions follow the first affected incident. */
export function Answer({ incidents, actionsAfter, ...props }: AnswerTexts): ReactNode {
	const section = (incident: IncidentTexts) => <IncidentSection key={incident.slug} {...incident} />;
	return (
		<>
			<Outcome tone={props.tone} title={props.title}>
				<p>{props.lead}</p>
				{incidents.length > 1 ? (
					<ul aria-label={props.incidentsLabel} className="!list-none !pl-0">
						{incidents.map((incident) => (
							<li key={incident.slug} className="flex flex-wrap gap-x-3">
								<a href={`#${incident.slug}`}>
									<LocalisedText {...incident.title} />
								</a>
								<OutcomeTag {...incident.tag} />
							</li>
						))}
					</ul>
				) : null}
			</Outcome>
			{incidents.slice(0, actionsAfter).map(section)}
			{props.actions ? <FirstActions {...props.actions} /> : null}
			{incidents.slice(actionsAfter).map(section)}
		</>
	);
}
