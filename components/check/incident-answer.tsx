import { Fragment } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Details, Heading, Meta, Read, Section } from "@/components/ui/layout";
import { SummaryList, Tag } from "@/components/ui/list";
import { LocalisedSentence, LocalisedText, type TextInLanguage } from "@/components/ui/localised-text";
import { TelephoneText } from "@/components/ui/telephone-text";
import { type CategoryGroup, CategoryTable } from "./category-table";

type Way = { href: string; label: string };

/** The outcome's label and tone. */
export type OutcomeTagTexts = { tone: "stop" | "clear" | "wait" | "plain"; label: string };

/** The data categories and the findings. */
export type DataTexts = {
	caption: string;
	head: [string, string];
	groups: CategoryGroup[];
	rest: string;
	/** What may have happened to what was in the data, and how sure that is. */
	happened?: { title: string; text: string };
	known?: { title: string; findings: { id: string; effect: string; confidence: string; note: TextInLanguage }[] };
};

/** Why data is held: for each relationship a sentence or two, and the facts behind it. */
export type WhyTexts = {
	title: string;
	relationships: { id: string; sentences: TextInLanguage[]; facts: { key: string; value: TextInLanguage }[] }[];
	factsTitle: string;
	rights: Way;
};

/** The texts of one incident's answer. */
export type IncidentTexts = {
	slug: string;
	title: TextInLanguage;
	tag: OutcomeTagTexts;
	lead: string;
	/** The sentence that names the previous outcome. */
	changed?: string;
	/** That more records have the address and may be the person's. */
	more?: string;
	/** The link to give another detail, if records could not be told apart. */
	match?: Way;
	data?: DataTexts;
	why?: WhyTexts;
	/** The versions the answer was built from, and whether data is missing. */
	provenance: string;
	about: Way;
};

export function OutcomeTag({ tone, label }: OutcomeTagTexts) {
	return <Tag tone={tone}>{label}</Tag>;
}

/**
 * Shows one incident's answer: the outcome, the data and why it is held. With `folded` only its name and outcome, until it is opened:
 * what it says is less urgent than another incident's.
 */
export function IncidentSection({ folded, ...props }: IncidentTexts & { folded: boolean }) {
	const title = <LocalisedText {...props.title} />;
	const tag = <OutcomeTag {...props.tag} />;
	if (!folded)
		return (
			<Section id={props.slug} title={title} tools={tag}>
				<IncidentBody {...props} />
			</Section>
		);
	return (
		<details id={props.slug} className="section print-open">
			<summary className="section-head no-underline">
				<h2>{title}</h2> {tag}
			</summary>
			<IncidentBody {...props} />
		</details>
	);
}

function IncidentBody(props: IncidentTexts) {
	return (
		<>
			<Read>
				{props.data ? null : (
					<p>
						<TelephoneText text={props.lead} />
					</p>
				)}
				{props.changed ? <p>{props.changed}</p> : null}
				{props.more ? (
					<p>
						<TelephoneText text={props.more} />
					</p>
				) : null}
			</Read>
			{props.match ? (
				<div className="my-6 print:hidden">
					<ButtonLink href={props.match.href} shape="plain">
						{props.match.label}
					</ButtonLink>
				</div>
			) : null}
			{props.data ? <WhatWasInIt {...props.data} /> : null}
			{props.why ? <Why {...props.why} /> : null}
			<div>
				<Meta>
					{`${props.provenance} `}
					<a href={props.about.href} className="print:hidden">
						{props.about.label}
						<span className="sr-only">
							: <LocalisedText {...props.title} />
						</span>
					</a>
				</Meta>
			</div>
		</>
	);
}

function WhatWasInIt({ rest, known, happened, ...table }: DataTexts) {
	return (
		<>
			<div className="mt-2 sm:mt-4">
				<CategoryTable {...table} />
			</div>
			<Meta>{rest}</Meta>
			{happened ? (
				<>
					<Heading>{happened.title}</Heading>
					<Read>
						<p>{happened.text}</p>
					</Read>
				</>
			) : null}
			{known ? (
				<Details summary={known.title} onPaper>
					<ul>
						{known.findings.map(({ id, effect, confidence, note }) => (
							<li key={id}>
								<b>{`${effect}:`}</b>
								{` ${confidence}. `}
								<LocalisedSentence {...note} />
							</li>
						))}
					</ul>
				</Details>
			) : null}
		</>
	);
}

function Why({ title, relationships, factsTitle, rights }: WhyTexts) {
	return (
		<>
			<Heading>{title}</Heading>
			{relationships.map(({ id, sentences, facts }) => (
				<Fragment key={id}>
					<Read>
						<p>
							{sentences.map((sentence, at) => (
								<Fragment key={sentence.text}>
									{at ? " " : null}
									<LocalisedSentence {...sentence} />
								</Fragment>
							))}
						</p>
					</Read>
					{facts.length > 0 ? (
						<Details summary={factsTitle} onPaper>
							<SummaryList rows={facts.map(({ key, value }) => ({ key, value: <LocalisedSentence {...value} /> }))} />
							<p className="print:hidden">
								<a href={rights.href}>{rights.label}</a>
							</p>
						</Details>
					) : (
						<p className="print:hidden">
							<a href={rights.href}>{rights.label}</a>
						</p>
					)}
				</Fragment>
			))}
		</>
	);
}
