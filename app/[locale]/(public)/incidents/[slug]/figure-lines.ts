import type { DataCategory } from "@/lib/data-categories";
import { formatNumber } from "@/lib/format-number";
import { type Locale, translator } from "@/lib/i18n";
import type { Relationship } from "@/lib/incidents/schema";
import type { PublicCount, PublicFigures } from "@/lib/messages/schema";

/** Returns the published figures as tables in words: for the page, and for the CSV. A count is formatted by `write`. */
export function figureLines(figures: PublicFigures, locale: Locale, write: (count: number) => string = formatNumber) {
	const t = translator(locale, "incident");
	const labels = translator(locale, "labels");
	const count = (value: number | null) => (value === null ? t("fewerThanTen") : write(value));
	const relationship = ({ name }: PublicCount) =>
		name === null ? t("otherGroups") : labels(`relationship.${name as Relationship}`);
	const categories = ({ name }: PublicCount) => {
		if (name === null) return t("otherCombinations");
		const held = name.split(",").filter(Boolean) as DataCategory[];
		return held.length === 0 ? t("noneOfThese") : held.map((category) => labels(`category.${category}`)).join(", ");
	};
	const line = (label: string, value: number | null): [string, string] => [label, count(value)];
	return [
		{
			title: t("byRelationship"),
			head: [t("group"), t("records")],
			lines: figures.relationships.map((row) => line(relationship(row), row.count)),
		},
		{
			title: t("byCategories"),
			head: [t("holds"), t("records")],
			lines: figures.categories.map((row) => line(categories(row), row.count)),
		},
		{
			title: t("peopleTold"),
			head: [t("step"), t("people")],
			lines: [
				line(t("wereTold"), figures.told),
				line(t("wereReached"), figures.reached),
				line(t("haveChecked"), figures.checked),
			],
		},
	];
}
