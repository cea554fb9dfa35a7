import type { CategoryRow } from "@/components/check/category-table";
import type { DataTexts, IncidentTexts, OutcomeTagTexts, WhyTexts } from "@/components/check/incident-answer";
import type { TextInLanguage } from "@/components/ui/localised-text";
import type { IncidentAnswer, Reason } from "@/lib/exposure/schema";
import { href, type Locale, translator } from "@/lib/i18n";
import { readEnding } from "@/lib/identifiers";
import type { LocalisedText, Standing } from "@/lib/incidents/schema";
import { organisation } from "@/lib/organisation";
import { formatDateTime, formatPartialDate } from "@/lib/time";
import { outcomeTones } from "./outcome-tones";

const standingTones: Record<Standing, CategoryRow["standing"]["tone"]> = {
	"in-data": "stop",
	"held-elsewhere": "clear",
	"being-rebuilt": "wait",
};

function localised({ text, lang }: LocalisedText, locale: Locale): TextInLanguage {
	return lang === locale ? { text } : { text, lang };
}

/** Returns the props of one incident's answer, in the reader's language. */
export function incidentTexts(answer: IncidentAnswer, locale: Locale): IncidentTexts {
	const t = translator(locale, "check");
	const { incident, outcome, before, since } = answer;
	return {
		slug: incident.slug,
		title: localised(incident.title, locale),
		tag: tag(answer, locale),
		lead: lead(answer, locale),
		...(before && since
			? {
					changed: t("changed", {
						at: formatDateTime(since, locale),
						before: translator(locale, "labels")(`outcome.${before}`),
					}),
				}
			: {}),
		...(answer.moreWithheld ? { more: t("moreWithheld", helpline(locale)) } : {}),
		...(outcome === "unable-to-match" || answer.moreWithheld
			? { match: { href: href(locale, "/check/match"), label: t("matchTitle") } }
			: {}),
		...(answer.lines.length > 0 ? { data: dataTexts(answer, locale) } : {}),
		...(answer.reasons.length > 0 ? { why: whyTexts(answer.reasons, locale) } : {}),
		provenance: provenance(answer, locale),
		about: { href: href(locale, `/incidents/${incident.slug}`), label: t("about") },
	};
}

/** Whether nothing was found although some records hold no address, by which alone people are found. It is not a final answer. */
export const isOpenNotFound = ({ outcome, withoutAddress }: IncidentAnswer) =>
	outcome === "not-found" && withoutAddress > 0;

function helpline(locale: Locale): { telephone: string; hours: string } {
	const { telephone, hours } = organisation().contacts.helpline;
	return { telephone, hours: hours[locale] };
}

function lead(answer: IncidentAnswer, locale: Locale): string {
	const t = translator(locale, "check");
	if (isOpenNotFound(answer))
		return t("section.not-found-by-address", { count: answer.withoutAddress, ...helpline(locale) });
	return t(`section.${answer.outcome ?? "no-data"}`, helpline(locale));
}

function tag(answer: IncidentAnswer, locale: Locale): OutcomeTagTexts {
	const { outcome } = answer;
	if (!outcome) return { tone: "plain", label: translator(locale, "check")("noData") };
	return {
		tone: isOpenNotFound(answer) ? "wait" : outcomeTones[outcome],
		label: translator(locale, "labels")(`outcome.${outcome}`),
	};
}

function dataTexts(answer: IncidentAnswer, locale: Locale): DataTexts {
	const t = translator(locale, "check");
	const labels = translator(locale, "labels");
	const findings = answer.findings.map(({ effect, confidence, note }) => ({
		id: effect,
		effect: labels(`effect.${effect}`),
		confidence: labels(`confidence.${confidence}`).toLowerCase(),
		note: localised(note, locale),
	}));
	return {
		caption: t("table.caption"),
		head: [t("table.information"), t("table.yours"), t("table.inData"), t("table.next")],
		noHint: t("table.noHint"),
		rows: categoryRows(answer, locale),
		...(answer.lines.some((line) => line.standing === "in-data")
			? { happened: { title: t("table.happened"), text: happened(answer, locale) } }
			: {}),
		rest: t("table.rest"),
		...(findings.length > 0 ? { known: { title: t("known"), findings } } : {}),
	};
}

/** Translates a hint that has words, such as "account ending 42". Returns other hints unchanged. */
function hintIn(locale: Locale, hint: string): string {
	const ending = readEnding(hint);
	return ending ? translator(locale, "check")(`table.${ending.of}Ending`, { end: ending.end }) : hint;
}

/** Says what may have happened to the data. The same for every data category, because findings are about the whole incident. */
function happened(answer: IncidentAnswer, locale: Locale): string {
	const t = translator(locale, "check");
	const labels = translator(locale, "labels");
	const known = answer.findings.flatMap(({ effect, confidence }) =>
		confidence === "confirmed" || confidence === "likely" ? t(`mayBe.${effect}.${confidence}`) : [],
	);
	const open = answer.findings.flatMap(({ effect, confidence }) =>
		confidence === "under-investigation" ? labels(`effect.${effect}`).toLowerCase() : [],
	);
	const effects = new Intl.ListFormat(`${locale}-GB`, { type: "disjunction" }).format(open);
	const sentences = open.length > 0 ? [...known, t("mayBe.notRuledOut", { effects })] : known;
	return sentences.length > 0 ? sentences.join(" ") : t("table.nothingKnown");
}

function categoryRows(answer: IncidentAnswer, locale: Locale): CategoryRow[] {
	const t = translator(locale, "check");
	const labels = translator(locale, "labels");
	const notes: Partial<Record<Standing, string>> = {
		"held-elsewhere": t("table.heldElsewhere"),
		"being-rebuilt": t("table.beingRebuilt"),
	};
	return answer.lines.map((line) => {
		const category = labels(`category.${line.category}`);
		return {
			id: line.category,
			category,
			hints: line.hints.map((hint) => hintIn(locale, hint)),
			standing: { tone: standingTones[line.standing], label: labels(`standing.${line.standing}`) },
			note: notes[line.standing],
			...(line.standing === "in-data" ? { onPaper: t("table.onPaper") } : {}),
			guidance:
				line.standing === "in-data"
					? {
							href: href(locale, `/guidance/${line.category}`),
							label: t("table.whatToDo"),
							about: t("table.aboutCategory", { category: category.toLowerCase() }),
						}
					: undefined,
		};
	});
}

function whyTexts(reasons: Reason[], locale: Locale): WhyTexts {
	const t = translator(locale, "check");
	const labels = translator(locale, "labels");
	return {
		title: t("why.title"),
		relationships: reasons.map(({ relationship, since, recordedSources, texts }) => {
			const as = labels(`relationshipOfOne.${relationship}`);
			const sources: TextInLanguage[] = [
				...(texts ? [localised(texts.source, locale)] : []),
				...recordedSources.map((source) => ({ text: t("why.recorded", { source }) })),
			];
			return {
				id: relationship,
				as: {
					key: t("why.as"),
					value: since ? t("why.since", { relationship: as, since: formatPartialDate(since, locale) }) : as,
				},
				facts: [
					...(sources.length > 0 ? [{ key: t("why.source"), value: sources }] : []),
					...(texts
						? [
								{ key: t("why.basis"), value: [localised(texts.lawfulBasis, locale)] },
								{ key: t("why.retention"), value: [localised(texts.retention, locale)] },
							]
						: []),
				],
			};
		}),
		rights: { href: href(locale, "/privacy"), label: t("why.rights") },
	};
}

function provenance(answer: IncidentAnswer, locale: Locale): string {
	const t = translator(locale, "check");
	const versions = answer.versions.map(({ number, activatedAt }) =>
		t("version", { number, at: formatDateTime(new Date(activatedAt), locale) }),
	);
	const sentences = answer.outcome && versions.length === 0 ? [t("noVersion")] : versions;
	if (answer.outcome === "affected" && answer.incomplete) sentences.push(t("incomplete"));
	return sentences.join(" ");
}
