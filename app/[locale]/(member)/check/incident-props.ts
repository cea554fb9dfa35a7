import { spokenMask } from "@/app/[locale]/_shared/spoken-mask";
import type { CategoryGroup } from "@/components/check/category-table";
import type { DataTexts, IncidentTexts, OutcomeTagTexts, WhyTexts } from "@/components/check/incident-answer";
import type { TextInLanguage } from "@/components/ui/localised-text";
import type { IncidentAnswer, Reason } from "@/lib/exposure/schema";
import { href, type Locale, translator } from "@/lib/i18n";
import { readEnding } from "@/lib/identifiers";
import type { LocalisedText, Standing } from "@/lib/incidents/schema";
import { organisation } from "@/lib/organisation";
import { formatDateTime, formatPartialDate } from "@/lib/time";
import { outcomeTones } from "./outcome-tones";

const standingTones: Record<Standing, CategoryGroup["tone"]> = {
	"in-data": "stop",
	"held-elsewhere": "clear",
	"being-rebuilt": "wait",
};

const standingOrder = ["in-data", "being-rebuilt", "held-elsewhere"] as const satisfies Standing[];

/** Returns a text with its language if that is not the reader's. */
export function localised({ text, lang }: LocalisedText, locale: Locale): TextInLanguage {
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
		head: [t("table.information"), t("table.yours")],
		groups: categoryGroups(answer, locale),
		...(answer.lines.some((line) => line.standing === "in-data")
			? { happened: { title: t("table.happened"), text: happened(answer, locale) } }
			: {}),
		rest: t("table.rest"),
		...(findings.length > 0 ? { known: { title: t("known"), findings } } : {}),
	};
}

/** Returns a hint as it is shown and as it is spoken. Hints that have words, such as "account ending 42", are translated. */
function hintIn(locale: Locale, hint: string): { shown: string; spoken: string } {
	const ending = readEnding(hint);
	if (!ending) return { shown: hint, spoken: spokenMask(hint, locale) };
	const text = translator(locale, "check")(`table.${ending.of}Ending`, { end: ending.end });
	return { shown: text, spoken: text };
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

/** Returns the data categories by standing: in the data, still being checked, not in the data. */
function categoryGroups(answer: IncidentAnswer, locale: Locale): CategoryGroup[] {
	const t = translator(locale, "check");
	const labels = translator(locale, "labels");
	return standingOrder.flatMap((standing): CategoryGroup[] => {
		const lines = answer.lines.filter((line) => line.standing === standing);
		if (lines.length === 0) return [];
		return [
			{
				id: standing,
				tone: standingTones[standing],
				title: t(`table.group.${standing}`, { count: lines.length }),
				...(standing === "in-data" ? {} : { note: t(`table.note.${standing}`) }),
				rows: lines.map((line) => ({
					id: line.category,
					category: labels(`category.${line.category}`),
					hints: line.hints.map((hint) => hintIn(locale, hint)),
					...(standing === "in-data" ? { guidance: href(locale, `/plan/guidance/${line.category}`) } : {}),
				})),
			},
		];
	});
}

function whyTexts(reasons: Reason[], locale: Locale): WhyTexts {
	const t = translator(locale, "check");
	const labels = translator(locale, "labels");
	return {
		title: t("why.title"),
		relationships: reasons.map(({ relationship, since, recordedSources, texts }) => {
			const as = { relationship: labels(`relationshipOfOne.${relationship}`) };
			const date = since && { ...as, since: formatPartialDate(since, locale) };
			// The date of a former member may be that of joining: nobody has been a former member since then.
			const sentence = date
				? t(
						relationship === "former-member"
							? "why.asDated"
							: relationship === "other"
								? "why.contactSince"
								: "why.asSince",
						date,
					)
				: t("why.as", as);
			return {
				id: relationship,
				sentences: [
					{ text: sentence },
					...(texts ? [localised(texts.source, locale)] : []),
					...recordedSources.map((source) => ({ text: t("why.recorded", { source }) })),
				],
				facts: texts
					? [
							{ key: t("why.basis"), value: localised(texts.lawfulBasis, locale) },
							{ key: t("why.retention"), value: localised(texts.retention, locale) },
						]
					: [],
			};
		}),
		factsTitle: t("why.facts"),
		rights: { href: href(locale, "/privacy#rights"), label: t("why.rights") },
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
