import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { LocalisedText, type TextInLanguage } from "@/components/ui/localised-text";
import { Outcome, type OutcomeTone } from "@/components/ui/outcome";
import { TelephoneText } from "@/components/ui/telephone-text";
import { FirstActions, type FirstActionsTexts } from "./first-actions";
import { IncidentSection, type IncidentTexts, OutcomeTag } from "./incident-answer";

/** All texts of an answer, made by app/[locale]/(member)/check. */
export type AnswerTexts = {
	tone: OutcomeTone;
	title: string;
	/** The incidents that the title is about, if there are others. */
	about: TextInLanguage[];
	lead: string;
	/** What would make the answer certain. */
	next?: { href: string; label: string; urgent: boolean };
	/** When the person's records were looked up. */
	checked: string;
	/** The accessible name of the list of incidents. */
	incidentsLabel: string;
	incidents: IncidentTexts[];
	actions?: FirstActionsTexts;
};

/** Shows the answer in a sentence, the first things to do, then each incident. An overview of incidents never delays what is urgent. */
export function Answer({ incidents, ...props }: AnswerTexts): ReactNode {
	const urgent = props.tone === "stop";
	const overview = incidents.length > 1 ? <Overview label={props.incidentsLabel} incidents={incidents} /> : null;
	return (
		<>
			<Outcome tone={props.tone} title={props.title} about={props.about}>
				<p>
					<TelephoneText text={props.lead} />
				</p>
				{props.next ? (
					<p className="print:hidden">
						{props.next.urgent ? (
							<ButtonLink href={props.next.href}>{props.next.label}</ButtonLink>
						) : (
							<a href={props.next.href}>{props.next.label}</a>
						)}
					</p>
				) : null}
				{urgent ? null : overview}
			</Outcome>
			{props.actions ? <FirstActions {...props.actions} /> : null}
			{incidents.map((incident, at) => (
				<IncidentSection
					key={incident.slug}
					{...incident}
					folded={urgent && at > 0 && !incident.data && !incident.match}
				/>
			))}
			<p className="meta mt-4">{props.checked}</p>
		</>
	);
}

/** The outcome of each incident, with the way to its section. */
function Overview({ label, incidents }: { label: string; incidents: IncidentTexts[] }) {
	return (
		<ul aria-label={label} className="!list-none !pl-0">
			{incidents.map((incident) => (
				<li key={incident.slug} className="flex flex-wrap gap-x-3">
					<a href={`#${incident.slug}`}>
						<LocalisedText {...incident.title} />
					</a>{" "}
					<OutcomeTag {...incident.tag} />
				</li>
			))}
		</ul>
	);
}
