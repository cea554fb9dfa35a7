import { type Locale, translator } from "@/lib/i18n";

/**
 * Returns a mask in words: "partly hidden, begins with j, ends with .org". A screen reader would read "j•••@g•••.org" as a row
 * of bullets.
 */
export function spokenMask(mask: string, locale: Locale): string {
	if (!mask.includes("\u2022")) return mask;
	const t = translator(locale, "common");
	const parts = mask.split(/[\u2022\s]+/).filter(Boolean);
	const [first, last] = [parts[0], parts.at(-1)];
	if (first === undefined || last === undefined) return t("mask.hidden");
	const [begins, ends] = [!mask.startsWith("\u2022"), !mask.endsWith("\u2022")];
	if (begins && ends) return t("mask.beginsAndEnds", { first, last });
	if (ends) return t("mask.ends", { last });
	return parts.length > 1 ? t("mask.shows", { parts: parts.join(", ") }) : t("mask.begins", { first });
}
