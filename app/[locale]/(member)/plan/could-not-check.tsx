import { MemberPage } from "@/app/[locale]/_shared/page-shell";
import { Outcome } from "@/components/ui/outcome";
import type { Member } from "@/lib/authority";
import { href, type Locale, translator } from "@/lib/i18n";
import { SafetyContact } from "../safety-contact";

/** Says that the check failed, so there is no plan. A failed check is never shown as "not found". */
export function CouldNotCheck({ member, locale, path }: { member: Member; locale: Locale; path: string }) {
	const t = translator(locale, "plan");
	return (
		<MemberPage member={member} locale={locale} path={path}>
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
		</MemberPage>
	);
}
