import { WaysOn } from "@/components/check/ways-on";
import { Aside, Section } from "@/components/ui/layout";
import { href, type Locale, translator } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";

/** What stands under every result, found or not: who to reach when somebody fears for their safety, and the ways on. */
export function Closing({ locale }: { locale: Locale }) {
	const t = translator(locale, "check");
	const { safety } = organisation().contacts;
	return (
		<>
			<div className="print:hidden">
				<Section title={t("next.title")}>
					<WaysOn
						links={(
							[
								["/check/history", t("next.history")],
								["/identifiers", t("next.identifiers")],
								["/preferences", t("next.preferences")],
							] as const
						).map(([path, label]) => ({ href: href(locale, path), label }))}
					/>
				</Section>
			</div>
			<Aside title={t("safety.title")}>
				<p>
					{t("safety.text", {
						telephone: safety.telephone,
						hours: safety.hours[locale],
						email: safety.email,
					})}{" "}
					{t("safety.danger")}
				</p>
				<p className="print:hidden">
					<a href={href(locale, "/guidance/safety")}>{t("safety.guidance")}</a>
				</p>
			</Aside>
		</>
	);
}
