import { AnswerLedger } from "@/components/check/answer-ledger";
import { ButtonLink } from "@/components/ui/button";
import { Details, Heading, Meta, Read, Section } from "@/components/ui/layout";
import { SummaryList, Tag } from "@/components/ui/list";
import type { IncidentAnswer, Reason } from "@/lib/exposure/schema";
import { href, type Locale, translator } from "@/lib/i18n";
import type { Words } from "@/lib/incidents/schema";
import { formatDateTime, formatPartialDate } from "@/lib/time";
import { ledgerRows, outcomeTones } from "./answer-words";

/** What one incident came to for this person: the outcome, what was in the data, why it is held. */
export function IncidentSection({ answer, locale }: { answer: IncidentAnswer; locale: Locale }) {
	const t = translator(locale, "check");
	const { incident, outcome } = answer;
	return (
		<Section
			id={incident.slug}
			title={<Spoken words={incident.title} locale={locale} />}
			tools={<OutcomeTag answer={answer} locale={locale} />}
		>
			<Read>
				<p>{t(`section.${outcome ?? "no-data"}`)}</p>
				{answer.before && answer.since ? (
					<p>
						{t("changed", {
							at: formatDateTime(answer.since, locale),
							before: translator(locale, "words")(`outcome.${answer.before}`),
						})}
					</p>
				) : null}
			</Read>
			{outcome === "unable-to-match" ? (
				<div className="my-6 print:hidden">
					<ButtonLink href={href(locale, "/check/match")}>{t("matchTitle")}</ButtonLink>
				</div>
			) : null}
			{answer.lines.length > 0 ? <WhatWasInIt answer={answer} locale={locale} /> : null}
			{answer.reasons.length > 0 ? <Why reasons={answer.reasons} locale={locale} /> : null}
			<Provenance answer={answer} locale={locale} />
		</Section>
	);
}

/** A text marked with its language where that is not the page's. */
function Spoken({ words, locale }: { words: Words; locale: Locale }) {
	return <span lang={words.lang === locale ? undefined : words.lang}>{words.text}</span>;
}

/** The outcome in a word, with its shape and colour. */
export function OutcomeTag({ answer, locale }: { answer: IncidentAnswer; locale: Locale }) {
	if (!answer.outcome) return <Tag>{translator(locale, "check")("noData")}</Tag>;
	const tone = outcomeTones[answer.outcome];
	return <Tag tone={tone === "fault" ? "plain" : tone}>{translator(locale, "words")(`outcome.${answer.outcome}`)}</Tag>;
}

function WhatWasInIt({ answer, locale }: { answer: IncidentAnswer; locale: Locale }) {
	const t = translator(locale, "check");
	const words = translator(locale, "words");
	const head = [t("ledger.information"), t("ledger.yours"), t("ledger.inData"), t("ledger.happened")];
	return (
		<>
			<div className="mt-5">
				<AnswerLedger
					caption={t("ledger.caption")}
					head={head}
					noHint={t("ledger.noHint")}
					rows={ledgerRows(answer, locale)}
				/>
			</div>
			<div className="mt-3">
				<Meta>{t("ledger.rest")}</Meta>
			</div>
			{answer.findings.length > 0 ? (
				<Details summary={t("known")}>
					<ul>
						{answer.findings.map(({ effect, confidence, note }) => (
							<li key={effect}>
								<b>{words(`effect.${effect}`)}:</b> {words(`confidence.${confidence}`).toLowerCase()}.{" "}
								<Spoken words={note} locale={locale} />
							</li>
						))}
					</ul>
				</Details>
			) : null}
		</>
	);
}

function Why({ reasons, locale }: { reasons: Reason[]; locale: Locale }) {
	const t = translator(locale, "check");
	const words = translator(locale, "words");
	return (
		<>
			<Heading>{t("why.title")}</Heading>
			{reasons.map(({ relationship, since, recordedSources, texts }) => {
				const as = words(`relationshipOfOne.${relationship}`);
				const recorded = recordedSources.map((source) => t("why.recorded", { source })).join(" ");
				return (
					<SummaryList
						key={relationship}
						rows={[
							{
								key: t("why.as"),
								value: (
									<b>{since ? t("why.since", { relationship: as, since: formatPartialDate(since, locale) }) : as}</b>
								),
							},
							...(texts || recorded
								? [
										{
											key: t("why.source"),
											value: (
												<>
													{texts ? <Spoken words={texts.source} locale={locale} /> : null} {recorded}
												</>
											),
										},
									]
								: []),
							...(texts
								? [
										{ key: t("why.basis"), value: <Spoken words={texts.lawfulBasis} locale={locale} /> },
										{ key: t("why.retention"), value: <Spoken words={texts.retention} locale={locale} /> },
									]
								: []),
						]}
					/>
				);
			})}
			<p className="mt-3 print:hidden">
				<a href={href(locale, "/privacy")} className="inline-block py-1">
					{t("why.rights")}
				</a>
			</p>
		</>
	);
}

/** Which data the answer comes from, and whether more may follow. */
function Provenance({ answer, locale }: { answer: IncidentAnswer; locale: Locale }) {
	const t = translator(locale, "check");
	const versions = answer.versions.map(({ number, activatedAt }) =>
		t("version", { number, at: formatDateTime(new Date(activatedAt), locale) }),
	);
	const said = [
		...(answer.outcome && versions.length === 0 ? [t("noVersion")] : versions),
		...(answer.outcome === "affected" && answer.incomplete ? [t("incomplete")] : []),
	];
	return (
		<div className="mt-4">
			<Meta>
				{said.join(" ")}{" "}
				<a href={href(locale, `/incidents/${answer.incident.slug}`)} className="print:hidden">
					{t("about")}
				</a>
			</Meta>
		</div>
	);
}
