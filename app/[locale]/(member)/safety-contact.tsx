import { Read, Section } from "@/components/ui/layout";
import { TelephoneText } from "@/components/ui/telephone-text";
import { contactsFor } from "@/lib/guidance";
import { href, type Locale, translator } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";

/** The contact for people who fear for their safety. Shown below every answer and below a failed check. */
export function SafetyContact({ locale }: { locale: Locale }) {
	const t = translator(locale, "plan");
	const emergency = contactsFor(locale, ["emergency"])[0]?.text ?? "";
	return (
		<div className="print:hidden">
			<Section title={t("worried")}>
				<Read>
					<p>
						<TelephoneText
							text={t("worriedText", { telephone: organisation().contacts.safety.telephone, emergency })}
							short={emergency}
						/>{" "}
						<a href={href(locale, "/guidance/safety")}>{translator(locale, "check")("safety.guidance")}</a>
					</p>
				</Read>
			</Section>
		</div>
	);
}
