import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/layout";
import { href, type Locale, translator } from "@/lib/i18n";

/** The way to the check, at the end of guidance and updates. */
export function CheckSection({ locale }: { locale: Locale }) {
	const t = translator(locale, "guidance");
	return (
		<div className="print:hidden">
			<Section title={t("next")}>
				<p className="mb-5 max-w-read">{t("nextLead")}</p>
				<ButtonLink href={href(locale, "/sign-in")}>{translator(locale, "common")("signIn")}</ButtonLink>
			</Section>
		</div>
	);
}
