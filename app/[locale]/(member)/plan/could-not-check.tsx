import { Outcome } from "@/components/ui/outcome";
import { href, type Locale, translator } from "@/lib/i18n";
import { SafetyContact } from "../safety-contact";

/** Says that the check failed, so there is no plan. A failed check is never shown as "not found". `path` is the page's. */
export function CouldNotCheck({ locale, path }: { locale: Locale; path: string }) {
	const t = translator(locale, "plan");
	return (
		<>
			<Outcome tone="fault" title={t("faultTitle")}>
				<p>{t("faultText")}</p>
				<p>
					<a href={href(locale, path)}>{t("tryAgain")}</a>
				</p>
			</Outcome>
			<p>
				{t("faultMeanwhile")} <a href={href(locale, "/guidance")}>{t("guidance")}</a>
			</p>
			<SafetyContact locale={locale} />
		</>
	);
}
