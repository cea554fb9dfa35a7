import { Fragment } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Details, Heading, Meta, Read, Section } from "@/components/ui/layout";
import { SummaryList, Tag } from "@/components/ui/list";
import { LocalisedText, type TextInLanguage } from "@/components/ui/localised-text";
import { type CategoryRow, CategoryTable } from "./category-table";

type Way = { href: string; label: string };

/** The outcome's label and tone. */
export type OutcomeTagTexts = { tone: "stop" | "clear" | "wait" | "plain"; label: string };

/** The data categories and the findings. */
export type DataTexts = {
	caption: string;
	head: string[];
	noHint: string;
	rows: CategoryRow[];
	/** What may have happened to what was in the data. */
	happened?: { title: string; text: string };
	rest: string;
	known?: { title: string; findings: { id: string; effect: string; confidence: string; note: TextInLanguage }[] };
};

/** Why data is held: the facts of each relationship. */
export type WhyTexts = {
	title: string;
	relationships: {
		id: string;
		as: { key: string; value: string };
		facts: { key: string; value: TextInLanguage[] }[];
	}[];
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

/** Shows one incident's answer: the outcome, the data and why it is held. */
export function IncidentSection(props: IncidentTexts) {
	return (
		<Section id={props.slug} title={<LocalisedText {...props.title} />} tools={<OutcomeTag {...props.tag} />}>
			<Read>
				<p>{props.lead}</p>
				{props.changed ? <p>{props.changed}</p> : null}
				{props.more ? <p>{props.more}</p> : null}
			</Read>
			{props.match ? (
				<div className="my-6 print:hidden">
					<ButtonLink href={props.match.href}>{props.match.label}</ButtonLink>
				</div>
			) : null}
			{props.data ? <WhatWasInIt {...props.data} /> : null}
			{props.why ? <Why {...props.why} /> : null}
			<div className="mt-4">
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
		</Section>
	);
}

function WhatWasInIt({ rest, known, happened, ...table }: DataTexts) {
	return (
		<>
			{happened ? (
				<div className="mt-4">
					<Read>
						<p>
							<b>{`${happened.title}:`}</b>
							{` ${happened.text}`}
						</p>
					</Read>
				</div>
			) : null}
			<div className="mt-5">
				<CategoryTable {...table} />
			</div>
			<div className="mt-3">
				<Meta>{rest}</Meta>
			</div>
			{known ? (
				<Details summary={known.title} onPaper>
					<ul>
						{known.findings.map(({ id, effect, confidence, note }) => (
							<li key={id}>
								<b>{`${effect}:`}</b>
								{` ${confidence}. `}
								<LocalisedText {...note} />
							</li>
						))}
					</ul>
				</Details>
			) : null}
		</>
	);
}

function Why({ title, relationships, rights }: WhyTexts) {
	return (
		<>
			<Heading>{title}</Heading>
			{relationships.map(({ id, as, facts }) => (
				<SummaryList
					key={id}
					rows={[
						{ key: as.key, value: <b>{as.value}</b> },
						...facts.map(({ key, value }) => ({
							key,
							value: value.map((part, at) => (
								<Fragment key={part.text}>
									{at ? " " : null}
									<LocalisedText {...part} />
								</Fragment>
							)),
						})),
					]}
				/>
			))}
			<p className="mt-3 print:hidden">
				<a href={rights.href} className="inline-block py-1">
					{rights.label}
				</a>
			</p>
		</>
	);
}
