import type { LedgerRow } from "@/components/check/answer-ledger";
import type { OutcomeTone } from "@/components/ui/outcome";
import type { AnswerLine, IncidentAnswer, Outcome } from "@/lib/exposure/schema";
import { href, type Locale, translator } from "@/lib/i18n";
import type { Standing } from "@/lib/incidents/schema";

/** How each outcome looks, beside its word. */
export const outcomeTones: Record<Outcome, OutcomeTone> = {
	affected: "stop",
	"not-found": "clear",
	"under-review": "wait",
	"unable-to-match": "wait",
};

const standingTones: Record<Standing, LedgerRow["standing"]["tone"]> = {
	"in-data": "stop",
	"held-elsewhere": "clear",
	"being-rebuilt": "wait",
};

/** Hints are masked in English where they need words at all. */
function hintIn(locale: Locale, hint: string): string {
	const t = translator(locale, "check");
	const [, kind, end] = /^(account|number) ending (.+)$/.exec(hint) ?? [];
	if (!kind || !end) return hint;
	return t(kind === "account" ? "ledger.accountEnding" : "ledger.numberEnding", { end });
}

/** The lines of an answer as rows of its table. */
export function ledgerRows(answer: IncidentAnswer, locale: Locale): LedgerRow[] {
	const t = translator(locale, "check");
	const words = translator(locale, "words");
	const effects = answer.findings.flatMap(({ effect, confidence }) =>
		confidence === "ruled-out" ? [] : t(`mayBe.${effect}.${confidence}`),
	);
	const happened = (line: AnswerLine) => {
		if (line.standing === "held-elsewhere") return t("ledger.heldElsewhere");
		if (line.standing === "being-rebuilt") return t("ledger.beingRebuilt");
		return effects.length > 0 ? effects.join(" ") : t("ledger.nothingKnown");
	};
	return answer.lines.map((line) => {
		const category = words(`category.${line.category}`);
		return {
			id: line.category,
			category,
			hints: line.hints.map((hint) => hintIn(locale, hint)),
			standing: { tone: standingTones[line.standing], label: words(`standing.${line.standing}`) },
			happened: happened(line),
			guidance:
				line.standing === "in-data"
					? {
							href: href(locale, `/guidance/${line.category}`),
							label: t("ledger.whatToDo"),
							about: t("ledger.aboutCategory", { category: category.toLowerCase() }),
						}
					: undefined,
		};
	});
}
