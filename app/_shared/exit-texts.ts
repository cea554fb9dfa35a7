import type { ExitTexts } from "@/components/site/exit-form";
import { href, type Locale, translator } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";

/** Returns the texts of "Exit this page". */
export function exitTexts(locale: Locale): ExitTexts {
	const t = translator(locale, "common");
	return {
		label: t("exit"),
		action: href(locale, "/exit"),
		leaveTo: organisation().leaveTo,
		pressed: [t("exitPressed.once"), t("exitPressed.twice")],
	};
}
